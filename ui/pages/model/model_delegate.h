// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of the list of models: the name in bold with a tick at the recipe's model, the fit as a
// chip.
#pragma once

#include "ui/kit/table.h"

namespace attune::ui {

class ModelDelegate : public CellDelegate {
    Q_OBJECT

public:
    using CellDelegate::CellDelegate;

protected:
    void paintCell(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index,
                   const QRect& content) const override;
};

} // namespace attune::ui
