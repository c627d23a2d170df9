// SPDX-License-Identifier: GPL-3.0-or-later
// What was found in the data: findings of the checks, notes of the reader and of the split, and
// every row that was left out, each with its line and why. The gravest at the top, equals in that
// order.
#pragma once

#include "studio/studio.h"

#include <QAbstractListModel>

namespace attune::ui {

// "Doubles: 12 rows"
QString titleOfFinding(const DataFinding& finding);
// What its rows do, and the first of them: "They count twice. Lines 3 and 9."
QString whyOfFinding(const DataFinding& finding);
// Whether the rules of cleaning undo it in every text: then it is a note.
bool isMended(const DataFinding& finding, const CleaningSettings& clean);

class FindingsModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        SeverityRole = Qt::UserRole + 1, // Problem::Severity as int
        WhyRole,  // the second text: effect, hint, or reason of a skipped row
        LineRole, // quint32, 0: none
    };

    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

    // Notes that say the same are listed once.
    void setFindings(const Problems& notes, std::vector<SkippedRow> skipped);
    // Rows that cannot be read are among the rows that were left out, so no finding of its own.
    // `clean`: the rules of the recipe.
    void setChecks(const std::vector<DataFinding>& checks, const CleaningSettings& clean = {});
    // Null where the index is of something else.
    const DataFinding* findingAt(const QModelIndex& index) const;
    int count(Problem::Severity severity) const;
    int checkCount() const { return static_cast<int>(checks_.size()); }
    int noteCount() const { return static_cast<int>(notes_.size()); }
    int skippedCount() const { return static_cast<int>(skipped_.size()); }
    void retranslate();

private:
    enum class Of { Checks, Notes, Skipped };
    struct Entry {
        Problem::Severity severity;
        Of of;
        std::size_t at; // in its list
    };
    void order(); // entries_, of the lists
    QVariant checkData(const DataFinding& finding, Problem::Severity severity, int role) const;
    static QVariant noteData(const Problem& note, int role);
    static QVariant skippedData(const SkippedRow& row, int role);

    std::vector<Entry> entries_;
    CleaningSettings clean_;
    std::vector<DataFinding> checks_;
    Problems notes_;
    std::vector<SkippedRow> skipped_;
};

} // namespace attune::ui
