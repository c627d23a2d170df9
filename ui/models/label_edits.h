// SPDX-License-Identifier: GPL-3.0-or-later
// The labels that the person corrected among the texts of a run. Each change is kept in the run
// folder at once.
#pragma once

#include "studio/label_changes.h"

#include <QObject>
#include <QString>

#include <vector>

namespace attune::ui {

class LabelEdits : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    // The changes of a run; empty: of none. Asked for again, they are read anew where somebody
    // else (another view, the command line) has kept others. What cannot be read is told by
    // failed(), and then nothing is changed.
    void open(const QString& run);
    const QString& run() const { return run_; }
    bool canEdit() const { return canEdit_; }

    // Of one file of the run's data ("train", "validation", "test").
    int count(const std::string& file) const;
    // The new label of a row; null: not changed.
    const std::string* labelOf(const std::string& file, std::uint32_t row) const;
    // `after` equal to `before` takes the change back. False: it could not be kept.
    bool set(const studio::LabelChange& change);
    void undo(const std::string& file); // the last change

Q_SIGNALS:
    void changed();
    void failed(const QString& message);

private:
    bool keep(std::vector<studio::LabelChange> changes);

    fs::file_time_type keptAt() const; // of the file of changes; its least value: there is none

    QString run_;
    bool canEdit_ = false;
    fs::file_time_type seen_ =
        fs::file_time_type::min(); // what keptAt() was when the changes were read or kept
    std::vector<studio::LabelChange> changes_; // in the order in which they were made
};

} // namespace attune::ui
