// SPDX-License-Identifier: GPL-3.0-or-later
// Autosave: changes of the recipe that are not in its file stand in a folder of this process, which
// goes when they are saved or given up. What a process left that was killed can be restored.
#pragma once

#include "base/files.h"

#include <QDateTime>
#include <QObject>
#include <QTimer>

#include <memory>
#include <vector>

namespace attune::ui {

class RecipeModel;
class Workspace;

class Recovery : public QObject {
    Q_OBJECT
public:
    // Changes that a process left unsaved.
    struct Lost {
        fs::path folder;
        QString name;
        QDateTime when;
    };

    // `place`: the folder that holds one folder a process. Where it cannot be written nothing is
    // kept, and couldNotWrite() tells so once.
    Recovery(Workspace& workspace, const fs::path& place, QObject* parent = nullptr);
    ~Recovery() override; // in order: nothing is left

    // Of processes that are gone; the newest first. What cannot be read is left out.
    std::vector<Lost> lost() const;
    // As the open recipe, with its changes as one step that can be undone. Throws Error, and then
    // keeps what was lost.
    void restore(const Lost& lost);
    void discard(const Lost& lost);
    // The process ends unasked (a signal): what is unsaved is kept for the next start.
    void leave();

Q_SIGNALS:
    void couldNotWrite(const QString& reason);

private:
    void write();
    void forget();

    Workspace& workspace_;
    fs::path place_, own_;
    std::unique_ptr<FolderLock> lock_;
    QTimer later_;
    bool failed_ = false, left_ = false;
};

} // namespace attune::ui
