// SPDX-License-Identifier: GPL-3.0-or-later
// The curve of a label's scores (ROC, or precision and recall) with a handle: the threshold from
// which on a text is answered with the label. It is a slider of thousandths, so keys and screen
// readers work as everywhere.
#pragma once

#include "studio/calibrating.h"

#include <QAbstractSlider>

namespace attune::ui {

class ScoreCurveChart : public QAbstractSlider {
    Q_OBJECT

public:
    enum class Kind { Roc, PrecisionRecall };

    explicit ScoreCurveChart(QWidget* parent = nullptr);

    void setCurve(const ScoreCurve& curve);
    void setKind(Kind kind);
    // As it was set, else a whole thousandth.
    double threshold() const;
    void setThreshold(double threshold);
    Threshold chosen() const { return thresholdAt(curve_, threshold()); }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void changeEvent(QEvent* event) override;
    void sliderChange(SliderChange change) override;

private:
    QPointF placeOf(const Threshold& threshold) const; // 0 to 1 each
    void moveTo(const QPointF& place);                 // to the nearest point of the curve
    void describe();

    ScoreCurve curve_;
    Kind kind_ = Kind::Roc;
    std::vector<CurvePoint> points_;
    double exact_ = 0.5; // that was set last
};

} // namespace attune::ui
