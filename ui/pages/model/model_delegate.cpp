// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/model/model_delegate.h"

#include "ui/kit/chip.h"
#include "ui/kit/fonts.h"
#include "ui/kit/theme.h"
#include "ui/models/model_list_model.h"

#include <QPainter>

namespace attune::ui {

void ModelDelegate::paintCell(QPainter& painter, const QStyleOptionViewItem& option,
                              const QModelIndex& index, const QRect& content) const {
    const Theme theme = Theme::of(option.palette);
    const int column = index.column();
    painter.setPen(QPen(theme.grid, 1));
    painter.drawLine(
        QPointF(column == 0 ? content.left() : option.rect.left(), option.rect.bottom() + 0.5),
        QPointF(option.rect.right() + 1, option.rect.bottom() + 0.5));

    if (column == ModelListModel::FitColumn) {
        const auto fit = static_cast<Fit>(index.data(ModelListModel::FitRole).toInt());
        const QString text = index.data().toString();
        const QPointF at(content.left(), content.center().y() + 0.5);
        if (index.data(ModelListModel::UnknownRole).toInt() > 0)
            Chip::paint(painter, at, text, Tone::Warn, theme, Icon::Warning);
        else if (fit == Fit::Fits)
            Chip::paint(painter, at, text, Tone::Good, theme, Icon::Check);
        else if (fit == Fit::Tight)
            Chip::paint(painter, at, text, Tone::Warn, theme, Icon::Warning);
        else if (fit == Fit::TooBig)
            Chip::paint(painter, at, text, Tone::Bad, theme, Icon::Error);
        else
            Chip::paint(painter, at, text, Tone::Secondary, theme);
        return;
    }

    QRect room = content;
    const bool name = column == ModelListModel::Name;
    const QString reason = index.data(ModelListModel::ReasonRole).toString();
    if (name && !reason.isEmpty()) {
        // Grey, the reason below the name.
        const QRect above(room.left(), room.top(), room.width(), room.height() / 2);
        const QRect below(room.left(), above.bottom() + 1, room.width(),
                          room.height() - above.height());
        painter.setPen(theme.text2);
        const auto line = [&](const QRect& place, int side, const QString& text) {
            painter.drawText(place, side | Qt::TextSingleLine,
                             painter.fontMetrics().elidedText(text, Qt::ElideRight, place.width()));
        };
        painter.setFont(textFont(TextSize::Body));
        line(above, Qt::AlignBottom, index.data().toString());
        painter.setFont(textFont(TextSize::Secondary));
        line(below, Qt::AlignTop, reason);
        return;
    }
    if (name && index.data(ModelListModel::ChosenRole).toBool()) {
        const int size = scaled(16);
        paintIcon(painter, Icon::Check,
                  QRectF(room.right() - size, room.center().y() - size / 2.0 + 0.5, size, size),
                  theme.accentText, 2);
        room.setRight(room.right() - size - 6);
    }
    painter.setFont(textFont(TextSize::Body, name ? QFont::DemiBold : QFont::Normal));
    painter.setPen(name ? theme.text : theme.text2);
    painter.drawText(
        room, Qt::AlignVCenter | Qt::TextSingleLine,
        painter.fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, room.width()));
}

} // namespace attune::ui
