// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/unit_axes.h"

#include "ui/kit/fonts.h"
#include "ui/kit/numbers.h"
#include "ui/kit/theme.h"

#include <QPainter>
#include <QWidget>

#include <cmath>

namespace attune::ui {

QRectF unitPlot(const QWidget& widget) {
    const double left = scaled(52), top = scaled(24), bottom = scaled(38);
    return {left, top, widget.width() - left - 10, widget.height() - top - bottom};
}

void paintUnitAxes(QPainter& painter, const QRectF& plot, const Theme& theme, const QString& x,
                   const QString& y) {
    std::vector<AxisTick> ticks;
    for (int quarter = 0; quarter <= 4; ++quarter)
        ticks.push_back({quarter / 4.0, percentText(quarter / 4.0)});
    paintAxes(painter, plot, theme, ticks, x, y);
}

void paintAxes(QPainter& painter, const QRectF& plot, const Theme& theme,
               const std::vector<AxisTick>& ticks, const QString& x, const QString& y) {
    painter.setFont(textFont(TextSize::Caption));
    const double line = scaled(16);
    for (const auto& [share, text] : ticks) {
        const double atX = std::round(plot.left() + share * plot.width()) + 0.5;
        const double atY = std::round(plot.bottom() - share * plot.height()) + 0.5;
        painter.setPen(QPen(share == 0 ? theme.controlBorder : theme.grid, 1));
        painter.drawLine(QPointF(plot.left(), atY), QPointF(plot.right(), atY));
        painter.drawLine(QPointF(atX, plot.top()), QPointF(atX, plot.bottom()));
        painter.setPen(theme.text2);
        painter.drawText(QRectF(0, atY - line / 2, plot.left() - 6, line),
                         Qt::AlignRight | Qt::AlignVCenter, text);
        QRectF below(atX - 30, plot.bottom() + 3, 60, line);
        Qt::Alignment align = Qt::AlignHCenter;
        if (share == 1) {
            below.moveRight(plot.right() + 8);
            align = Qt::AlignRight;
        }
        painter.drawText(below, align | Qt::AlignVCenter, text);
    }
    painter.drawText(QRectF(plot.left(), plot.bottom() + 3 + line, plot.width(), line),
                     Qt::AlignHCenter | Qt::AlignVCenter, x);
    painter.save();
    painter.translate(line / 2, plot.center().y());
    painter.rotate(-90);
    painter.drawText(QRectF(-plot.height() / 2, -line / 2, plot.height(), line), Qt::AlignCenter,
                     y);
    painter.restore();
}

void paintDiagonal(QPainter& painter, const QRectF& plot, const Theme& theme) {
    QPen pen(theme.text2, 1.2);
    pen.setDashPattern({4, 3});
    painter.setPen(pen);
    painter.drawLine(plot.bottomLeft(), plot.topRight());
}

} // namespace attune::ui
