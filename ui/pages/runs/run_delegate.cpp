// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/runs/run_delegate.h"

#include "ui/charts/live_chart.h"
#include "ui/kit/chip.h"
#include "ui/kit/fonts.h"
#include "ui/models/run_list_model.h"

#include <QApplication>
#include <QPainter>
#include <QPolygonF>

#include <algorithm>
#include <cmath>

namespace attune::ui {

namespace {

void paintTick(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index,
               const QRect& content) {
    const QStyle* style = option.widget != nullptr ? option.widget->style() : QApplication::style();
    const int size = style->pixelMetric(QStyle::PM_IndicatorWidth, &option, option.widget);
    QStyleOptionViewItem box = option;
    box.rect = QRect(content.left(), content.center().y() - size / 2 + 1, size, size);
    box.state |= QStyle::State_Enabled;
    box.state &= ~(QStyle::State_On | QStyle::State_Off | QStyle::State_NoChange);
    box.state |= index.data(Qt::CheckStateRole).toInt() == Qt::Checked ? QStyle::State_On
                                                                       : QStyle::State_Off;
    style->drawPrimitive(QStyle::PE_IndicatorItemViewItemCheck, &box, &painter, option.widget);
}

void paintName(QPainter& painter, const QModelIndex& index, const QRect& content,
               const Theme& theme) {
    const int sample = scaled(26);
    if (const int slot = index.data(RunListModel::SlotRole).toInt(); slot >= 0) {
        const qreal y = content.center().y() + 0.5;
        painter.setPen(curvePen(theme, slot, LiveChart::Line::Marked));
        painter.drawLine(QPointF(content.left(), y), QPointF(content.left() + sample, y));
        paintMark(painter, QPointF(content.left() + sample / 2.0, y), slot, 8, theme);
    }
    const QRect room = content.adjusted(sample + scaled(10), 0, 0, 0);
    painter.setFont(textFont(TextSize::Body, QFont::Medium));
    painter.setPen(theme.text);
    painter.drawText(
        room, Qt::AlignVCenter | Qt::TextSingleLine,
        painter.fontMetrics().elidedText(index.data().toString(), Qt::ElideMiddle, room.width()));
}

// Scores between the least and the greatest of this run; a run that has not come to the end of its
// plan leaves the rest of the width free.
void paintSpark(QPainter& painter, const QModelIndex& index, const QRect& content,
                const Theme& theme) {
    const auto points = index.data(RunListModel::SparkRole).value<QPolygonF>();
    const int best = index.data(RunListModel::BestRole).toInt();
    const int slot = index.data(RunListModel::SlotRole).toInt();
    double low = 1e300, high = -1e300;
    for (const QPointF& point : points)
        if (std::isfinite(point.y())) {
            low = std::min(low, point.y());
            high = std::max(high, point.y());
        }
    if (low > high)
        return;
    const QRectF room = QRectF(content).adjusted(2, 12, -12, -12);
    // From the first score, which stands under the head of the column, to the end of the plan.
    const double first = points.front().x(), way = std::max(1 - first, 1e-9);
    const auto at = [&](const QPointF& point) {
        const double up = high > low ? (point.y() - low) / (high - low) : 0.5;
        return QPointF(room.left() + (point.x() - first) / way * room.width(),
                       room.bottom() - up * room.height());
    };
    QPolygonF line;
    for (const QPointF& point : points)
        if (std::isfinite(point.y()))
            line << at(point);
    const QColor colour =
        slot >= 0 ? theme.series[static_cast<std::size_t>(slot % 6)] : theme.text2;
    QPen pen(colour, 1.6);
    pen.setJoinStyle(Qt::RoundJoin);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(line);
    if (best >= 0 && best < points.size() && std::isfinite(points[best].y())) {
        painter.setBrush(theme.card);
        painter.drawEllipse(at(points[best]), 3.2, 3.2);
    }
}

void paintState(QPainter& painter, const QModelIndex& index, const QRect& content,
                const Theme& theme) {
    const auto tone = static_cast<Tone>(index.data(RunListModel::ToneRole).toInt());
    const auto icon = static_cast<Icon>(index.data(RunListModel::IconRole).toInt());
    const int frame = Chip::widthOf({}, icon);
    const QString text =
        QFontMetrics(textFont(TextSize::Caption, QFont::DemiBold))
            .elidedText(index.data().toString(), Qt::ElideRight, content.width() - frame);
    Chip::paint(painter, QPointF(content.left(), content.center().y() + 0.5), text, tone, theme,
                icon);
}

void paintResume(QPainter& painter, const QStyleOptionViewItem& option, const QString& text,
                 const QRect& content, const Theme& theme) {
    if (text.isEmpty())
        return;
    const int height = scaled(26);
    const QRectF box(content.left(), content.center().y() - height / 2.0 + 0.5, content.width(),
                     height);
    const bool hover = (option.state & QStyle::State_MouseOver) != 0;
    paintBox(painter, box, hover ? theme.hover : theme.card, theme.controlBorder, 6, theme.line);
    painter.setFont(textFont(TextSize::Secondary, QFont::Medium));
    painter.setPen(theme.text);
    painter.drawText(box, Qt::AlignCenter | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(text, Qt::ElideRight, content.width() - 8));
}

} // namespace

void RunDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const {
    CellDelegate::initStyleOption(option, index);
    option->features &= ~QStyleOptionViewItem::HasCheckIndicator;
}

void RunDelegate::paintCell(QPainter& painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index, const QRect& content) const {
    const Theme theme = Theme::of(option.palette);
    const QString text = index.data().toString();
    switch (index.column()) {
    case RunListModel::Compare:
        return paintTick(painter, option, index, content);
    case RunListModel::Name:
        return paintName(painter, index, content, theme);
    case RunListModel::Curve:
        return paintSpark(painter, index, content, theme);
    case RunListModel::State:
        return paintState(painter, index, content, theme);
    case RunListModel::Resume:
        return paintResume(painter, option, text, content, theme);
    case RunListModel::Menu: {
        const qreal size = scaled(16);
        const QPointF middle = QRectF(content).center();
        return paintIcon(painter, Icon::More,
                         QRectF(middle.x() - size / 2, middle.y() - size / 2 + 0.5, size, size),
                         theme.text);
    }
    default:
        break;
    }
    const bool score = index.column() == RunListModel::Best || index.column() == RunListModel::Test;
    painter.setFont(textFont(TextSize::Body, score ? QFont::DemiBold : QFont::Normal));
    painter.setPen(score ? theme.text : theme.text2);
    painter.drawText(content, Qt::AlignVCenter | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(text, Qt::ElideRight, content.width()));
}

} // namespace attune::ui
