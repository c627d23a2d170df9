// SPDX-License-Identifier: GPL-3.0-or-later
// The confusion matrix as a table: rows are the labels in the data, columns what was predicted,
// and a last column with each label's recall.
#pragma once

#include "evaluate/metrics.h"

#include <QAbstractTableModel>

namespace attune::ui {

class ConfusionModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Role {
        CountRole = Qt::UserRole + 1, // qint64
        ShareRole,                    // double: of the row's texts
    };

    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

    // Takes labels and counts; metrics without a confusion matrix empty the table.
    void setMetrics(const Metrics& metrics);
    int labelCount() const { return static_cast<int>(labels_.size()); }
    QString label(int id) const;
    // The last column is no cell of the matrix.
    bool isCell(const QModelIndex& index) const;
    qint64 count(int truth, int predicted) const;
    double share(int truth, int predicted) const; // 0 for a label without texts
    void retranslate();

private:
    std::vector<std::string> labels_;
    std::vector<std::vector<std::int64_t>> counts_; // [true][predicted]
    std::vector<std::int64_t> rowSums_;
};

} // namespace attune::ui
