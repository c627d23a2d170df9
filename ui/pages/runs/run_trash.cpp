// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/runs/run_trash.h"

#include "base/files.h"

#include <QFile>

namespace attune::ui {

QString moveRunToTrash(const QString& folder) {
    const fs::path path = fromUtf8(folder.toStdString());
    if (isLocked(path))
        throw Error(say(ATTUNE_TEXT("core", "Another process is working on this run.")),
                    toUtf8(path), say(ATTUNE_TEXT("core", "Stop the run first.")));
    const FolderLock lock(path);
    QString inTrash;
    if (!QFile::moveToTrash(folder, &inTrash))
        throw Error(say(ATTUNE_TEXT("core", "The folder cannot be moved to the trash.")),
                    toUtf8(path),
                    say(ATTUNE_TEXT("core", "The disk may have no trash. Delete the folder with "
                                            "the file manager.")));
    return inTrash;
}

} // namespace attune::ui
