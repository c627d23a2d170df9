// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/label_metrics_model.h"

#include "ui/kit/core_text.h"
#include "ui/kit/numbers.h"

#include <algorithm>

namespace attune::ui {

namespace {
double valueOf(const LabelMetrics& label, int column) {
    switch (column) {
    case LabelMetricsModel::Precision:
        return label.precision;
    case LabelMetricsModel::Recall:
        return label.recall;
    case LabelMetricsModel::F1:
        return label.f1;
    default:
        return static_cast<double>(label.support);
    }
}
} // namespace

int LabelMetricsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(labels_.size());
}

int LabelMetricsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant LabelMetricsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const LabelMetrics& label = labels_[static_cast<std::size_t>(index.row())];
    if (role == Qt::TextAlignmentRole && index.column() != Label)
        return QVariant::fromValue<Qt::Alignment>(Qt::AlignRight | Qt::AlignVCenter);
    if (role == ValueRole && index.column() != Label)
        return valueOf(label, index.column());
    if (role == Qt::ToolTipRole && index.column() == Label)
        return toQt(label.label);
    if (role != Qt::DisplayRole)
        return {};
    if (index.column() == Label)
        return toQt(label.label);
    if (index.column() == Texts)
        return countText(label.support);
    return scoreText(valueOf(label, index.column()));
}

QVariant LabelMetricsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section != Label)
        return QVariant::fromValue<Qt::Alignment>(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole) {
        switch (section) {
        case Precision:
            return tr("Of the texts that were given this label, the share that has it");
        case Recall:
            return tr("Of the texts that have this label, the share that was given it");
        case F1:
            return tr("Harmonic mean of precision and recall");
        default:
            return {};
        }
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Label:
        return tr("Label");
    case Precision:
        return tr("Precision");
    case Recall:
        return tr("Recall");
    case F1:
        return tr("F1");
    case Texts:
        return tr("Texts");
    default:
        return {};
    }
}

void LabelMetricsModel::arrange() {
    std::stable_sort(labels_.begin(), labels_.end(),
                     [this](const LabelMetrics& a, const LabelMetrics& b) {
                         const LabelMetrics& first = sortOrder_ == Qt::AscendingOrder ? a : b;
                         const LabelMetrics& second = sortOrder_ == Qt::AscendingOrder ? b : a;
                         if (sortColumn_ == Label)
                             return first.label < second.label;
                         return valueOf(first, sortColumn_) < valueOf(second, sortColumn_);
                     });
}

void LabelMetricsModel::sort(int column, Qt::SortOrder order) {
    beginResetModel(); // nothing is chosen in this table
    sortColumn_ = column;
    sortOrder_ = order;
    arrange();
    endResetModel();
}

void LabelMetricsModel::setMetrics(const Metrics& metrics) {
    beginResetModel();
    labels_ = metrics.perLabel;
    arrange();
    endResetModel();
}

void LabelMetricsModel::retranslate() {
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!labels_.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

} // namespace attune::ui
