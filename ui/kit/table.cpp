// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/table.h"

#include "ui/kit/fonts.h"
#include "ui/kit/theme.h"

#include <QApplication>
#include <QHeaderView>
#include <QHelpEvent>
#include <QPainter>
#include <QTableView>
#include <QToolTip>

namespace attune::ui {

int cellLeft(int visualColumn) { return visualColumn == 0 ? 15 : 8; }

void setUpTable(QTableView& table, int rowHeight) {
    table.verticalHeader()->hide();
    // The minimum first: the default is bounded by it.
    table.verticalHeader()->setMinimumSectionSize(scaled(20));
    table.verticalHeader()->setDefaultSectionSize(scaled(rowHeight));
    table.verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table.horizontalHeader()->setFixedHeight(scaled(30));
    table.horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table.horizontalHeader()->setHighlightSections(false);
    table.setShowGrid(false);
    table.setFrameShape(QFrame::NoFrame);
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    table.setSelectionMode(QAbstractItemView::SingleSelection);
    table.setEditTriggers(QAbstractItemView::NoEditTriggers);
    table.setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    table.setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table.setTextElideMode(Qt::ElideRight);
    table.setWordWrap(false);
    table.setMouseTracking(true);
    table.setTabKeyNavigation(false);
    table.setItemDelegate(new CellDelegate(&table));
    table.viewport()->setAutoFillBackground(false);
}

void paintFocusRing(QPainter& painter, const QStyleOptionViewItem& option, const QRectF& box) {
    if ((option.state & QStyle::State_HasFocus) == 0 || option.widget == nullptr ||
        !option.widget->hasFocus() ||
        !option.widget->window()->testAttribute(Qt::WA_KeyboardFocusChange))
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme theme = Theme::of(option.palette);
    paintBox(painter, box, {}, theme.accent, 6, theme.ring);
    painter.restore();
}

void CellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const {
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QStyle* style = item.widget != nullptr ? item.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &item, painter, item.widget);
    const int left = cellLeft(index.column());
    paintCell(*painter, item, index, item.rect.adjusted(left, 0, -cellRight, 0));
    paintFocusRing(*painter, option, QRectF(option.rect).adjusted(1, 1, -1, -1));
    painter->restore();
}

bool CellDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view,
                             const QStyleOptionViewItem& option, const QModelIndex& index) {
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    // What is cut stands in the tip in full, before what the model has to say.
    const QString text = index.data().toString();
    QString tip = index.data(Qt::ToolTipRole).toString();
    const int room = option.rect.width() - cellLeft(index.column()) - cellRight;
    const QFontMetrics widest(textFont(TextSize::Body, QFont::DemiBold));
    if (widest.horizontalAdvance(text) > room && !tip.contains(text))
        tip = tip.isEmpty() ? text : text + QLatin1Char('\n') + tip;
    QToolTip::showText(event->globalPos(), tip, view);
    return true;
}

void CellDelegate::paintCell(QPainter& painter, const QStyleOptionViewItem& option,
                             const QModelIndex& index, const QRect& content) const {
    const Theme theme = Theme::of(option.palette);
    const QVariant foreground = index.data(Qt::ForegroundRole);
    painter.setPen(foreground.canConvert<QColor>() ? foreground.value<QColor>() : theme.text);
    painter.setFont(option.font);
    // A cell shows the first line of its text.
    const QString text = option.text.section(QLatin1Char('\n'), 0, 0);
    painter.drawText(
        content, static_cast<int>(option.displayAlignment) | Qt::AlignVCenter | Qt::TextSingleLine,
        option.fontMetrics.elidedText(text, Qt::ElideRight, content.width()));
}

} // namespace attune::ui
