// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/length_chart.h"

#include "ui/kit/fonts.h"
#include "ui/kit/numbers.h"
#include "ui/kit/theme.h"

#include <QMouseEvent>
#include <QPainter>
#include <QScopedValueRollback>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace attune::ui {

namespace {

constexpr int kShortest = 8; // a limit below this leaves next to nothing of a text
constexpr int kGrab = 12;    // px around the line where it is caught

// 1, 2 or 5 times a power of ten, so that about `parts` ticks fit.
int tickStep(int range, int parts) {
    const double raw = std::max(1.0, static_cast<double>(range) / parts);
    const double power = std::pow(10.0, std::floor(std::log10(raw)));
    for (const double factor : {1.0, 2.0, 5.0})
        if (raw <= factor * power)
            return std::max(1, static_cast<int>(factor * power));
    return static_cast<int>(10 * power);
}

} // namespace

LengthChart::LengthChart(QWidget* parent) : QAbstractSlider(parent) {
    setOrientation(Qt::Horizontal);
    setRange(kShortest, 512);
    setSingleStep(1);
    setPageStep(16);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    describe();
}

void LengthChart::setLengths(std::vector<std::int64_t> histogram) {
    while (!histogram.empty() && histogram.back() == 0)
        histogram.pop_back();
    histogram_ = std::move(histogram);
    atMost_.clear();
    texts_ = 0;
    for (const std::int64_t texts : histogram_)
        atMost_.push_back(texts_ += texts);
    describe();
    update();
}

void LengthChart::setLimit(int tokens) {
    if (isSliderDown())
        return;
    const QScopedValueRollback guard(fromOutside_, true);
    if (tokens > maximum())
        setMaximum(tokens); // shown as it is; the recipe's check says what is wrong with it
    if (tokens < minimum())
        setMinimum(tokens);
    setValue(tokens);
    update();
}

void LengthChart::setLongest(int tokens) {
    const QScopedValueRollback guard(fromOutside_, true);
    if (tokens > 0)
        setMaximum(std::max(tokens, minimum() + 1));
}

int LengthChart::medianText() const {
    const auto half = std::lower_bound(atMost_.begin(), atMost_.end(), (texts_ + 1) / 2);
    return static_cast<int>(half - atMost_.begin());
}

std::int64_t LengthChart::cutTexts(int limit) const {
    if (atMost_.empty() || limit >= longestText())
        return 0;
    return texts_ - (limit < 0 ? 0 : atMost_[static_cast<std::size_t>(limit)]);
}

QString LengthChart::handleText() const {
    const std::int64_t cut = cutTexts(value());
    if (texts_ == 0)
        return countText(value());
    if (cut == 0)
        return tr("%1, cuts none").arg(countText(value()));
    const double share = static_cast<double>(cut) / static_cast<double>(texts_);
    return tr("%1, cuts %2").arg(countText(value()), percentText(share, share < 0.1 ? 1 : 0));
}

QSize LengthChart::sizeHint() const { return {scaled(300), scaled(176)}; }
QSize LengthChart::minimumSizeHint() const { return {scaled(160), scaled(150)}; }

QRect LengthChart::plot() const {
    const int top = scaled(38); // the line's flag
    const int bottom = scaled(22);
    return {4, top, width() - 8, height() - top - bottom};
}

int LengthChart::axisEnd() const {
    if (isSliderDown() && axisEnd_ > 0)
        return axisEnd_;
    // One text of 9,000 tokens must not squeeze the others: at most the model's longest.
    const int longest = std::min(longestText(), std::max(maximum(), value()));
    const int end = std::max({longest, value(), 2 * kShortest});
    return end + std::max(1, end / 16);
}

qreal LengthChart::xOf(double tokens) const {
    const QRect area = plot();
    return area.left() + tokens / axisEnd() * area.width();
}

int LengthChart::tokensAt(qreal x) const {
    const QRect area = plot();
    return std::clamp(static_cast<int>(std::lround((x - area.left()) / area.width() * axisEnd())),
                      minimum(), maximum());
}

void LengthChart::paintEvent(QPaintEvent*) {
    const Theme theme = Theme::of(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRect area = plot();
    const int end = axisEnd();

    painter.setPen(QPen(theme.grid, 1));
    for (int line = 0; line < 3; ++line) {
        const qreal y = area.top() + line * area.height() / 3 + 0.5;
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right() + 1, y));
    }

    // Bars of equal width in whole tokens, at least 4 px wide. What lies beyond the axis is in the
    // last one.
    const int perBar = std::max(1, static_cast<int>(std::ceil(4.0 * end / area.width())));
    const int bars = end / perBar + 1;
    std::vector<std::int64_t> heights(static_cast<std::size_t>(bars), 0);
    for (std::size_t tokens = 0; tokens < histogram_.size(); ++tokens)
        heights[std::min(tokens / static_cast<std::size_t>(perBar), heights.size() - 1)] +=
            histogram_[tokens];
    const std::int64_t tallest = *std::max_element(heights.begin(), heights.end());
    for (int bar = 0; bar < bars && tallest > 0; ++bar) {
        const std::int64_t texts = heights[static_cast<std::size_t>(bar)];
        if (texts == 0)
            continue;
        const qreal left = xOf(bar * perBar);
        const qreal right = std::min<qreal>(xOf((bar + 1) * perBar), area.right() + 1);
        const qreal high = std::max(1.5, static_cast<double>(texts) / static_cast<double>(tallest) *
                                             (area.height() - 2));
        const bool cut = bar * perBar > value();
        painter.fillRect(
            QRectF(left, area.bottom() + 1 - high, std::max(1.0, right - left - 1), high),
            cut ? theme.series[1] : theme.series[0]);
    }
    painter.setPen(QPen(theme.controlBorder, 1));
    painter.drawLine(QPointF(area.left(), area.bottom() + 1.5),
                     QPointF(area.right() + 1, area.bottom() + 1.5));

    painter.setFont(textFont(TextSize::Caption));
    painter.setPen(theme.text2);
    const int step = tickStep(end, 5);
    for (int tick = 0; tick <= end; tick += step) {
        QRectF box(xOf(tick) - 30, area.bottom() + 4, 60, scaled(18));
        int align = Qt::AlignHCenter;
        if (tick == 0) {
            box.moveLeft(area.left());
            align = Qt::AlignLeft;
        } else if (box.right() > width()) {
            continue;
        }
        painter.drawText(box, align | Qt::AlignVCenter, countText(tick));
    }

    // The line with its flag and its grip.
    const qreal x = std::round(xOf(value())) + 0.5;
    painter.setPen(QPen(theme.accent, 2));
    painter.drawLine(QPointF(x, scaled(26)), QPointF(x, area.bottom() + 1));
    const QRectF grip(x - 6, area.bottom() - scaled(46), 12, 26);
    paintBox(painter, grip, theme.accent, theme.card, 6, 2);
    painter.setPen(QPen(theme.onAccent, 1.2));
    for (int i = -1; i <= 1; ++i)
        painter.drawLine(QPointF(x - 2.5, grip.center().y() + i * 4),
                         QPointF(x + 2.5, grip.center().y() + i * 4));
    painter.setFont(textFont(TextSize::Secondary, QFont::DemiBold));
    const QString text = handleText();
    const qreal wide = painter.fontMetrics().horizontalAdvance(text) + 16;
    QRectF flag(x - wide / 2, 4, wide, scaled(24));
    flag.moveLeft(std::clamp<qreal>(flag.left(), 4, std::max(4.0, width() - wide - 4)));
    paintBox(painter, flag, theme.accent, QColor(), 5);
    painter.setPen(theme.onAccent);
    painter.drawText(flag, Qt::AlignCenter, text);
    if (hasFocus())
        paintBox(painter, flag.adjusted(-3, -3, 3, 3), QColor(), theme.accentText, 7, 2);
}

void LengthChart::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton)
        return event->ignore();
    axisEnd_ = axisEnd();
    before_ = value();
    setSliderDown(true);
    // Near the line it is caught where it is; elsewhere it comes to the pointer.
    if (std::abs(event->position().x() - xOf(value())) > kGrab)
        setSliderPosition(tokensAt(event->position().x()));
    event->accept();
}

void LengthChart::mouseMoveEvent(QMouseEvent* event) {
    const bool near = std::abs(event->position().x() - xOf(value())) <= kGrab;
    setCursor(near || isSliderDown() ? Qt::SplitHCursor : Qt::ArrowCursor);
    if (isSliderDown())
        setSliderPosition(tokensAt(event->position().x()));
}

void LengthChart::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || !isSliderDown())
        return event->ignore();
    setSliderDown(false);
    axisEnd_ = 0;
    update();
    if (value() != before_)
        Q_EMIT edited(value());
}

void LengthChart::wheelEvent(QWheelEvent* event) {
    event->ignore(); // the column scrolls; a setting is not changed by passing over it
}

void LengthChart::sliderChange(SliderChange change) {
    QAbstractSlider::sliderChange(change);
    if (change == SliderValueChange) {
        describe();
        Q_EMIT moved(value());
        // Keys and screen readers; a drag tells when it ends.
        if (!isSliderDown() && !fromOutside_)
            Q_EMIT edited(value());
    }
    update();
}

void LengthChart::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        describe();
    QAbstractSlider::changeEvent(event);
}

void LengthChart::describe() {
    setAccessibleName(tr("Most tokens of a text"));
    setAccessibleDescription(
        texts_ == 0 ? QString()
                    : tr("%1 of %2 texts are cut. The longest has %3 tokens, half have at most %4.")
                          .arg(countText(cutTexts(value())), countText(texts_),
                               countText(longestText()), countText(medianText())));
}

} // namespace attune::ui
