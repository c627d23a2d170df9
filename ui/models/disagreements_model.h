// SPDX-License-Identifier: GPL-3.0-or-later
// The texts on which two models disagree, in the order of the comparison.
#pragma once

#include "studio/comparing.h"

#include <QAbstractTableModel>

#include <memory>

namespace attune::ui {

class DisagreementsModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Line, Text, Label, First, Second, ColumnCount };
    enum class Which { All, OnlyFirst, OnlySecond, BothWrong };
    explicit DisagreementsModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

    void setComparison(std::shared_ptr<const studio::ModelComparison> comparison);
    // Of the models that are compared, for the heads.
    void setNames(const QString& first, const QString& second);
    void setWhich(Which which);
    void retranslate();

private:
    void choose();

    std::shared_ptr<const studio::ModelComparison> comparison_;
    std::vector<std::size_t> rows_;
    Which which_ = Which::All;
    QString first_, second_;
};

} // namespace attune::ui
