// SPDX-License-Identifier: GPL-3.0-or-later
// The words of an explanation, those that said most first.
#pragma once

#include "studio/explaining.h"

#include <QAbstractTableModel>

#include <memory>

namespace attune::ui {

class ExplainedWordsModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Word, Value, Without, ColumnCount };
    explicit ExplainedWordsModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

    void setExplanation(std::shared_ptr<const studio::Explanation> explanation);
    // The answer without a word, once it is known.
    void setWithout(std::size_t word, const studio::TextResult& result);
    // Index of the word in the explanation, and back (-1: not listed).
    std::size_t wordOf(int row) const { return order_[static_cast<std::size_t>(row)]; }
    int rowOf(std::size_t word) const;
    // "+1.24", "−0.31"
    static QString valueText(double value);

private:
    bool number() const { return explanation_ && explanation_->task == Task::Regression; }

    std::shared_ptr<const studio::Explanation> explanation_;
    std::vector<std::size_t> order_;
    std::vector<std::optional<double>> without_; // the score of the label, by word
};

} // namespace attune::ui
