// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/bar_list.h"

#include "ui/kit/fonts.h"
#include "ui/kit/theme.h"

#include <QEvent>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace attune::ui {

namespace {

constexpr int kGap = 12;

int widest(const std::vector<Bar>& bars, const QFontMetrics& metrics, QString Bar::*text) {
    int width = 0;
    for (const Bar& bar : bars)
        width = std::max(width, metrics.horizontalAdvance(bar.*text));
    return width;
}

} // namespace

BarList::BarList(Look look, QWidget* parent) : QWidget(parent), look_(look) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void BarList::setBars(std::vector<Bar> bars) {
    if (bars == bars_)
        return;
    const bool taller = bars.size() != bars_.size();
    bars_ = std::move(bars);
    describe();
    if (taller)
        updateGeometry();
    update();
}

int BarList::rowHeight() const {
    return std::max(scaled(look_ == Look::Count ? 24 : 20),
                    QFontMetrics(textFont(TextSize::Secondary)).height() + 4);
}

QSize BarList::sizeHint() const {
    return {scaled(200), rowHeight() * static_cast<int>(bars_.size())};
}

QSize BarList::minimumSizeHint() const { return {scaled(120), sizeHint().height()}; }

void BarList::paintEvent(QPaintEvent* event) {
    const Theme theme = Theme::of(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const TextSize size = look_ == Look::Count ? TextSize::Body : TextSize::Secondary;
    const QFont plain = textFont(size);
    const QFont strong = textFont(size, QFont::DemiBold);
    const QFont small = textFont(TextSize::Secondary);
    const QFontMetrics strongMetrics(strong);
    const QFontMetrics smallMetrics(small);

    const int nameWidth =
        std::min(widest(bars_, strongMetrics, &Bar::name), static_cast<int>(width() * 0.36));
    const int valueWidth = widest(bars_, strongMetrics, &Bar::value);
    const int sideWidth = widest(bars_, smallMetrics, &Bar::secondary);
    const int left = nameWidth + kGap;
    const int right = width() - valueWidth - kGap - (sideWidth > 0 ? sideWidth + kGap : 0);
    const int full = std::max(8, right - left);
    const qreal thick = scaled(look_ == Look::Count ? 12 : 8);

    const int height = rowHeight();
    for (std::size_t i = 0; i < bars_.size(); ++i) {
        const Bar& bar = bars_[i];
        const int top = static_cast<int>(i) * height;
        if (!event->rect().intersects(QRect(0, top, width(), height)))
            continue;
        painter.setFont(bar.strong ? strong : plain);
        painter.setPen(theme.text);
        const QFontMetrics metrics = painter.fontMetrics();
        painter.drawText(QRect(0, top, nameWidth, height), Qt::AlignVCenter | Qt::TextSingleLine,
                         metrics.elidedText(bar.name, Qt::ElideRight, nameWidth));
        painter.drawText(QRect(right + kGap, top, valueWidth, height),
                         Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine, bar.value);
        if (sideWidth > 0) {
            painter.setFont(small);
            painter.setPen(theme.text2);
            painter.drawText(QRect(width() - sideWidth, top, sideWidth, height),
                             Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine, bar.secondary);
        }
        const QRectF track(left, top + (height - thick) / 2, full, thick);
        const qreal radius = look_ == Look::Count ? 3 : thick / 2;
        if (look_ != Look::Count)
            paintBox(painter, track, theme.hover, QColor(), radius);
        QColor fill = theme.accent;
        if (look_ == Look::Count)
            fill = theme.series[0];
        else if (look_ == Look::Answer && !bar.strong)
            fill = theme.controlBorder;
        if (bar.warn)
            fill = theme.warn;
        // What is there is seen, however small its share.
        const qreal length = bar.share > 0 ? std::max(2.0, full * std::min(1.0, bar.share)) : 0;
        if (length > 0)
            paintBox(painter, QRectF(left, track.top(), length, thick), fill, QColor(),
                     std::min(radius, length / 2));
    }
}

bool BarList::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int row = help->pos().y() / rowHeight();
        if (row >= 0 && row < static_cast<int>(bars_.size())) {
            const Bar& bar = bars_[static_cast<std::size_t>(row)];
            QToolTip::showText(help->globalPos(),
                               tr("%1: %2").arg(bar.name, bar.value).toHtmlEscaped(), this);
            return true;
        }
    }
    return QWidget::event(event);
}

void BarList::changeEvent(QEvent* event) {
    if (event->type() == QEvent::FontChange)
        updateGeometry();
    if (event->type() == QEvent::LanguageChange)
        describe();
    QWidget::changeEvent(event);
}

void BarList::describe() {
    QStringList rows;
    for (const Bar& bar : bars_)
        rows << (bar.secondary.isEmpty()
                     ? tr("%1: %2").arg(bar.name, bar.value)
                     : tr("%1: %2, %3").arg(bar.name, bar.value, bar.secondary));
    setAccessibleDescription(rows.join(QLatin1Char('\n')));
}

} // namespace attune::ui
