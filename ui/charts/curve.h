// SPDX-License-Identifier: GPL-3.0-or-later
// Pure functions on the points of a curve, sorted by x.
#pragma once

#include <QList>
#include <QPointF>

#include <vector>

namespace attune::ui {

using Curve = std::vector<QPointF>;

// What of the curve is seen between x0 and x1 in that many pixel columns: in each column the
// first, least, greatest and last point, so peaks stay, and one point beyond each edge, so lines
// run on to it. At most 4 * columns + 2 points. Points that are not finite are left out. `logX`:
// columns are even in log x.
QList<QPointF> decimated(const Curve& curve, double x0, double x1, int columns, bool logX = false);

// The mean over `window` points around each one (those that there are at the ends): a running mean
// would lag.
Curve centredMean(const Curve& curve, std::size_t window);

// The least of 1, 2, 2.5, 5 times a power of ten that divides `span` in at most `parts`.
double niceStep(double span, int parts);

// Index of the point whose x is nearest, -1 without points.
int nearestIndex(const Curve& curve, double x);

} // namespace attune::ui
