// SPDX-License-Identifier: GPL-3.0-or-later
// Paints the cells of a MarkedTextsModel: texts in two lines, their changes in colour and shape:
// removed red and struck, added green and underlined, replaced violet and dotted.
#pragma once

#include "ui/kit/table.h"
#include "ui/kit/theme.h"
#include "ui/models/marked_texts_model.h"

#include <QTextLayout>

namespace attune::ui {

// How a run is marked.
QTextCharFormat markFormat(const MarkedRun& run, const Theme& theme);

class MarkedDelegate : public CellDelegate {
    Q_OBJECT
public:
    using CellDelegate::CellDelegate;
    // With a line below the row.
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    // What stands in lines stands in the tip in full.
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                   const QModelIndex& index) override;

protected:
    void paintCell(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index,
                   const QRect& content) const override;
};

} // namespace attune::ui
