// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/score_curve_chart.h"

#include "ui/charts/unit_axes.h"
#include "ui/kit/fonts.h"
#include "ui/kit/numbers.h"
#include "ui/kit/theme.h"

#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <limits>

namespace attune::ui {

ScoreCurveChart::ScoreCurveChart(QWidget* parent) : QAbstractSlider(parent) {
    setOrientation(Qt::Horizontal);
    setRange(0, 1000);
    setSingleStep(1);
    setPageStep(50);
    setValue(500);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    describe();
}

void ScoreCurveChart::setCurve(const ScoreCurve& curve) {
    curve_ = curve;
    setKind(kind_);
}

void ScoreCurveChart::setKind(Kind kind) {
    kind_ = kind;
    points_ = kind == Kind::Roc ? rocPoints(curve_) : precisionRecallPoints(curve_);
    describe();
    update();
}

double ScoreCurveChart::threshold() const {
    return std::lround(exact_ * 1000) == value() ? exact_ : value() / 1000.0;
}

void ScoreCurveChart::setThreshold(double threshold) {
    exact_ = std::clamp(threshold, 0.0, 1.0);
    const int whole = static_cast<int>(std::lround(exact_ * 1000));
    if (whole != value())
        return setValue(whole);
    sliderChange(SliderValueChange);
    Q_EMIT valueChanged(whole);
}

QSize ScoreCurveChart::sizeHint() const { return {scaled(360), scaled(300)}; }
QSize ScoreCurveChart::minimumSizeHint() const { return {scaled(220), scaled(180)}; }

QPointF ScoreCurveChart::placeOf(const Threshold& threshold) const {
    if (kind_ == Kind::PrecisionRecall)
        return {threshold.recall, threshold.answered == 0 ? 1 : threshold.precision};
    const auto hits = threshold.recall * static_cast<double>(curve_.positives);
    const auto wrong = static_cast<double>(threshold.answered) - hits;
    const auto negatives = static_cast<double>(std::max<std::int64_t>(curve_.negatives(), 1));
    return {wrong / negatives, threshold.recall};
}

void ScoreCurveChart::paintEvent(QPaintEvent*) {
    const Theme theme = Theme::of(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area = unitPlot(*this);
    const bool roc = kind_ == Kind::Roc;
    paintUnitAxes(painter, area, theme, roc ? tr("false positive rate") : tr("recall"),
                  roc ? tr("true positive rate") : tr("precision"));
    if (roc)
        paintDiagonal(painter, area, theme);
    const auto at = [&](const QPointF& share) {
        return QPointF(area.left() + share.x() * area.width(),
                       area.bottom() - share.y() * area.height());
    };
    QPainterPath path;
    for (std::size_t i = 0; i < points_.size(); ++i) {
        const QPointF point = at({points_[i].x, points_[i].y});
        if (i == 0)
            path.moveTo(point);
        else
            path.lineTo(point);
    }
    painter.setPen(theme.seriesPen(0));
    painter.drawPath(path);
    if (points_.empty())
        return;
    const QPointF handle = at(placeOf(chosen()));
    painter.setPen(QPen(theme.card, 2));
    painter.setBrush(theme.accent);
    painter.drawEllipse(handle, scaled(7), scaled(7));
    if (hasFocus()) {
        painter.setPen(QPen(theme.accentText, theme.ring));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(handle, scaled(10), scaled(10));
    }
}

void ScoreCurveChart::moveTo(const QPointF& place) {
    double nearest = std::numeric_limits<double>::max(), threshold = 0.5;
    for (int step = 0; step <= maximum(); ++step) {
        const QPointF away = placeOf(thresholdAt(curve_, step / 1000.0)) - place;
        const double distance = QPointF::dotProduct(away, away);
        if (distance < nearest) {
            nearest = distance;
            threshold = step / 1000.0;
        }
    }
    setThreshold(threshold);
}

void ScoreCurveChart::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || points_.empty())
        return event->ignore();
    mouseMoveEvent(event);
}

void ScoreCurveChart::mouseMoveEvent(QMouseEvent* event) {
    if ((event->buttons() & Qt::LeftButton) == 0 || points_.empty())
        return;
    const QRectF area = unitPlot(*this);
    moveTo({(event->position().x() - area.left()) / area.width(),
            (area.bottom() - event->position().y()) / area.height()});
}

void ScoreCurveChart::wheelEvent(QWheelEvent* event) {
    event->ignore(); // the page scrolls; a threshold is not changed by passing over it
}

void ScoreCurveChart::sliderChange(SliderChange change) {
    QAbstractSlider::sliderChange(change);
    describe();
    update();
}

void ScoreCurveChart::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        describe();
    QAbstractSlider::changeEvent(event);
}

void ScoreCurveChart::describe() {
    const Threshold at = chosen();
    setAccessibleName(kind_ == Kind::Roc ? tr("ROC curve, threshold")
                                         : tr("Curve of precision and recall, threshold"));
    setAccessibleDescription(tr("%1: precision %2, recall %3, F1 %4")
                                 .arg(scoreText(at.threshold), scoreText(at.precision),
                                      scoreText(at.recall), scoreText(at.f1)));
}

} // namespace attune::ui
