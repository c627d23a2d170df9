// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/share_bar.h"

#include "ui/kit/fonts.h"
#include "ui/kit/numbers.h"
#include "ui/kit/theme.h"

#include <QEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace attune::ui {

namespace {
int barHeight(ShareBar::Legend legend) {
    return scaled(legend == ShareBar::Legend::Rows ? 20 : 10);
}
int rowHeight() {
    return std::max(scaled(20), QFontMetrics(textFont(TextSize::Secondary)).height() + 2);
}
} // namespace

ShareBar::ShareBar(Legend legend, QWidget* parent) : QWidget(parent), legend_(legend) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ShareBar::setParts(std::vector<SharePart> parts) {
    if (parts == parts_)
        return;
    parts_ = std::move(parts);
    describe();
    updateGeometry();
    update();
}

QSize ShareBar::sizeHint() const {
    const int below = legend_ == Legend::Rows ? 8 + rowHeight() * static_cast<int>(parts_.size())
                                              : 8 + 2 * scaled(17);
    return {scaled(200), barHeight(legend_) + below};
}

QSize ShareBar::minimumSizeHint() const { return {scaled(160), sizeHint().height()}; }

double ShareBar::sum() const {
    double all = 0;
    for (const SharePart& part : parts_)
        all += part.amount;
    return all;
}

QString ShareBar::percent(const SharePart& part) const {
    const double all = sum();
    return percentText(all > 0 ? part.amount / all : 0);
}

void ShareBar::paintEvent(QPaintEvent*) {
    const Theme theme = Theme::of(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double all = sum();
    const int high = barHeight(legend_);

    // The bar, its parts 2 px apart. The rounded ends belong to the bar, not to its parts.
    painter.save();
    QPainterPath outline;
    outline.addRoundedRect(QRectF(0, 0, width(), high), 4, 4);
    painter.setClipPath(outline);
    painter.fillRect(QRect(0, 0, width(), high), theme.hover);
    qreal left = 0;
    for (const SharePart& part : parts_) {
        if (part.amount <= 0 || all <= 0)
            continue;
        const qreal wide = std::max(2.0, part.amount / all * width());
        // A tiny last part would fall off the end.
        left = std::min(left, width() - wide);
        const QRectF box(left, 0, wide, high);
        painter.fillRect(box, theme.card);
        const QRectF body = box.adjusted(left > 0 ? 1 : 0, 0, -1, 0);
        painter.fillRect(body, theme.series[static_cast<std::size_t>(part.series % 6)]);
        left += wide;
    }
    painter.restore();

    const int dot = scaled(10);
    int top = high + 8;
    if (legend_ == Legend::Rows) {
        const QFont font = textFont(TextSize::Secondary);
        painter.setFont(font);
        const int percentWidth = scaled(48);
        const int amountWidth = scaled(72);
        for (const SharePart& part : parts_) {
            const int row = rowHeight();
            paintBox(painter, QRectF(0, top + (row - dot) / 2.0, dot, dot),
                     theme.series[static_cast<std::size_t>(part.series % 6)], QColor(), 2);
            const int textWidth = width() - percentWidth - amountWidth - dot - 8;
            painter.setPen(theme.text);
            painter.drawText(
                QRect(dot + 8, top, textWidth, row), Qt::AlignVCenter,
                painter.fontMetrics().elidedText(part.name, Qt::ElideRight, textWidth));
            painter.setPen(theme.text2);
            painter.drawText(QRect(width() - percentWidth - amountWidth, top, amountWidth, row),
                             Qt::AlignVCenter | Qt::AlignRight, part.amountText);
            painter.setPen(theme.text);
            painter.drawText(QRect(width() - percentWidth, top, percentWidth, row),
                             Qt::AlignVCenter | Qt::AlignRight, percent(part));
            top += row;
        }
        return;
    }
    const int column = parts_.empty() ? 0 : width() / static_cast<int>(parts_.size());
    int x = 0;
    const int line = scaled(17);
    for (const SharePart& part : parts_) {
        paintBox(painter, QRectF(x, top + (line - dot) / 2.0, dot, dot),
                 theme.series[static_cast<std::size_t>(part.series % 6)], QColor(), 2);
        painter.setPen(theme.text);
        painter.setFont(textFont(TextSize::Secondary, QFont::DemiBold));
        painter.drawText(QRect(x + dot + 6, top, column - dot - 10, line), Qt::AlignVCenter,
                         part.amountText);
        painter.setPen(theme.text2);
        painter.setFont(textFont(TextSize::Secondary));
        painter.drawText(
            QRect(x + dot + 6, top + line, column - dot - 10, line), Qt::AlignVCenter,
            painter.fontMetrics().elidedText(part.name, Qt::ElideRight, column - dot - 10));
        x += column;
    }
}

void ShareBar::changeEvent(QEvent* event) {
    if (event->type() == QEvent::FontChange)
        updateGeometry();
    if (event->type() == QEvent::LanguageChange)
        describe();
    QWidget::changeEvent(event);
}

void ShareBar::describe() {
    QStringList rows;
    for (const SharePart& part : parts_)
        rows << tr("%1: %2, %3").arg(part.name, part.amountText, percent(part));
    setAccessibleDescription(rows.join(QLatin1Char('\n')));
    setToolTip(accessibleDescription()); // names may be cut
}

} // namespace attune::ui
