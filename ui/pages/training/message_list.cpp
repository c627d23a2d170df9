// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/training/message_list.h"

#include "ui/kit/fonts.h"
#include "ui/kit/table.h"
#include "ui/models/message_model.h"

#include <QApplication>
#include <QListView>
#include <QPainter>

namespace attune::ui {

int messageRowHeight() { return scaled(26); }

void setUpMessageList(QListView& list) {
    list.setFrameShape(QFrame::NoFrame);
    list.setFont(textFont(TextSize::Secondary));
    list.setUniformItemSizes(true);
    list.setSelectionMode(QAbstractItemView::SingleSelection);
    list.setEditTriggers(QAbstractItemView::NoEditTriggers);
    list.setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    list.setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list.setTextElideMode(Qt::ElideRight);
    list.viewport()->setAutoFillBackground(false);
}

void MessageDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const {
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    painter->save();
    item.widget->style()->drawPrimitive(QStyle::PE_PanelItemViewItem, &item, painter, item.widget);
    const Theme theme = Theme::of(item.palette);
    const QRect row = item.rect;
    const int side = scaled(14);
    paintIcon(*painter, static_cast<Icon>(index.data(MessageModel::IconRole).toInt()),
              QRectF(row.x() + 16, row.center().y() - side / 2.0 + 0.5, side, side),
              theme.colour(static_cast<Tone>(index.data(MessageModel::ToneRole).toInt())));
    painter->setFont(textFont(TextSize::Secondary));
    const int left = row.x() + 16 + side + 10;
    const QString time = index.data(MessageModel::TimeRole).toString();
    const int timeWidth = painter->fontMetrics().horizontalAdvance(QStringLiteral("00:00:00")) + 14;
    painter->setPen(theme.text2);
    painter->drawText(QRect(left, row.y(), timeWidth, row.height()), Qt::AlignVCenter, time);
    const QRect text = row.adjusted(left - row.x() + timeWidth, 0, -12, 0);
    painter->setPen(theme.text);
    painter->drawText(text, Qt::AlignVCenter | Qt::TextSingleLine,
                      painter->fontMetrics().elidedText(item.text, Qt::ElideRight, text.width()));
    paintFocusRing(*painter, option, QRectF(row).adjusted(2, 1, -2, -1));
    painter->restore();
}

QSize MessageDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
    return {100, messageRowHeight()};
}

} // namespace attune::ui
