// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/strip_cells.h"

#include "ui/kit/chip.h"
#include "ui/kit/fonts.h"
#include "ui/kit/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace attune::ui {

StripCells::StripCells(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void StripCells::setCells(std::vector<StripCell> cells) {
    cells_ = std::move(cells);
    QStringList spoken;
    for (const StripCell& cell : cells_)
        spoken << cell.caption + QLatin1Char(' ') + cell.value;
    setAccessibleName(spoken.join(QStringLiteral(", ")));
    update();
}

QSize StripCells::minimumSizeHint() const { return {scaled(240), scaled(56)}; }

std::vector<StripCells::Place> StripCells::places() const {
    const QFontMetrics small(textFont(TextSize::Caption));
    const QFontMetrics strong(textFont(TextSize::Body, QFont::DemiBold));
    std::vector<Place> places;
    double sum = 0;
    for (const StripCell& cell : cells_) {
        const double value = strong.horizontalAdvance(cell.value) +
                             (cell.change.isEmpty() ? 0 : Chip::widthOf(cell.change) + 6);
        places.push_back({0, std::max<double>(small.horizontalAdvance(cell.caption), value)});
        sum += places.back().width;
    }
    constexpr double leastGap = 20, greatestGap = 40;
    while (places.size() > 1 && sum + leastGap * static_cast<double>(places.size() - 1) > width()) {
        sum -= places.back().width;
        places.pop_back();
    }
    const double gap =
        places.size() > 1
            ? std::min(greatestGap, (width() - sum) / static_cast<double>(places.size() - 1))
            : 0;
    for (std::size_t i = 1; i < places.size(); ++i)
        places[i].x = places[i - 1].x + places[i - 1].width + gap;
    return places;
}

void StripCells::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Theme theme = Theme::of(*this);
    const QFont small = textFont(TextSize::Caption);
    const QFont strong = textFont(TextSize::Body, QFont::DemiBold);
    const std::vector<Place> all = places();
    for (std::size_t i = 0; i < all.size(); ++i) {
        const StripCell& cell = cells_[i];
        const auto [x, width] = all[i];
        const double top = height() / 2.0;
        painter.setFont(small);
        painter.setPen(theme.text2);
        painter.drawText(QRectF(x, top - scaled(19), width + 2, scaled(16)), Qt::AlignVCenter,
                         cell.caption);
        painter.setFont(strong);
        painter.setPen(theme.text);
        painter.drawText(QRectF(x, top - 1, width + 2, scaled(20)), Qt::AlignVCenter, cell.value);
        if (!cell.change.isEmpty())
            Chip::paint(painter,
                        QPointF(x + QFontMetrics(strong).horizontalAdvance(cell.value) + 6,
                                top + scaled(20) / 2.0 - 1),
                        cell.change,
                        cell.worse > 0   ? Tone::Warn
                        : cell.worse < 0 ? Tone::Good
                                         : Tone::Secondary,
                        theme);
        if (i + 1 < all.size()) {
            painter.setPen(QPen(theme.border, 1));
            const double line = std::round((x + width + all[i + 1].x) / 2) + 0.5;
            painter.drawLine(QPointF(line, 16), QPointF(line, height() - 14));
        }
    }
}

bool StripCells::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const std::vector<Place> all = places();
    QString tip;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (help->x() >= all[i].x && help->x() < all[i].x + all[i].width)
            tip = cells_[i].tip;
    if (tip.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), tip, this);
    return true;
}

} // namespace attune::ui
