// SPDX-License-Identifier: GPL-3.0-or-later
// What was found in the data: findings of the checks, notes of the reader and of the split, and
// every row that was left out, each with its line and why. In that order, the gravest at the top.
#pragma once

#include "studio/studio.h"

#include <QAbstractListModel>

namespace attune::ui {

// "Doubles: 12 rows"
QString titleOfFinding(const DataFinding& finding);

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
    // Rows that cannot be read are among the rows that were left out, so no finding of its own.
    void setChecks(const std::vector<DataFinding>& checks);
    // Null where the index is of something else.
    const DataFinding* findingAt(const QModelIndex& index) const;
    int checkCount() const { return static_cast<int>(checks_.size()); }
    int noteCount() const { return static_cast<int>(notes_.size()); }
    int skippedCount() const { return static_cast<int>(skipped_.size()); }
    void retranslate();

private:
    std::vector<DataFinding> checks_;
    Problems notes_;
    std::vector<SkippedRow> skipped_;
};

} // namespace attune::ui
