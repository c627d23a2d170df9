// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/switch.h"

#include "ui/kit/theme.h"

#include <QPainter>

namespace attune::ui {

namespace {
constexpr int trackWidth = 32, trackHeight = 18, ring = 3;
}

Switch::Switch(QWidget* parent) : QAbstractButton(parent) {
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize Switch::sizeHint() const { return {trackWidth + 2 * ring, trackHeight + 2 * ring}; }

void Switch::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme theme = Theme::of(*this);
    const QRectF track(ring, (height() - trackHeight) / 2.0, trackWidth, trackHeight);
    const bool on = isChecked();
    const QColor fill = !on ? theme.card : isEnabled() ? theme.accent : theme.controlBorder;
    paintBox(painter, track, fill, on ? fill : theme.controlBorder, trackHeight / 2.0, theme.line);
    painter.setPen(Qt::NoPen);
    painter.setBrush(on ? theme.onAccent : theme.text2);
    const qreal radius = on ? 6 : 5;
    painter.drawEllipse(QPointF(on ? track.right() - 9 : track.left() + 9, track.center().y()),
                        radius, radius);
    if (hasFocus())
        paintBox(painter, track.adjusted(-ring, -ring, ring, ring), {}, theme.accent,
                 trackHeight / 2.0 + ring, theme.ring);
}

} // namespace attune::ui
