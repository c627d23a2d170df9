// SPDX-License-Identifier: GPL-3.0-or-later
// Tables and lists in cards: rows without a grid, heads in the secondary text, and cells whose
// text starts where the head's does (16 px in the first column, 8 in the others).
#pragma once

#include <QStyledItemDelegate>

class QTableView;

namespace attune::ui {

// Insets of cell and head in a column, as CellDelegate and AttuneStyle use them.
int cellLeft(int visualColumn);
constexpr int cellRight = 8;

void setUpTable(QTableView& table, int rowHeight);

// The ring round a row or cell that has the keyboard's focus, for delegates; nothing while the
// mouse is used.
void paintFocusRing(QPainter& painter, const QStyleOptionViewItem& option, const QRectF& box);

// Paints ground, selection, hover and a text that elides; derive and override paintCell for more.
class CellDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    // The tip: a text that is cut stands in it in full.
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                   const QModelIndex& index) override;

protected:
    // `content`: the cell less its insets. The base draws Qt::DisplayRole, aligned by
    // Qt::TextAlignmentRole, in Qt::FontRole and the text's colour.
    virtual void paintCell(QPainter& painter, const QStyleOptionViewItem& option,
                           const QModelIndex& index, const QRect& content) const;
};

} // namespace attune::ui
