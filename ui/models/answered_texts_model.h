// SPDX-License-Identifier: GPL-3.0-or-later
// The texts of an evaluation with their label and the model's answer, filtered to the wrong ones or
// to one cell of the confusion matrix, sortable by every column. It filters and sorts an index of
// its own: a proxy over 100,000 rows would ask for each row's data through QVariant.
#pragma once

#include "studio/studio.h"

#include <QAbstractTableModel>

#include <memory>

namespace attune::ui {

class AnsweredTextsModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Line, Text, Truth, Predicted, Score, ColumnCount };
    enum Role {
        ScoreRole = Qt::UserRole + 1, // double, of the predicted label
        FullTextRole,                 // the text, line breaks kept
        WrongRole,                    // bool
    };
    // Which texts are listed: the wrong ones, or those of one cell.
    struct Filter {
        bool wrongOnly = true;
        std::int32_t truth = -1;     // -1: any
        std::int32_t predicted = -1; // -1: any
        bool operator==(const Filter&) const = default;
    };

    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

    // null: nothing to show. The filter is reset to the wrong texts.
    void setEvaluation(std::shared_ptr<const studio::Evaluation> evaluation);
    void setFilter(const Filter& filter);
    const Filter& filter() const { return filter_; }
    // How many texts of the evaluation are wrong, whatever the filter.
    int wrongCount() const;
    void retranslate();

private:
    const studio::Evaluation::Row& row(int index) const;
    QString label(std::int32_t id) const;
    std::vector<std::uint32_t> chosen() const; // rows that pass the filter, sorted

    std::shared_ptr<const studio::Evaluation> evaluation_;
    std::vector<std::uint32_t> index_;
    Filter filter_;
    int sortColumn_ = Score;
    Qt::SortOrder sortOrder_ = Qt::DescendingOrder;
};

} // namespace attune::ui
