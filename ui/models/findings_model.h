// SPDX-License-Identifier: GPL-3.0-or-later
// What was found in the data: notes of the reader and of the split, and every row that was left
// out, each with its line and why. Notes first, the gravest at the top.
#pragma once

#include "studio/studio.h"

#include <QAbstractListModel>

namespace attune::ui {

class FindingsModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        SeverityRole = Qt::UserRole + 1, // Problem::Severity as int
        WhyRole,                         // the second text: hint, or the reason of a skipped row
        LineRole,                        // quint32, 0: none
    };

    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

    // Notes that say the same are listed once.
    void setFindings(const Problems& notes, std::vector<SkippedRow> skipped);
    int noteCount() const { return static_cast<int>(notes_.size()); }
    int skippedCount() const { return static_cast<int>(skipped_.size()); }
    void retranslate();

private:
    Problems notes_;
    std::vector<SkippedRow> skipped_;
};

} // namespace attune::ui
