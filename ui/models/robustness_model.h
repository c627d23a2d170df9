// SPDX-License-Identifier: GPL-3.0-or-later
// The figures of a model under noise, a kind and strength a row.
#pragma once

#include "studio/robustness.h"
#include "ui/models/marked_texts_model.h"

#include <QAbstractTableModel>

#include <memory>

namespace attune::ui {

class RobustnessModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Noise, Strength, Accuracy, Interval, Drop, Cleaned, Sample, ColumnCount };
    enum Role {
        ShareRole =
            Qt::UserRole + 1, // of Accuracy and Cleaned: double; invalid where there is none
        LostRole,             // of Drop: bool, worth a warning
    };

    explicit RobustnessModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

    void setFigures(std::shared_ptr<const studio::Robustness> figures); // null: none
    // The noisy text of a row, what the noise did marked; where it only took something out, the
    // text of before.
    std::vector<MarkedRun> sampleOf(int row) const;
    void retranslate();

private:
    std::shared_ptr<const studio::Robustness> figures_;
};

} // namespace attune::ui
