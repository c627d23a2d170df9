// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/dropped_tokens_model.h"

#include "ui/kit/core_text.h"
#include "ui/kit/numbers.h"

namespace attune::ui {

int DroppedTokensModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(tokens_.size());
}

int DroppedTokensModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant DroppedTokensModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const TrimReport::Dropped& token = tokens_[static_cast<std::size_t>(index.row())];
    if (role == Qt::TextAlignmentRole && index.column() == Times)
        return QVariant::fromValue<Qt::Alignment>(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Token:
        return toQt(token.token);
    case Times:
        return countText(static_cast<std::int64_t>(token.count));
    case Becomes: {
        QStringList pieces;
        for (const std::string& piece : token.becomes)
            pieces << toQt(piece);
        return pieces.join(QStringLiteral("  "));
    }
    default:
        return toQt(token.before + token.after).simplified();
    }
}

QVariant DroppedTokensModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section == Times)
        return QVariant::fromValue<Qt::Alignment>(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Token:
        return tr("Token");
    case Times:
        return tr("In the texts");
    case Becomes:
        return tr("Would become");
    default:
        return tr("Seen in");
    }
}

void DroppedTokensModel::setTokens(std::vector<TrimReport::Dropped> tokens) {
    beginResetModel();
    tokens_ = std::move(tokens);
    endResetModel();
}

void DroppedTokensModel::retranslate() { Q_EMIT headerDataChanged(Qt::Horizontal, 0, Example); }

} // namespace attune::ui
