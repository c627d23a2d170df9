// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/curve.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace attune::ui {

namespace {
bool isFinite(const QPointF& point) { return std::isfinite(point.x()) && std::isfinite(point.y()); }
bool leftOf(const QPointF& point, double x) { return point.x() < x; }
} // namespace

QList<QPointF> decimated(const Curve& curve, double x0, double x1, int columns, bool logX) {
    QList<QPointF> shown;
    if (curve.empty() || columns < 1 || !(x1 > x0))
        return shown;
    const auto scale = [logX](double x) { return logX ? std::log10(std::max(x, 1e-300)) : x; };
    const double left = scale(x0), width = scale(x1) - left;
    auto first = std::lower_bound(curve.begin(), curve.end(), x0, leftOf);
    auto last = std::lower_bound(first, curve.end(), x1, leftOf);
    if (first != curve.begin())
        --first;
    if (last != curve.end())
        ++last;

    QPointF start, low, high, end;
    int column = 0;
    bool open = false;
    const auto flush = [&] {
        if (!open)
            return;
        std::array<QPointF, 4> points = {start, low, high, end};
        std::sort(points.begin(), points.end(),
                  [](const QPointF& a, const QPointF& b) { return a.x() < b.x(); });
        for (const QPointF& point : points)
            if (shown.isEmpty() || !(shown.back() == point))
                shown.append(point);
        open = false;
    };
    for (auto point = first; point != last; ++point) {
        if (!isFinite(*point))
            continue;
        const int here = static_cast<int>(std::floor((scale(point->x()) - left) / width * columns));
        if (open && here == column) {
            if (point->y() < low.y())
                low = *point;
            if (point->y() > high.y())
                high = *point;
            end = *point;
            continue;
        }
        flush();
        start = low = high = end = *point;
        column = here;
        open = true;
    }
    flush();
    return shown;
}

Curve centredMean(const Curve& curve, std::size_t window) {
    Curve result;
    result.reserve(curve.size());
    const std::size_t half = window / 2, size = curve.size();
    double sum = 0;
    std::size_t from = 0, to = 0, count = 0;
    for (std::size_t i = 0; i < size; ++i) {
        const std::size_t wantFrom = i - std::min(half, i);
        const std::size_t wantTo = std::min(i + half + 1, size);
        while (to < wantTo) {
            if (isFinite(curve[to])) {
                sum += curve[to].y();
                ++count;
            }
            ++to;
        }
        while (from < wantFrom) {
            if (isFinite(curve[from])) {
                sum -= curve[from].y();
                --count;
            }
            ++from;
        }
        if (count > 0)
            result.emplace_back(curve[i].x(), sum / static_cast<double>(count));
    }
    return result;
}

double niceStep(double span, int parts) {
    if (!(span > 0) || parts < 1)
        return 1;
    const double raw = span / parts;
    const double power = std::pow(10.0, std::floor(std::log10(raw)));
    for (const double factor : {1.0, 2.0, 2.5, 5.0})
        if (factor * power >= raw * (1 - 1e-9))
            return factor * power;
    return 10 * power;
}

int nearestIndex(const Curve& curve, double x) {
    if (curve.empty())
        return -1;
    const auto right = std::lower_bound(curve.begin(), curve.end(), x, leftOf);
    if (right == curve.begin())
        return 0;
    if (right == curve.end())
        return static_cast<int>(curve.size()) - 1;
    const auto left = right - 1;
    return static_cast<int>((x - left->x() <= right->x() - x ? left : right) - curve.begin());
}

} // namespace attune::ui
