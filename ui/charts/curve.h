// SPDX-License-Identifier: GPL-3.0-or-later
// The points of a curve, sorted by x: what of them the pixels show, smoothing, axes. Both classes
// take points as they come, so that the cost of a tick does not grow with the run.
#pragma once

#include <QList>
#include <QPointF>

#include <optional>
#include <vector>

namespace attune::ui {

using Curve = std::vector<QPointF>;

// What of a growing curve is seen between x0 and x1 in that many pixel columns: in each column the
// least and the greatest point, so peaks stay, one point beyond each edge, so lines run on to it,
// and the newest point. At most 2 * columns + 3 points. Points that are not finite are left out.
// `logX`: columns are even in log x.
class ColumnCurve {
public:
    void reset(double x0, double x1, int columns, bool logX = false);
    void add(const QPointF& point);
    QList<QPointF> points() const;

private:
    void closeColumn(QList<QPointF>& to) const;
    double scale(double x) const;

    double x0_ = 0, x1_ = 1, left_ = 0, width_ = 1;
    int columns_ = 1;
    bool logX_ = false;
    QList<QPointF> closed_; // of the columns before the open one
    bool open_ = false, beyond_ = false;
    int column_ = 0;
    QPointF low_, high_, last_;
    std::optional<QPointF> before_; // the nearest one left of x0
};
// All of a curve at once.
QList<QPointF> decimated(const Curve& curve, double x0, double x1, int columns, bool logX = false);

// The mean over `window` points around each one (those that there are at the ends): a running mean
// would lag. Means whose window is not full at its right end yet are the tail.
class CentredMean {
public:
    explicit CentredMean(std::size_t window = 1) : half_(window / 2) {}
    void add(const QPointF& point); // not finite: left out
    // The means that are settled since the last call.
    Curve takeSettled();
    Curve tail() const; // at most half a window

private:
    QPointF mean(std::size_t index) const;

    std::size_t half_;
    std::vector<double> x_;
    std::vector<double> sums_ = {0}; // of the first points
    std::size_t settled_ = 0;
};
Curve centredMean(const Curve& curve, std::size_t window);

// The least of 1, 2, 2.5, 5 times a power of ten that divides `span` in at most `parts`.
double niceStep(double span, int parts);

// Index of the point whose x is nearest, -1 without points.
int nearestIndex(const Curve& curve, double x);

} // namespace attune::ui
