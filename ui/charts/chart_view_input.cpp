// SPDX-License-Identifier: GPL-3.0-or-later
// What a person does with a chart: zoom, move, point; by mouse and by keys.
#include "ui/charts/chart_view.h"

#include <QChart>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace attune::ui {

namespace {
// The least part of the whole range that can be zoomed to.
constexpr double leastZoom = 1e-3;
} // namespace

void ChartView::zoom(double factor, double around) {
    const double whole = toScale(wholeTo_) - toScale(wholeFrom_);
    const double from = toScale(from_), to = toScale(to_), centre = toScale(around);
    const double width = std::clamp((to - from) * factor, whole * leastZoom, whole);
    const double share = (centre - from) / (to - from);
    double newFrom = centre - share * width;
    newFrom = std::clamp(newFrom, toScale(wholeFrom_), toScale(wholeTo_) - width);
    zoomed_ = width < whole * 0.9999;
    setSeen(zoomed_ ? fromScale(newFrom) : wholeFrom_,
            zoomed_ ? fromScale(newFrom + width) : wholeTo_);
    refresh();
    Q_EMIT zoomChanged();
}

void ChartView::showAll() {
    zoomed_ = false;
    setSeen(wholeFrom_, wholeTo_);
    refresh();
    Q_EMIT zoomChanged();
}

void ChartView::wheelEvent(QWheelEvent* event) {
    const double notches = event->angleDelta().y() / 120.0;
    if (notches == 0) {
        event->ignore();
        return;
    }
    zoom(std::pow(0.8, notches), xAt(mapToScene(event->position().toPoint())));
    event->accept();
}

void ChartView::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && zoomed_) {
        dragFrom_ = event->position();
        dragSeenFrom_ = toScale(from_);
        dragSeenTo_ = toScale(to_);
        viewport()->setCursor(Qt::ClosedHandCursor);
    }
    event->accept();
}

void ChartView::mouseMoveEvent(QMouseEvent* event) {
    if (dragFrom_) {
        const double width = dragSeenTo_ - dragSeenFrom_;
        const double moved = (event->position().x() - dragFrom_->x()) /
                             std::max(chart()->plotArea().width(), 1.0) * width;
        const double from =
            std::clamp(dragSeenFrom_ - moved, toScale(wholeFrom_), toScale(wholeTo_) - width);
        setSeen(fromScale(from), fromScale(from + width));
        refresh();
        return;
    }
    const QRectF area = chart()->plotArea();
    const QPointF position = mapToScene(event->position().toPoint());
    pointer_ = area.contains(position) ? std::optional(xAt(position)) : std::nullopt;
    viewport()->update();
}

void ChartView::mouseReleaseEvent(QMouseEvent*) {
    dragFrom_.reset();
    viewport()->unsetCursor();
}

void ChartView::mouseDoubleClickEvent(QMouseEvent*) { showAll(); }

void ChartView::keyPressEvent(QKeyEvent* event) {
    const double from = toScale(from_), to = toScale(to_);
    const double here = toScale(pointer_.value_or(fromScale((from + to) / 2)));
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right: {
        const double step = (to - from) / 100 * (event->key() == Qt::Key_Left ? -1 : 1);
        pointer_ = fromScale(std::clamp(here + step, from, to));
        viewport()->update();
        break;
    }
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoom(0.8, fromScale(here));
        break;
    case Qt::Key_Minus:
        zoom(1.25, fromScale(here));
        break;
    case Qt::Key_Home:
        showAll();
        break;
    default:
        event->ignore();
    }
}

void ChartView::leaveEvent(QEvent* event) {
    pointer_.reset();
    viewport()->update();
    QChartView::leaveEvent(event);
}

void ChartView::focusOutEvent(QFocusEvent* event) {
    pointer_.reset();
    viewport()->update();
    QChartView::focusOutEvent(event);
}

} // namespace attune::ui
