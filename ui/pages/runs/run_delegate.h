// SPDX-License-Identifier: GPL-3.0-or-later
// The cells of the list of runs: the tick, the sample of a compared run's line beside its name, the
// curve of its scores, its state as a chip, what can be pressed.
#pragma once

#include "ui/kit/table.h"

namespace attune::ui {

class RunDelegate : public CellDelegate {
    Q_OBJECT
public:
    using CellDelegate::CellDelegate;

protected:
    void paintCell(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index,
                   const QRect& content) const override;
    // The tick and all else are ours to draw.
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
};

} // namespace attune::ui
