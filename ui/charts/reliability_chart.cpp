// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/reliability_chart.h"

#include "ui/charts/unit_axes.h"
#include "ui/kit/fonts.h"
#include "ui/kit/numbers.h"
#include "ui/kit/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace attune::ui {

ReliabilityChart::ReliabilityChart(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    describe();
}

void ReliabilityChart::setBins(std::vector<ReliabilityBin> bins) {
    bins_ = std::move(bins);
    current_ = std::min(current_, static_cast<int>(bins_.size()) - 1);
    describe();
    update();
}

QString ReliabilityChart::binText(int bin) const {
    if (bin < 0 || bin >= static_cast<int>(bins_.size()))
        return {};
    const ReliabilityBin& one = bins_[static_cast<std::size_t>(bin)];
    const auto all = static_cast<double>(bins_.size());
    const QString range =
        tr("Scores of %1 to %2").arg(percentText(bin / all), percentText((bin + 1) / all));
    if (one.count == 0)
        return tr("%1: no answer").arg(range);
    return tr("%1: %Ln answer(s), mean score %2, %3 right", nullptr, static_cast<int>(one.count))
        .arg(range, percentText(one.score), percentText(one.right));
}

QSize ReliabilityChart::sizeHint() const { return {scaled(360), scaled(300)}; }
QSize ReliabilityChart::minimumSizeHint() const { return {scaled(220), scaled(180)}; }

QRectF ReliabilityChart::plot() const { return unitPlot(*this); }

void ReliabilityChart::paintEvent(QPaintEvent*) {
    const Theme theme = Theme::of(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area = plot();
    paintUnitAxes(painter, area, theme, tr("score"), tr("right"));
    const auto all = static_cast<double>(std::max<std::size_t>(bins_.size(), 1));
    const double wide = area.width() / all;
    std::int64_t most = 1;
    for (const ReliabilityBin& bin : bins_)
        most = std::max(most, bin.count);
    for (std::size_t i = 0; i < bins_.size(); ++i) {
        const ReliabilityBin& bin = bins_[i];
        if (bin.count == 0)
            continue;
        const double left = area.left() + static_cast<double>(i) * wide;
        const double right = area.bottom() - bin.right * area.height();
        const double score = area.bottom() - bin.score * area.height();
        // Bars of few answers are pale: chance moves them most.
        QColor colour = theme.series[0];
        colour.setAlphaF(0.35F +
                         0.65F * static_cast<float>(std::sqrt(static_cast<double>(bin.count) /
                                                              static_cast<double>(most))));
        painter.fillRect(QRectF(left + 1, right, wide - 2, area.bottom() - right), colour);
        QColor gap = theme.series[1];
        gap.setAlphaF(0.4F);
        painter.fillRect(
            QRectF(left + 1, std::min(right, score), wide - 2, std::abs(right - score)), gap);
        painter.setPen(QPen(theme.series[1], 2));
        painter.drawLine(QPointF(left + 1, score), QPointF(left + wide - 1, score));
        if (static_cast<int>(i) == current_)
            paintBox(painter, QRectF(left, area.top(), wide, area.height()), QColor(), theme.accent,
                     2, hasFocus() ? theme.ring : 1);
    }
    paintDiagonal(painter, area, theme);
    painter.setFont(textFont(TextSize::Secondary));
    painter.setPen(theme.text2);
    painter.drawText(QRectF(area.left(), 0, area.width(), area.top() - 4),
                     Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(binText(current_), Qt::ElideRight,
                                                      static_cast<int>(area.width())));
    if (hasFocus() && current_ < 0)
        paintBox(painter, QRectF(rect()).adjusted(1, 1, -1, -1), QColor(), theme.accentText, 6,
                 theme.ring);
}

void ReliabilityChart::setCurrent(int bin) {
    if (bin == current_)
        return;
    current_ = bin;
    describe();
    update();
}

void ReliabilityChart::mouseMoveEvent(QMouseEvent* event) {
    const QRectF area = plot();
    const double share = (event->position().x() - area.left()) / area.width();
    const bool inside = share >= 0 && share < 1 && !bins_.empty();
    setCurrent(inside ? static_cast<int>(share * static_cast<double>(bins_.size())) : -1);
}

void ReliabilityChart::leaveEvent(QEvent*) {
    if (!hasFocus())
        setCurrent(-1);
}

void ReliabilityChart::keyPressEvent(QKeyEvent* event) {
    const int last = static_cast<int>(bins_.size()) - 1;
    switch (event->key()) {
    case Qt::Key_Left:
        return setCurrent(std::max(current_ - 1, 0));
    case Qt::Key_Right:
        return setCurrent(std::min(current_ + 1, last));
    case Qt::Key_Home:
        return setCurrent(std::min(0, last));
    case Qt::Key_End:
        return setCurrent(last);
    default:
        QWidget::keyPressEvent(event);
    }
}

void ReliabilityChart::focusInEvent(QFocusEvent* event) {
    if (current_ < 0 && event->reason() != Qt::MouseFocusReason)
        setCurrent(static_cast<int>(bins_.size()) - 1);
    QWidget::focusInEvent(event);
    update();
}

void ReliabilityChart::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    setCurrent(-1);
    update();
}

void ReliabilityChart::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        describe();
    QWidget::changeEvent(event);
}

void ReliabilityChart::describe() {
    setAccessibleName(tr("Reliability: the share of right answers by their score"));
    setAccessibleDescription(binText(current_));
}

} // namespace attune::ui
