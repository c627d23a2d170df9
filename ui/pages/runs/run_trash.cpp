// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/runs/run_trash.h"

#include "base/files.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

namespace attune::ui {

QString moveRunToTrash(const QString& folder) {
    const fs::path path = fromUtf8(folder.toStdString());
    if (isLocked(path))
        throw Error(say(ATTUNE_TEXT("core", "Another process is working on this run.")),
                    toUtf8(path), say(ATTUNE_TEXT("core", "Stop the run first.")));
    // Without the folder that the desktop's trash lies in, Qt 6.4 takes the current folder for it.
    const QString home = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
    const bool isThere = QDir().mkpath(home) && QFileInfo(home).isWritable();
    const FolderLock lock(path);
    QString inTrash;
    if (!isThere || !QFile::moveToTrash(folder, &inTrash))
        throw Error(say(ATTUNE_TEXT("core", "The folder cannot be moved to the trash.")),
                    toUtf8(path),
                    say(ATTUNE_TEXT("core", "The disk may have no trash. Delete the folder with "
                                            "the file manager.")));
    return inTrash;
}

} // namespace attune::ui
