// SPDX-License-Identifier: GPL-3.0-or-later
// Texts before and after a chain of operators, those that change first, and each text as runs with
// a mark for what was taken out, put in or replaced.
#pragma once

#include "studio/studio.h"

#include <QAbstractTableModel>

namespace attune::ui {

// A text of the data; the second one of a pair is a text of its own.
struct MarkedText {
    std::uint32_t line = 0;
    std::uint32_t copy = 0; // of augmentation, from 1; 0: there are none
    std::string before, after;
    std::vector<Change> changes; // bit i of Change::rules stands for operator i
    bool dropped = false;        // by a judge: nothing is learned from it
};

enum class Mark { None, Removed, Added, Replaced };

struct MarkedRun {
    QString text;
    Mark mark = Mark::None;
    bool operator==(const MarkedRun&) const = default;
};

// One side of a text in a line, from a little before the first change. A run of nothing but white
// space or invisible characters is shown as dots where it is marked.
std::vector<MarkedRun> markedRuns(const MarkedText& text, bool after);

class MarkedTextsModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Line, Before, After, By, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

    // `chain`: the operators that the texts went through.
    void setTexts(std::vector<MarkedText> texts, const std::vector<OperatorStep>& chain);
    // Of the columns Before and After.
    std::vector<MarkedRun> runs(const QModelIndex& index) const;
    bool isChanged(int row) const { return row < changed_; }
    bool isDropped(int row) const { return texts_[static_cast<std::size_t>(row)].dropped; }
    int changedCount() const { return changed_; }
    // The language changed.
    void retranslate();

private:
    QString byText(const MarkedText& text) const;

    std::vector<MarkedText> texts_;
    std::vector<OperatorStep> chain_;
    int changed_ = 0;
};

} // namespace attune::ui
