// SPDX-License-Identifier: GPL-3.0-or-later
// Tokens that trimming takes out: those that the texts hold, the most frequent first, then others.
#pragma once

#include "studio/vocabulary.h"

#include <QAbstractTableModel>

namespace attune::ui {

class DroppedTokensModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Token, Times, Becomes, Example, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

    const std::vector<TrimReport::Dropped>& tokens() const { return tokens_; }
    // As it is written in a text; empty where the token only continues words.
    const std::string& wordAt(int row) const { return tokens_[static_cast<std::size_t>(row)].word; }
    void setTokens(std::vector<TrimReport::Dropped> tokens);
    void retranslate();

private:
    std::vector<TrimReport::Dropped> tokens_;
};

} // namespace attune::ui
