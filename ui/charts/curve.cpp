// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/curve.h"

#include <algorithm>
#include <cmath>

namespace attune::ui {

namespace {
bool isFinite(const QPointF& point) { return std::isfinite(point.x()) && std::isfinite(point.y()); }
bool leftOf(const QPointF& point, double x) { return point.x() < x; }
} // namespace

void ColumnCurve::reset(double x0, double x1, int columns, bool logX) {
    *this = {};
    x0_ = x0;
    x1_ = x1;
    columns_ = std::max(columns, 1);
    logX_ = logX;
    left_ = scale(x0);
    width_ = scale(x1) - left_;
}

double ColumnCurve::scale(double x) const { return logX_ ? std::log10(std::max(x, 1e-300)) : x; }

void ColumnCurve::add(const QPointF& point) {
    if (!isFinite(point) || beyond_ || !(width_ > 0))
        return;
    if (point.x() < x0_) {
        before_ = point;
        return;
    }
    if (before_) {
        closed_.append(*before_);
        before_.reset();
    }
    if (point.x() > x1_) {
        closeColumn(closed_);
        closed_.append(point);
        open_ = false;
        beyond_ = true;
        return;
    }
    const int here = static_cast<int>(std::floor((scale(point.x()) - left_) / width_ * columns_));
    last_ = point;
    if (open_ && here == column_) {
        if (point.y() < low_.y())
            low_ = point;
        if (point.y() > high_.y())
            high_ = point;
        return;
    }
    closeColumn(closed_);
    low_ = high_ = point;
    column_ = here;
    open_ = true;
}

void ColumnCurve::closeColumn(QList<QPointF>& to) const {
    if (!open_)
        return;
    const bool lowFirst = low_.x() <= high_.x();
    to.append(lowFirst ? low_ : high_);
    if (!(low_ == high_))
        to.append(lowFirst ? high_ : low_);
}

QList<QPointF> ColumnCurve::points() const {
    QList<QPointF> shown = closed_;
    closeColumn(shown);
    if (open_ && !shown.isEmpty() && !(shown.back() == last_))
        shown.append(last_);
    if (before_ && shown.isEmpty())
        shown.append(*before_);
    return shown;
}

QList<QPointF> decimated(const Curve& curve, double x0, double x1, int columns, bool logX) {
    if (curve.empty() || columns < 1 || !(x1 > x0))
        return {};
    ColumnCurve seen;
    seen.reset(x0, x1, columns, logX);
    for (const QPointF& point : curve)
        seen.add(point);
    return seen.points();
}

void CentredMean::add(const QPointF& point) {
    if (!isFinite(point))
        return;
    x_.push_back(point.x());
    sums_.push_back(sums_.back() + point.y());
}

QPointF CentredMean::mean(std::size_t index) const {
    const std::size_t from = index - std::min(half_, index);
    const std::size_t to = std::min(index + half_ + 1, x_.size());
    return {x_[index], (sums_[to] - sums_[from]) / static_cast<double>(to - from)};
}

Curve CentredMean::takeSettled() {
    Curve settled;
    for (; settled_ + half_ < x_.size(); ++settled_)
        settled.push_back(mean(settled_));
    return settled;
}

Curve CentredMean::tail() const {
    Curve tail;
    for (std::size_t i = settled_; i < x_.size(); ++i)
        tail.push_back(mean(i));
    return tail;
}

Curve centredMean(const Curve& curve, std::size_t window) {
    CentredMean mean(window);
    for (const QPointF& point : curve)
        mean.add(point);
    Curve result = mean.takeSettled();
    const Curve tail = mean.tail();
    result.insert(result.end(), tail.begin(), tail.end());
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
