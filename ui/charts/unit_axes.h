// SPDX-License-Identifier: GPL-3.0-or-later
// Two axes from 0 to 1, as curves of shares have them.
#pragma once

#include <QRectF>
#include <QString>

class QPainter;
class QWidget;

namespace attune::ui {

struct Theme;

// The room between the axes; a line of text fits above.
QRectF unitPlot(const QWidget& widget);
// Grid, ticks at each quarter, and what the axes are of.
void paintUnitAxes(QPainter& painter, const QRectF& plot, const Theme& theme, const QString& x,
                   const QString& y);
// From 0, 0 to 1, 1, dashed.
void paintDiagonal(QPainter& painter, const QRectF& plot, const Theme& theme);

} // namespace attune::ui
