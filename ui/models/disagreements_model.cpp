// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/disagreements_model.h"

#include "ui/kit/core_text.h"
#include "ui/models/text_display.h"

#include <QLocale>

namespace attune::ui {

int DisagreementsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int DisagreementsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant DisagreementsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto& row = comparison_->rows[rows_[static_cast<std::size_t>(index.row())]];
    if (role == Qt::ToolTipRole && index.column() == Text)
        return manyLines(row.pair.empty() ? row.text : row.text + "\n" + row.pair);
    if (role == Qt::ToolTipRole && comparison_->task != Task::SingleLabel)
        return manyLines(index.column() == Label    ? row.truth
                         : index.column() == First  ? row.firstAnswer
                         : index.column() == Second ? row.secondAnswer
                                                    : std::string());
    if (role != Qt::DisplayRole)
        return {};
    // Right answers are marked by a sign, not by colour alone.
    const auto answer = [&](const std::string& said, bool right, double score) {
        return (right ? QStringLiteral("✓ ") : QStringLiteral("✗ ")) +
               (said.empty() ? QStringLiteral("–") : oneLine(said)) + QLatin1Char(' ') +
               QLocale().toString(score, 'f', 2);
    };
    switch (index.column()) {
    case Line:
        return row.line == 0 ? QStringLiteral("–") : QLocale().toString(row.line);
    case Text:
        return oneLine(row.pair.empty() ? row.text : row.text + " ⏎ " + row.pair);
    case Label:
        return oneLine(row.truth);
    case First:
        return answer(row.firstAnswer, row.firstRight, row.firstScore);
    case Second:
        return answer(row.secondAnswer, row.secondRight, row.secondScore);
    default:
        return {};
    }
}

QVariant DisagreementsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Line:
        return tr("Line");
    case Text:
        return tr("Text");
    case Label:
        return comparison_ && comparison_->task != Task::SingleLabel ? tr("In the data")
                                                                     : tr("Label in the data");
    case First:
        return first_;
    case Second:
        return second_;
    default:
        return {};
    }
}

void DisagreementsModel::choose() {
    rows_.clear();
    for (std::size_t i = 0; comparison_ && i < comparison_->rows.size(); ++i) {
        const auto& row = comparison_->rows[i];
        const bool a = row.firstRight, b = row.secondRight;
        if (which_ == Which::All || (which_ == Which::OnlyFirst && a && !b) ||
            (which_ == Which::OnlySecond && b && !a) || (which_ == Which::BothWrong && !a && !b))
            rows_.push_back(i);
    }
}

void DisagreementsModel::setComparison(std::shared_ptr<const studio::ModelComparison> comparison) {
    beginResetModel();
    comparison_ = std::move(comparison);
    choose();
    endResetModel();
    Q_EMIT headerDataChanged(Qt::Horizontal, Label, Label);
}

void DisagreementsModel::setNames(const QString& first, const QString& second) {
    first_ = first;
    second_ = second;
    Q_EMIT headerDataChanged(Qt::Horizontal, First, Second);
}

void DisagreementsModel::setWhich(Which which) {
    beginResetModel();
    which_ = which;
    choose();
    endResetModel();
}

void DisagreementsModel::retranslate() {
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

} // namespace attune::ui
