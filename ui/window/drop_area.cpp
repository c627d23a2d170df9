// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/drop_area.h"

#include "ui/kit/icon.h"

#include <QPainter>

namespace attune::ui {

DropArea::DropArea(QWidget* parent) : QWidget(parent) {}

void DropArea::setActive(bool active) {
    active_ = active;
    update();
}

void DropArea::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme theme = Theme::of(*this);
    QColor fill = theme.accentSoft;
    if (!active_)
        fill.setAlphaF(theme.dark ? 0.35F : 0.5F);
    QPen pen(theme.accent, active_ ? 2.5 : 1.5);
    pen.setDashPattern({5, 4});
    painter.setPen(pen);
    painter.setBrush(fill);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 8, 8);
    const QRectF disc(width() / 2.0 - 28, 36, 56, 56);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.accentSoft);
    painter.drawEllipse(disc);
    paintIcon(painter, Icon::Data, disc.adjusted(16, 16, -16, -16), theme.accentText);
}

} // namespace attune::ui
