// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/progress_line.h"

#include "ui/kit/theme.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace attune::ui {

ProgressLine::ProgressLine(int thickness, QWidget* parent)
    : QWidget(parent), thickness_(thickness) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ProgressLine::setShare(double share) {
    const double bounded = std::isnan(share) ? -1.0 : std::clamp(share, -1.0, 1.0);
    if (bounded == share_)
        return;
    share_ = bounded;
    update();
}

void ProgressLine::setParts(int parts) {
    parts_ = std::max(parts, 1);
    update();
}

QSize ProgressLine::sizeHint() const { return {120, thickness_}; }
QSize ProgressLine::minimumSizeHint() const { return {24, thickness_}; }

void ProgressLine::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme theme = Theme::of(*this);
    const QRectF bar(0, (height() - thickness_) / 2.0, width(), thickness_);
    QPainterPath shape;
    shape.addRoundedRect(bar, thickness_ / 2.0, thickness_ / 2.0);
    painter.setClipPath(shape);
    painter.fillRect(bar, theme.border);
    if (share_ > 0)
        painter.fillRect(QRectF(bar.x(), bar.y(), bar.width() * share_, bar.height()),
                         theme.accent);
    // Above a hundred the gaps would eat the bar.
    if (parts_ <= 100)
        for (int i = 1; i < parts_; ++i)
            painter.fillRect(
                QRectF(std::round(bar.width() * i / parts_) - 1, bar.y(), 2, bar.height()),
                theme.card);
}

} // namespace attune::ui
