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
    std::string part;            // where its file is not that of training: "validation", "test"
    std::uint64_t refused = 0;   // operators that it was too hard for
};

enum class Mark { None, Removed, Added, Replaced };

struct MarkedRun {
    QString text;
    Mark mark = Mark::None;
    bool operator==(const MarkedRun&) const = default;
};

// One side of a text in a line, from a little before the first change. A run of nothing but white
// space or invisible characters is shown as dots where it is marked.
// Changes in which none of `steps` took part are shown and not marked.
std::vector<MarkedRun> markedRuns(const MarkedText& text, bool after,
                                  std::uint64_t steps = UINT64_MAX);

class MarkedTextsModel : public QAbstractTableModel {
    Q_OBJECT

public:
    // By: an operator a line; of more than two, how many there are beyond them, as "+1".
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
    bool isChanged(int row) const { return !at(row).changes.empty(); }
    bool isDropped(int row) const { return at(row).dropped; }
    bool isRefused(int row) const { return at(row).refused != 0; }
    int changedCount() const { return changed_; }
    // Only the marks of this operator, and its texts first; -1: those of all.
    void setAlone(int step);
    int alone() const { return alone_; }
    const std::vector<OperatorStep>& chain() const { return chain_; }
    // The language changed.
    void retranslate();

private:
    const MarkedText& at(int row) const { return texts_[order_[static_cast<std::size_t>(row)]]; }
    void sort();
    QString lineText(const MarkedText& text) const;
    QString byText(const MarkedText& text) const;
    QStringList titlesOf(std::uint64_t steps) const;
    std::uint64_t stepsOf(const MarkedText& text) const; // that are shown

    std::vector<MarkedText> texts_;
    std::vector<std::size_t> order_; // places in texts_, by row
    int alone_ = -1;
    std::vector<OperatorStep> chain_;
    int changed_ = 0;
};

} // namespace attune::ui
