// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/confusion_model.h"

#include <QLocale>

#include <numeric>

namespace attune::ui {

int ConfusionModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : labelCount();
}

int ConfusionModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() || labels_.empty() ? 0 : labelCount() + 1;
}

QVariant ConfusionModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const int truth = index.row();
    if (!isCell(index)) {
        const bool any = rowSums_[static_cast<std::size_t>(truth)] > 0;
        if (role == Qt::DisplayRole)
            return any ? QLocale().toString(share(truth, truth), 'f', 2) : QStringLiteral("–");
        if (role == Qt::ToolTipRole || role == Qt::AccessibleTextRole)
            return any ? tr("Of the texts labelled “%1”, %2% were recognised.")
                             .arg(label(truth),
                                  QLocale().toString(100 * share(truth, truth), 'f', 1))
                       : tr("There is no text labelled “%1”.").arg(label(truth));
        return {};
    }
    switch (role) {
    case CountRole:
        return count(truth, index.column());
    case ShareRole:
        return share(truth, index.column());
    case Qt::DisplayRole:
        return QLocale().toString(count(truth, index.column()));
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return tr("%Ln text(s) labelled “%1”, predicted “%2”: %3%", nullptr,
                  static_cast<int>(count(truth, index.column())))
            .arg(label(truth), label(index.column()),
                 QLocale().toString(100 * share(truth, index.column()), 'f', 1));
    default:
        return {};
    }
}

QVariant ConfusionModel::headerData(int section, Qt::Orientation orientation, int role) const {
    const bool recall = orientation == Qt::Horizontal && section == labelCount();
    if (section < 0 || section > labelCount() || (section == labelCount() && !recall))
        return {};
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return recall ? tr("recall") : label(section);
    return {};
}

void ConfusionModel::setMetrics(const Metrics& metrics) {
    beginResetModel();
    labels_.clear();
    counts_ = metrics.confusion;
    rowSums_.clear();
    for (const auto& row : counts_)
        rowSums_.push_back(std::accumulate(row.begin(), row.end(), std::int64_t{0}));
    for (std::size_t id = 0; id < counts_.size(); ++id)
        labels_.push_back(id < metrics.perLabel.size() ? metrics.perLabel[id].label
                                                       : std::to_string(id));
    endResetModel();
}

QString ConfusionModel::label(int id) const {
    return QString::fromStdString(labels_[static_cast<std::size_t>(id)]);
}

bool ConfusionModel::isCell(const QModelIndex& index) const {
    return index.isValid() && index.column() < labelCount();
}

qint64 ConfusionModel::count(int truth, int predicted) const {
    const auto& row = counts_[static_cast<std::size_t>(truth)];
    const auto column = static_cast<std::size_t>(predicted);
    return column < row.size() ? row[column] : 0;
}

double ConfusionModel::share(int truth, int predicted) const {
    const auto sum = rowSums_[static_cast<std::size_t>(truth)];
    return sum == 0 ? 0.0 : static_cast<double>(count(truth, predicted)) / static_cast<double>(sum);
}

void ConfusionModel::retranslate() {
    if (labels_.empty())
        return;
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, labelCount());
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

} // namespace attune::ui
