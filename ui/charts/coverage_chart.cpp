// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/coverage_chart.h"

#include "ui/kit/fonts.h"
#include "ui/kit/numbers.h"
#include "ui/kit/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QScopedValueRollback>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace attune::ui {

namespace {

constexpr int kGrab = 12;       // px around the line where it is caught
constexpr int kFirst = 100;     // tokens: below, there is next to nothing to see
constexpr double kArrow = 1.02; // how far keys go
constexpr double kPage = 1.25;

} // namespace

CoverageChart::CoverageChart(QWidget* parent) : QAbstractSlider(parent) {
    setOrientation(Qt::Horizontal);
    setRange(1, 1);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    describe();
}

void CoverageChart::setCurve(std::vector<Point> points, int whole) {
    const QScopedValueRollback guard(fromOutside_, true);
    points_ = std::move(points);
    whole_ = std::max(whole, 1);
    setRange(points_.empty() ? 1 : std::min(points_.front().tokens, whole_), whole_);
    describe();
    update();
}

void CoverageChart::setStops(std::vector<int> stops) { stops_ = std::move(stops); }

void CoverageChart::setTokens(int tokens) {
    if (isSliderDown())
        return;
    const QScopedValueRollback guard(fromOutside_, true);
    setValue(tokens);
    update();
}

double CoverageChart::shareAt(int tokens) const {
    const auto after =
        std::upper_bound(points_.begin(), points_.end(), tokens,
                         [](int size, const Point& point) { return size < point.tokens; });
    return after == points_.begin() ? 0 : std::prev(after)->share;
}

QString CoverageChart::handleText() const {
    const double share = shareAt(value());
    // What is not everything does not read as everything.
    const QString percent =
        share < 1 ? percentText(std::min(share, 0.9999), share > 0.9 ? 2 : 1) : percentText(1);
    //: beside the handle of the curve: how many tokens stay, and the share of the texts they cover
    return tr("%1 tokens, %2").arg(countText(value()), percent);
}

QPoint CoverageChart::placeOf(int tokens) const {
    return QPointF(xOf(tokens), plot().center().y()).toPoint();
}

QPoint CoverageChart::handlePlace() const { return placeOf(value()); }

QSize CoverageChart::sizeHint() const { return {scaled(520), scaled(270)}; }
QSize CoverageChart::minimumSizeHint() const { return {scaled(280), scaled(180)}; }

QRectF CoverageChart::plot() const {
    const qreal left = scaled(44), top = scaled(12), bottom = scaled(40);
    return {left, top, width() - left - scaled(14), height() - top - bottom};
}

int CoverageChart::axisFrom() const {
    const int least = std::min(minimum(), value());
    return whole_ > 10 * kFirst ? std::max(least, std::min(kFirst, value())) : std::max(least, 1);
}

double CoverageChart::leastShare() const {
    return std::floor(std::min(shareAt(axisFrom()), 0.9) * 10) / 10;
}

qreal CoverageChart::xOf(double tokens) const {
    const QRectF area = plot();
    const double from = std::log(axisFrom()), to = std::log(std::max(whole_, axisFrom() + 1));
    return area.left() +
           std::clamp((std::log(std::max(tokens, 1.0)) - from) / (to - from), 0.0, 1.0) *
               area.width();
}

qreal CoverageChart::yOf(double share) const {
    const QRectF area = plot();
    const double least = leastShare();
    return area.bottom() - (std::max(share, least) - least) / (1 - least) * area.height();
}

int CoverageChart::stopAt(qreal x) const {
    if (stops_.empty())
        return value();
    // Of two stops the one whose line is nearer.
    const auto right =
        std::partition_point(stops_.begin(), stops_.end(), [&](int stop) { return xOf(stop) < x; });
    if (right == stops_.begin())
        return *right;
    if (right == stops_.end() || x - xOf(*std::prev(right)) < xOf(*right) - x)
        return *std::prev(right);
    return *right;
}

int CoverageChart::stopBeyond(double tokens, bool upwards) const {
    if (stops_.empty())
        return value();
    if (upwards) {
        const double wanted = std::max(tokens, value() + 1.0);
        const auto stop = std::partition_point(stops_.begin(), stops_.end(),
                                               [&](int one) { return one < wanted; });
        return stop == stops_.end() ? stops_.back() : *stop;
    }
    const double wanted = std::min(tokens, value() - 1.0);
    const auto stop =
        std::partition_point(stops_.begin(), stops_.end(), [&](int one) { return one <= wanted; });
    return stop == stops_.begin() ? stops_.front() : *std::prev(stop);
}

void CoverageChart::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area = plot();
    paintAxes(painter, area);
    if (points_.empty())
        return;
    paintLost(painter, area);
    paintCurve(painter, area);
    paintHandle(painter, area);
}

void CoverageChart::paintAxes(QPainter& painter, const QRectF& area) const {
    const Theme theme = Theme::of(*this);
    painter.setFont(textFont(TextSize::Caption));
    const double least = leastShare();
    const int step = least < 0.45 ? 20 : 10;
    for (int percent = 100; percent >= std::lround(least * 100); percent -= step) {
        const qreal y = std::round(yOf(percent / 100.0)) + 0.5;
        painter.setPen(QPen(theme.grid, 1));
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        painter.setPen(theme.text2);
        painter.drawText(QRectF(0, y - scaled(9), area.left() - 6, scaled(18)),
                         Qt::AlignRight | Qt::AlignVCenter, percentText(percent / 100.0));
    }
    painter.setPen(QPen(theme.controlBorder, 1));
    const qreal bottom = std::round(area.bottom()) + 0.5;
    painter.drawLine(QPointF(area.left(), bottom), QPointF(area.right(), bottom));
    // Powers of ten; where they are few, twice and five times as well.
    const int from = axisFrom();
    const bool fine = std::log10(static_cast<double>(whole_) / from) < 1.8;
    qreal free = 0;
    for (double power = 1; power <= whole_; power *= 10)
        for (const int factor : {1, 2, 5}) {
            const double tokens = factor * power;
            if ((factor > 1 && !fine) || tokens < from || tokens > whole_)
                continue;
            const QString text = countText(static_cast<std::int64_t>(tokens));
            const qreal wide = painter.fontMetrics().horizontalAdvance(text) + 8, x = xOf(tokens);
            if (x - wide / 2 < free)
                continue;
            free = x + wide / 2;
            painter.setPen(QPen(theme.controlBorder, 1));
            painter.drawLine(QPointF(x, bottom), QPointF(x, bottom + 4));
            painter.setPen(theme.text2);
            painter.drawText(QRectF(x - wide / 2, bottom + 5, wide, scaled(16)), Qt::AlignCenter,
                             text);
        }
    painter.drawText(QRectF(area.left(), bottom + scaled(20), area.width(), scaled(18)),
                     Qt::AlignRight | Qt::AlignVCenter, tr("tokens kept, most frequent first"));
}

void CoverageChart::paintLost(QPainter& painter, const QRectF& area) const {
    const qreal x = xOf(value());
    if (x >= area.right() - 1)
        return;
    const Theme theme = Theme::of(*this);
    const QRectF lost(x, area.top(), area.right() - x, area.height());
    painter.save();
    painter.setClipRect(lost);
    painter.fillRect(lost, theme.inset);
    painter.setPen(QPen(theme.controlBorder, 1));
    for (qreal at = lost.left() - lost.height(); at < lost.right(); at += scaled(7))
        painter.drawLine(QPointF(at, lost.bottom()),
                         QPointF(at + lost.height(), lost.bottom() - lost.height()));
    painter.restore();
}

void CoverageChart::paintCurve(QPainter& painter, const QRectF& area) const {
    const Theme theme = Theme::of(*this);
    QPainterPath path;
    qreal last = -1e9;
    const int from = axisFrom();
    path.moveTo(xOf(from), yOf(shareAt(from)));
    for (std::size_t i = 0; i < points_.size(); ++i) {
        if (points_[i].tokens < from)
            continue;
        const qreal x = xOf(points_[i].tokens);
        if (x - last < 0.5 && i + 1 < points_.size())
            continue;
        path.lineTo(x, yOf(points_[i].share));
        last = x;
    }
    path.lineTo(area.right(), yOf(points_.back().share));
    painter.save();
    painter.setClipRect(area.adjusted(0, -3, 0, 3));
    painter.setBrush(Qt::NoBrush);
    painter.setPen(theme.seriesPen(0));
    painter.drawPath(path);
    painter.restore();
}

void CoverageChart::paintHandle(QPainter& painter, const QRectF& area) const {
    const Theme theme = Theme::of(*this);
    const qreal x = std::round(xOf(value())) + 0.5;
    painter.setPen(QPen(theme.accent, 2));
    painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
    const QRectF grip(x - scaled(6), area.center().y() - scaled(13), scaled(12), scaled(26));
    paintBox(painter, grip, theme.accent, theme.card, 6, 2);
    painter.setPen(QPen(theme.onAccent, 1.2));
    for (int i = -1; i <= 1; ++i)
        painter.drawLine(QPointF(x - scaled(3), grip.center().y() + i * scaled(4)),
                         QPointF(x + scaled(3), grip.center().y() + i * scaled(4)));
    if (hasFocus())
        paintBox(painter, grip.adjusted(-4, -4, 4, 4), QColor(), theme.accentText, 9, 2);
    painter.setFont(textFont(TextSize::Secondary, QFont::DemiBold));
    const QString text = handleText();
    const qreal wide = painter.fontMetrics().horizontalAdvance(text) + 16;
    QRectF flag(x - wide - scaled(12), area.bottom() - scaled(34), wide, scaled(24));
    if (flag.left() < area.left() + 4)
        flag.moveLeft(x + scaled(12));
    paintBox(painter, flag, theme.accent, QColor(), 5);
    painter.setPen(theme.onAccent);
    painter.drawText(flag, Qt::AlignCenter, text);
}

void CoverageChart::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || points_.empty())
        return event->ignore();
    before_ = value();
    setSliderDown(true);
    // Near the line it is caught where it is; elsewhere it comes to the pointer.
    if (std::abs(event->position().x() - xOf(value())) > kGrab)
        setSliderPosition(stopAt(event->position().x()));
    event->accept();
}

void CoverageChart::mouseMoveEvent(QMouseEvent* event) {
    const bool near = std::abs(event->position().x() - xOf(value())) <= kGrab;
    setCursor(near || isSliderDown() ? Qt::SplitHCursor : Qt::ArrowCursor);
    if (isSliderDown())
        setSliderPosition(stopAt(event->position().x()));
}

void CoverageChart::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || !isSliderDown())
        return event->ignore();
    setSliderDown(false);
    update();
    if (value() != before_)
        Q_EMIT edited(value(), true);
}

void CoverageChart::wheelEvent(QWheelEvent* event) {
    event->ignore(); // a setting is not changed by passing over it
}

void CoverageChart::keyPressEvent(QKeyEvent* event) {
    if (isSliderDown() || points_.empty())
        return event->ignore();
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Down:
        return setValue(stopBeyond(value() / kArrow, false));
    case Qt::Key_Right:
    case Qt::Key_Up:
        return setValue(stopBeyond(value() * kArrow, true));
    case Qt::Key_PageDown:
        return setValue(stopBeyond(value() / kPage, false));
    case Qt::Key_PageUp:
        return setValue(stopBeyond(value() * kPage, true));
    case Qt::Key_Home:
        return setValue(stops_.empty() ? value() : stops_.front());
    case Qt::Key_End:
        return setValue(whole_);
    default:
        event->ignore();
    }
}

void CoverageChart::sliderChange(SliderChange change) {
    QAbstractSlider::sliderChange(change);
    if (change == SliderValueChange) {
        describe();
        if (!fromOutside_)
            Q_EMIT moved(value());
        // Keys and screen readers; a drag tells when it ends.
        if (!isSliderDown() && !fromOutside_)
            Q_EMIT edited(value(), false);
    }
    update();
}

void CoverageChart::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        describe();
    QAbstractSlider::changeEvent(event);
}

void CoverageChart::describe() {
    setAccessibleName(tr("Tokens that stay"));
    setAccessibleDescription(points_.empty() ? QString() : handleText());
}

} // namespace attune::ui
