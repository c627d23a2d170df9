// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/label_errors_model.h"

#include "ui/kit/core_text.h"
#include "ui/models/text_display.h"

#include <QLocale>

#include <algorithm>

namespace attune::ui {

namespace {
constexpr const char* kFile = "train"; // the ranking is of this file of the recipe
}

int LabelErrorsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(shown_.size());
}

int LabelErrorsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

const studio::LabelErrors::Row& LabelErrorsModel::at(int row) const {
    return errors_->rows[shown_[static_cast<std::size_t>(row)]];
}

QString LabelErrorsModel::label(std::int32_t id) const {
    return toQt(errors_->labels[static_cast<std::size_t>(id)]);
}

const std::string* LabelErrorsModel::changed(const studio::LabelErrors::Row& row) const {
    return edits_ == nullptr ? nullptr : edits_->labelOf(kFile, row.row);
}

QVariant LabelErrorsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const studio::LabelErrors::Row& row = at(index.row());
    if (role == QualityRole)
        return row.quality;
    if (role == WasRole)
        return index.column() == Label && changed(row) != nullptr ? label(row.label) : QString();
    if (role == Qt::TextAlignmentRole && index.column() == Quality)
        return QVariant::fromValue<Qt::Alignment>(Qt::AlignRight | Qt::AlignVCenter);
    const std::string whole = row.pair.empty() ? row.text : row.text + "\n" + row.pair;
    if (role == Qt::ToolTipRole) {
        if (index.column() == Text)
            return manyLines(whole);
        if (index.column() == Quality)
            return tr("Probability of “%1”, its label: %2; of “%3”: %4")
                .arg(label(row.label), QLocale().toString(row.probability, 'f', 4),
                     label(row.suggested), QLocale().toString(row.suggestedProbability, 'f', 4));
        return {};
    }
    if (role != Qt::DisplayRole && role != Qt::EditRole)
        return {};
    switch (index.column()) {
    case Line:
        return row.line == 0 ? QStringLiteral("–") : QLocale().toString(row.line);
    case Text:
        return oneLine(whole);
    case Label: {
        const std::string* after = changed(row);
        return after != nullptr ? toQt(*after) : label(row.label);
    }
    case Suggested:
        return label(row.suggested);
    case Quality:
        return QLocale().toString(row.quality, 'f', 3);
    default:
        return {};
    }
}

QVariant LabelErrorsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section == Quality)
        return QVariant::fromValue<Qt::Alignment>(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && section == Quality)
        return tr("Half of: probability of the label, less that of the best other one, plus 1. 0: "
                  "surely wrong, 1: surely right.");
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Line:
        return tr("Line");
    case Text:
        return tr("Text");
    case Label:
        return tr("Label in the data");
    case Suggested:
        return tr("Suggested");
    case Quality:
        return tr("Quality of the label");
    default:
        return {};
    }
}

Qt::ItemFlags LabelErrorsModel::flags(const QModelIndex& index) const {
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (index.column() == Label && edits_ != nullptr && edits_->canEdit())
        flags |= Qt::ItemIsEditable;
    return flags;
}

bool LabelErrorsModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (role != Qt::EditRole || !(flags(index) & Qt::ItemIsEditable))
        return false;
    const std::string after = value.toString().toStdString();
    const auto& labels = errors_->labels;
    if (std::find(labels.begin(), labels.end(), after) == labels.end())
        return false;
    const studio::LabelErrors::Row& row = at(index.row());
    return edits_->set(
        {kFile, row.row, row.line, labels[static_cast<std::size_t>(row.label)], after});
}

void LabelErrorsModel::setErrors(std::shared_ptr<const studio::LabelErrors> errors) {
    beginResetModel();
    errors_ = std::move(errors);
    arrange();
    endResetModel();
}

void LabelErrorsModel::setEdits(LabelEdits& edits) {
    edits_ = &edits;
    connect(edits_, &LabelEdits::changed, this, [this] {
        if (rowCount() > 0)
            Q_EMIT dataChanged(index(0, Label), index(rowCount() - 1, Label));
    });
}

void LabelErrorsModel::setLikelyOnly(bool only) {
    if (only == likelyOnly_)
        return;
    beginResetModel();
    likelyOnly_ = only;
    arrange();
    endResetModel();
}

bool LabelErrorsModel::takeSuggestion(int row) {
    return row >= 0 && row < rowCount() &&
           setData(index(row, Label), label(at(row).suggested), Qt::EditRole);
}

void LabelErrorsModel::arrange() {
    shown_.clear();
    if (errors_)
        for (std::size_t i = 0; i < errors_->rows.size(); ++i)
            if (!likelyOnly_ || errors_->rows[i].likelyWrong)
                shown_.push_back(i);
}

void LabelErrorsModel::retranslate() {
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

} // namespace attune::ui
