// SPDX-License-Identifier: GPL-3.0-or-later
// The first texts of the data before and after the rules of cleaning, those that change first, and
// each text as runs with a mark for what was taken out, put in or replaced.
#pragma once

#include "studio/studio.h"

#include <QAbstractTableModel>

namespace attune::ui {

// A text of the data; the second one of a pair is a text of its own.
struct CleanedSample {
    std::uint32_t line = 0;
    std::string before;
    studio::CleanedText cleaned;
};

enum class Mark { None, Removed, Added, Replaced };

struct MarkedRun {
    QString text;
    Mark mark = Mark::None;
    bool operator==(const MarkedRun&) const = default;
};

// One side of a cleaned text in a line, from a little before the first change. A run of nothing
// but white space or invisible characters is shown as dots where it is marked.
std::vector<MarkedRun> markedRuns(const CleanedSample& sample, bool after);

class CleanedTextsModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Line, Before, After, Rules, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

    // `rules`: those that the samples went through.
    void setSamples(std::vector<CleanedSample> samples, const CleaningSettings& rules);
    // Of the columns Before and After.
    std::vector<MarkedRun> runs(const QModelIndex& index) const;
    int changedCount() const { return changed_; }
    // The language changed.
    void retranslate();

private:
    std::vector<CleanedSample> samples_;
    CleaningSettings rules_;
    int changed_ = 0;
};

} // namespace attune::ui
