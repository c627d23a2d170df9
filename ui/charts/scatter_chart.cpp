// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/scatter_chart.h"

#include "ui/charts/curve.h"
#include "ui/charts/unit_axes.h"
#include "ui/kit/fonts.h"
#include "ui/kit/numbers.h"
#include "ui/kit/theme.h"

#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace attune::ui {

namespace {
constexpr int reach = 12; // pixels from the pointer to a point
} // namespace

ScatterChart::ScatterChart(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    describe();
}

void ScatterChart::setPoints(std::vector<QPointF> points) {
    points_ = std::move(points);
    order_.clear();
    double low = std::numeric_limits<double>::infinity(), high = -low;
    for (std::size_t i = 0; i < points_.size(); ++i) {
        const QPointF& point = points_[i];
        if (!std::isfinite(point.x()) || !std::isfinite(point.y()))
            continue;
        order_.push_back(static_cast<int>(i));
        low = std::min({low, point.x(), point.y()});
        high = std::max({high, point.x(), point.y()});
    }
    const auto before = [&](int a, int b) {
        const QPointF &l = points_[static_cast<std::size_t>(a)],
                      &r = points_[static_cast<std::size_t>(b)];
        return l.x() != r.x() ? l.x() < r.x() : l.y() < r.y();
    };
    std::stable_sort(order_.begin(), order_.end(), before);
    if (order_.empty())
        low = 0, high = 1;
    // Whole steps, so that the ends of both axes are ticks.
    const double step = niceStep(high > low ? high - low : 1, 4);
    low_ = std::floor(low / step) * step;
    high_ = std::max(std::ceil(high / step) * step, low_ + step);
    current_ = -1;
    drawn_ = {};
    describe();
    update();
}

QPointF ScatterChart::placeOf(int index) const {
    const QRectF area = unitPlot(*this);
    const QPointF& point = points_[static_cast<std::size_t>(index)];
    const double span = high_ - low_;
    return {area.left() + (point.x() - low_) / span * area.width(),
            area.bottom() - (point.y() - low_) / span * area.height()};
}

QSize ScatterChart::sizeHint() const { return {scaled(360), scaled(300)}; }
QSize ScatterChart::minimumSizeHint() const { return {scaled(220), scaled(180)}; }

QString ScatterChart::pointText(int index) const {
    if (index < 0)
        return {};
    const QPointF& point = points_[static_cast<std::size_t>(index)];
    return tr("%1 in the data, %2 predicted")
        .arg(QLocale().toString(point.x(), 'g', 6), QLocale().toString(point.y(), 'g', 4));
}

void ScatterChart::paintPoints() {
    drawn_ = QPixmap(size() * devicePixelRatioF());
    drawn_.setDevicePixelRatio(devicePixelRatioF());
    drawn_.fill(Qt::transparent);
    const Theme theme = Theme::of(*this);
    QPainter painter(&drawn_);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area = unitPlot(*this);
    std::vector<AxisTick> ticks;
    const double span = high_ - low_, step = niceStep(span, 5);
    const double firstTick = std::ceil(low_ / step) * step;
    for (int tick = 0; tick <= 6; ++tick) {
        const double value = firstTick + tick * step;
        if (value > high_ + step * 1e-6)
            break;
        const double share = (value - low_) / span;
        ticks.push_back({std::abs(share - 1) < 1e-9 ? 1 : share,
                         QLocale().toString(std::abs(value) < step * 1e-6 ? 0 : value, 'g', 6)});
    }
    paintAxes(painter, area, theme, ticks, tr("in the data"), tr("predicted"));
    paintDiagonal(painter, area, theme);
    // Many points lie upon each other: the paler each is, the more they show where most are.
    QColor colour = theme.series[0];
    colour.setAlphaF(order_.size() > 5000 ? 0.15F : order_.size() > 500 ? 0.35F : 0.6F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    const double radius = scaled(order_.size() > 5000 ? 2 : 3);
    for (const int index : order_)
        painter.drawEllipse(placeOf(index), radius, radius);
}

void ScatterChart::paintEvent(QPaintEvent*) {
    if (drawn_.isNull())
        paintPoints();
    const Theme theme = Theme::of(*this);
    QPainter painter(this);
    painter.drawPixmap(0, 0, drawn_);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area = unitPlot(*this);
    if (current_ >= 0) {
        painter.setPen(QPen(theme.accentText, hasFocus() ? theme.ring : 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(placeOf(current_), scaled(6), scaled(6));
        painter.setFont(textFont(TextSize::Secondary));
        painter.setPen(theme.text2);
        painter.drawText(QRectF(area.left(), 0, area.width(), area.top() - 4),
                         Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(pointText(current_), Qt::ElideRight,
                                                          static_cast<int>(area.width())));
    } else if (hasFocus()) {
        paintBox(painter, QRectF(rect()).adjusted(1, 1, -1, -1), QColor(), theme.accentText, 6,
                 theme.ring);
    }
}

int ScatterChart::nearest(const QPointF& place) const {
    int found = -1;
    double least = scaled(reach) * scaled(reach);
    for (const int index : order_) {
        const QPointF away = placeOf(index) - place;
        const double distance = QPointF::dotProduct(away, away);
        if (distance < least) {
            least = distance;
            found = index;
        }
    }
    return found;
}

void ScatterChart::setCurrent(int index) {
    if (index == current_)
        return;
    current_ = index;
    setCursor(index >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    describe();
    update();
}

void ScatterChart::mouseMoveEvent(QMouseEvent* event) { setCurrent(nearest(event->position())); }

void ScatterChart::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton)
        return event->ignore();
    setCurrent(nearest(event->position()));
    if (current_ >= 0)
        Q_EMIT chosen(current_);
}

void ScatterChart::leaveEvent(QEvent*) {
    if (!hasFocus())
        setCurrent(-1);
}

void ScatterChart::keyPressEvent(QKeyEvent* event) {
    if (order_.empty())
        return QWidget::keyPressEvent(event);
    const auto last = static_cast<std::ptrdiff_t>(order_.size()) - 1;
    const auto at = std::find(order_.begin(), order_.end(), current_) - order_.begin();
    const auto go = [&](std::ptrdiff_t to) {
        setCurrent(order_[static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(to, 0, last))]);
    };
    switch (event->key()) {
    case Qt::Key_Left:
        return go(current_ < 0 ? last : at - 1);
    case Qt::Key_Right:
        return go(current_ < 0 ? 0 : at + 1);
    case Qt::Key_Home:
        return go(0);
    case Qt::Key_End:
        return go(last);
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (current_ >= 0)
            Q_EMIT chosen(current_);
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void ScatterChart::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    update();
}

void ScatterChart::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    setCurrent(-1);
    update();
}

void ScatterChart::resizeEvent(QResizeEvent* event) {
    drawn_ = {};
    QWidget::resizeEvent(event);
}

void ScatterChart::changeEvent(QEvent* event) {
    drawn_ = {};
    if (event->type() == QEvent::LanguageChange)
        describe();
    QWidget::changeEvent(event);
}

void ScatterChart::describe() {
    setAccessibleName(tr("Predicted numbers against those of the data"));
    setAccessibleDescription(pointText(current_));
}

} // namespace attune::ui
