// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/size_bars.h"

#include "ui/kit/fonts.h"
#include "ui/kit/theme.h"

#include <QPainter>

#include <algorithm>
#include <numeric>

namespace attune::ui {

namespace {
constexpr std::array<std::size_t, 3> kSeries = {0, 2, 1};
int rowHeight() { return scaled(22); }
} // namespace

SizeBars::SizeBars(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void SizeBars::setNames(const QString& before, const QString& after, const QStringList& parts) {
    names_ = {before, after};
    parts_ = parts;
    update();
}

void SizeBars::setAmounts(std::vector<double> before, std::vector<double> after) {
    amounts_ = {std::move(before), std::move(after)};
    update();
}

QSize SizeBars::sizeHint() const { return {scaled(240), 3 * rowHeight()}; }
QSize SizeBars::minimumSizeHint() const { return {scaled(160), 3 * rowHeight()}; }

void SizeBars::paintEvent(QPaintEvent*) {
    const Theme theme = Theme::of(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(textFont(TextSize::Secondary));
    const QFontMetrics metrics = painter.fontMetrics();
    const int left =
        std::max(metrics.horizontalAdvance(names_[0]), metrics.horizontalAdvance(names_[1])) +
        scaled(12);
    const auto sum = [](const std::vector<double>& parts) {
        return std::accumulate(parts.begin(), parts.end(), 0.0);
    };
    const double most = std::max(sum(amounts_[0]), sum(amounts_[1]));
    for (std::size_t bar = 0; bar < 2; ++bar) {
        const qreal top = static_cast<qreal>(bar) * rowHeight();
        painter.setPen(theme.text);
        painter.drawText(QRectF(0, top, left, rowHeight()), Qt::AlignVCenter, names_[bar]);
        qreal x = left;
        for (std::size_t part = 0; part < amounts_[bar].size() && most > 0; ++part) {
            const qreal wide = amounts_[bar][part] / most * (width() - left);
            if (wide <= 0)
                continue;
            painter.fillRect(QRectF(x, top + (rowHeight() - scaled(12)) / 2.0,
                                    std::max<qreal>(1, wide - 2), scaled(12)),
                             theme.series[kSeries[part % kSeries.size()]]);
            x += wide;
        }
    }
    qreal x = left;
    const qreal top = 2.0 * rowHeight();
    const int dot = scaled(10);
    for (qsizetype part = 0; part < parts_.size(); ++part) {
        paintBox(painter, QRectF(x, top + (rowHeight() - dot) / 2.0, dot, dot),
                 theme.series[kSeries[static_cast<std::size_t>(part) % kSeries.size()]], QColor(),
                 2);
        painter.setPen(theme.text);
        painter.drawText(QRectF(x + dot + 6, top, width(), rowHeight()), Qt::AlignVCenter,
                         parts_[part]);
        x += dot + 22 + metrics.horizontalAdvance(parts_[part]);
    }
}

} // namespace attune::ui
