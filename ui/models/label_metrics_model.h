// SPDX-License-Identifier: GPL-3.0-or-later
// Precision, recall, F1 and number of texts of each label, sortable.
#pragma once

#include "evaluate/metrics.h"

#include <QAbstractTableModel>

namespace attune::ui {

class LabelMetricsModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Label, Precision, Recall, F1, Texts, ColumnCount };
    static constexpr int ValueRole = Qt::UserRole + 1; // double, for bars

    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

    void setMetrics(const Metrics& metrics);
    void retranslate();

private:
    void arrange();

    std::vector<LabelMetrics> labels_;
    int sortColumn_ = F1;
    Qt::SortOrder sortOrder_ = Qt::AscendingOrder;
};

} // namespace attune::ui
