// SPDX-License-Identifier: GPL-3.0-or-later
// The checks of the recipe's data, run off the GUI thread whenever file, columns or reading change,
// and repairs: a copy of the file, which the recipe reads from then on. That is one step of the
// recipe, which undo takes back.
#pragma once

#include "studio/studio.h"
#include "ui/jobs/background_job.h"

#include <optional>

namespace attune::ui {

class Workspace;

class DataChecker : public QObject {
    Q_OBJECT

public:
    explicit DataChecker(Workspace& workspace, QObject* parent = nullptr);

    // Of the data as the recipe names them now; none while they are checked for the first time, and
    // where they cannot be read.
    const std::optional<studio::CheckedData>& checked() const { return checked_; }
    // Why they could not be checked; empty where they are, or are being checked.
    const QString& error() const { return error_; }
    // The rules of the recipe, which may mend what was found.
    const CleaningSettings& clean() const { return clean_; }
    // Another one for each checked() and clean().
    int revision() const { return revision_; }
    bool isChecking() const { return checker_.isRunning(); }
    bool isRepairing() const { return repairer_.isRunning(); }

    // Once more: the file has changed.
    void check();

    // A name for the copy that is not taken: "reviews-repaired.csv" beside the file.
    QString freshName() const;
    // Writes the copy over what is there and lets the recipe read it. `kinds` empty: every safe
    // repair. What goes wrong is told by the workspace.
    void repair(const QString& path, const std::vector<std::string>& kinds);
    // Whether the last step of the recipe was a repair.
    bool canUndo() const;
    void undo();

Q_SIGNALS:
    void changed();              // anything of the above
    void progress(double share); // 0 to 1; below 0: not known

private:
    void follow();

    Workspace& workspace_;
    studio::CheckOptions options_; // of checked_, and of what is being checked
    std::optional<studio::CheckedData> checked_;
    CleaningSettings clean_;
    QString error_;
    int revision_ = 0;
    QString repairText_;
    BackgroundJob<studio::CheckedData> checker_;
    BackgroundJob<studio::RepairReport> repairer_;
};

} // namespace attune::ui
