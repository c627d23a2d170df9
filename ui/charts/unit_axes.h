// SPDX-License-Identifier: GPL-3.0-or-later
// Two axes of one scale: from 0 to 1, as curves of shares have them, or of values of one unit.
#pragma once

#include <QRectF>
#include <QString>

#include <vector>

class QPainter;
class QWidget;

namespace attune::ui {

struct Theme;

// The room between the axes; a line of text fits above.
QRectF unitPlot(const QWidget& widget);
struct AxisTick {
    double share; // of the way along the axis, 0 to 1
    QString text;
};
// Grid and ticks, the same ones on both axes, and what the axes are of.
void paintAxes(QPainter& painter, const QRectF& plot, const Theme& theme,
               const std::vector<AxisTick>& ticks, const QString& x, const QString& y);
// With ticks at each quarter.
void paintUnitAxes(QPainter& painter, const QRectF& plot, const Theme& theme, const QString& x,
                   const QString& y);
// From 0, 0 to 1, 1, dashed.
void paintDiagonal(QPainter& painter, const QRectF& plot, const Theme& theme);

} // namespace attune::ui
