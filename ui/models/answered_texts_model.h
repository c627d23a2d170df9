// SPDX-License-Identifier: GPL-3.0-or-later
// The texts of an evaluation with their label and the model's answer: the wrong ones, those that
// the model is least sure of, one cell of the confusion matrix or all, sortable by every column, so
// that Score orders them by doubt and Loss by wrongness. The labels of a run's texts can be
// changed. It filters and sorts an index of its own: a proxy over 100,000 rows would ask for each
// row's data through QVariant.
#pragma once

#include "studio/studio.h"
#include "ui/models/label_edits.h"

#include <QAbstractTableModel>

#include <memory>

namespace attune::ui {

class AnsweredTextsModel : public QAbstractTableModel {
    Q_OBJECT

public:
    // Score: Evaluation::Row::score; a number has none. Loss: of the text; of a number its error.
    enum Column { Line, Text, Truth, Predicted, Score, Loss, ColumnCount };
    enum Role {
        ShareRole = Qt::UserRole + 1, // double, 0 to 1: the score; of Loss by the greatest
        FullTextRole,                 // the text, line breaks kept
        PairRole,                     // the second text of a pair
        WrongRole,                    // bool, by the label in the data
        WasRole,                      // of Truth: the label in the data where it was changed
    };
    // Which texts are listed.
    struct Filter {
        enum class Of {
            Wrong,
            Unsure, // the lowest scores: a twentieth, at least twenty texts
            Changed,
            Cell,
            All,
        };
        Of of = Of::Wrong;
        std::int32_t truth = -1, predicted = -1; // of Cell
        bool operator==(const Filter&) const = default;
    };

    explicit AnsweredTextsModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    // Of Truth: the name of another label.
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

    // null: nothing to show. The filter is reset to the wrong texts.
    void setEvaluation(std::shared_ptr<const studio::Evaluation> evaluation);
    // Where changed labels are kept; null: they cannot be changed.
    void setEdits(LabelEdits* edits);
    void setFilter(const Filter& filter);
    const Filter& filter() const { return filter_; }
    // How many texts of the evaluation are wrong, whatever the filter.
    int wrongCount() const;
    int changedCount() const;
    void retranslate();

private:
    const studio::Evaluation::Row& row(int index) const;
    bool single() const { return evaluation_->task == Task::SingleLabel; }
    QString doubtText() const; // what the score of the task is
    double lossOf(const studio::Evaluation::Row& row) const;
    bool isWrong(const studio::Evaluation::Row& row) const {
        return single() ? row.label != row.predicted : row.wrong;
    }
    QString label(std::int32_t id) const;
    std::vector<std::uint32_t> chosen() const; // rows that pass the filter, sorted

    std::shared_ptr<const studio::Evaluation> evaluation_;
    const std::string* changed(const studio::Evaluation::Row& row) const;

    LabelEdits* edits_ = nullptr;
    std::vector<std::uint32_t> index_;
    double greatest_ = 0; // loss of a text
    Filter filter_;
    int sortColumn_ = Score;
    Qt::SortOrder sortOrder_ = Qt::DescendingOrder;
};

} // namespace attune::ui
