// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/operators/grip.h"

#include "ui/kit/fonts.h"
#include "ui/kit/theme.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <cmath>

namespace attune::ui {

Grip::Grip(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::OpenHandCursor);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize Grip::sizeHint() const { return {scaled(18), scaled(26)}; }

void Grip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme theme = Theme::of(*this);
    painter.setPen(Qt::NoPen);
    painter.setBrush(dragging_ ? theme.accent : theme.controlBorder);
    const QPointF centre = QRectF(rect()).center();
    for (const qreal x : {-3.0, 3.0})
        for (const qreal y : {-5.0, 0.0, 5.0})
            painter.drawEllipse(centre + QPointF(x, y), 1.3, 1.3);
    if (hasFocus())
        paintBox(painter, QRectF(rect()).adjusted(1, 1, -1, -1), {}, theme.accent, 4, theme.ring);
}

void Grip::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down) {
        Q_EMIT moved(event->key() == Qt::Key_Up ? -1 : 1);
    } else if (event->key() == Qt::Key_Escape && dragging_) {
        end();
        Q_EMIT dragCancelled();
    } else {
        QWidget::keyPressEvent(event);
    }
}

void Grip::mousePressEvent(QMouseEvent* event) {
    pressed_ = event->button() == Qt::LeftButton;
    pressedAt_ = event->globalPosition().toPoint().y();
}

void Grip::mouseMoveEvent(QMouseEvent* event) {
    const int y = event->globalPosition().toPoint().y();
    if (pressed_ && !dragging_ && std::abs(y - pressedAt_) >= QApplication::startDragDistance()) {
        dragging_ = true;
        setCursor(Qt::ClosedHandCursor);
        update();
    }
    if (dragging_)
        Q_EMIT dragged(y);
}

void Grip::mouseReleaseEvent(QMouseEvent* event) {
    const bool drop = dragging_;
    end();
    if (drop)
        Q_EMIT dropped(event->globalPosition().toPoint().y());
}

void Grip::end() {
    pressed_ = dragging_ = false;
    setCursor(Qt::OpenHandCursor);
    update();
}

} // namespace attune::ui
