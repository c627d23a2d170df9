// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/explained_words_model.h"

#include "ui/models/text_display.h"

#include <QLocale>

#include <algorithm>

namespace attune::ui {

QString ExplainedWordsModel::valueText(double value) {
    const QString number = QLocale().toString(std::abs(value), 'f', 2);
    return (value < 0 ? QStringLiteral("−") : QStringLiteral("+")) + number;
}

int ExplainedWordsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(order_.size());
}

int ExplainedWordsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ExplainedWordsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    if (role == Qt::TextAlignmentRole && index.column() != Word)
        return QVariant::fromValue<Qt::Alignment>(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const std::size_t at = wordOf(index.row());
    const studio::ExplainedWord& word = explanation_->words[at];
    switch (index.column()) {
    case Word:
        return oneLine(std::string(explanation_->wordText(word)));
    case Value:
        return valueText(word.value);
    case Without:
        return without_[at] ? QLocale().toString(*without_[at], 'f', 2) : QStringLiteral("–");
    default:
        return {};
    }
}

QVariant ExplainedWordsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section != Word)
        return QVariant::fromValue<Qt::Alignment>(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Word:
        return tr("Word");
    case Value:
        return number() ? tr("For the number") : tr("For the label");
    case Without:
        return number() ? tr("Number without it") : tr("Score without it");
    default:
        return {};
    }
}

void ExplainedWordsModel::setExplanation(std::shared_ptr<const studio::Explanation> explanation) {
    beginResetModel();
    explanation_ = std::move(explanation);
    order_ = explanation_ ? explanation_->strongest() : std::vector<std::size_t>();
    without_.assign(explanation_ ? explanation_->words.size() : 0, std::nullopt);
    for (std::size_t i = 0; i < without_.size(); ++i)
        if (const auto& found = explanation_->words[i].without)
            without_[i] = found->scores[static_cast<std::size_t>(explanation_->label)];
    endResetModel();
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

void ExplainedWordsModel::setWithout(std::size_t word, const studio::TextResult& result) {
    without_[word] = result.scores[static_cast<std::size_t>(explanation_->label)];
    if (const int row = rowOf(word); row >= 0)
        Q_EMIT dataChanged(index(row, Without), index(row, Without));
}

int ExplainedWordsModel::rowOf(std::size_t word) const {
    const auto at = std::find(order_.begin(), order_.end(), word);
    return at == order_.end() ? -1 : static_cast<int>(at - order_.begin());
}

} // namespace attune::ui
