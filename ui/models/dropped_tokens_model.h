// SPDX-License-Identifier: GPL-3.0-or-later
// Tokens that trimming takes out although the texts hold them, the most frequent first.
#pragma once

#include "studio/vocabulary.h"

#include <QAbstractTableModel>

namespace attune::ui {

class DroppedTokensModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Token, Times, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

    void setTokens(std::vector<TrimReport::Dropped> tokens);
    void retranslate();

private:
    std::vector<TrimReport::Dropped> tokens_;
};

} // namespace attune::ui
