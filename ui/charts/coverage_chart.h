// SPDX-License-Identifier: GPL-3.0-or-later
// The share of the texts that a vocabulary covers over its size, with a handle: what lies right of
// it goes, and is hatched.
//
// It is a slider whose value is the number of tokens kept, so keys and screen readers work as
// everywhere: arrows go a fiftieth further, page keys a quarter, Home and End to the ends. While
// the handle is dragged, moved() tells where it is; edited() comes when it is let go.
#pragma once

#include <QAbstractSlider>

#include <vector>

namespace attune::ui {

class CoverageChart : public QAbstractSlider {
    Q_OBJECT

public:
    struct Point {
        int tokens = 0;
        double share = 0;
    };

    explicit CoverageChart(QWidget* parent = nullptr);

    // Ascending. `whole`: tokens of the untrimmed vocabulary, where the axis ends.
    void setCurve(std::vector<Point> points, int whole);
    // Where the handle may stand, ascending; `whole` is the last one.
    void setStops(std::vector<int> stops);
    // The handle's place from outside; no edited().
    void setTokens(int tokens);
    double shareAt(int tokens) const;
    // "13,712 tokens, 100%"
    QString handleText() const;
    // Where the handle is in the widget (for tests and tips).
    QPoint handlePlace() const;
    QPoint placeOf(int tokens) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void moved(int tokens);
    // The person set the handle; by a drag, or by keys, of which several may make one step.
    void edited(int tokens, bool dragged);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;
    void sliderChange(SliderChange change) override;

private:
    QRectF plot() const;
    int axisFrom() const;
    double leastShare() const; // at the bottom
    qreal xOf(double tokens) const;
    qreal yOf(double share) const;
    int stopAt(qreal x) const;
    int stopBeyond(double tokens, bool upwards) const; // at least one further than value()
    void paintAxes(QPainter& painter, const QRectF& area) const;
    void paintLost(QPainter& painter, const QRectF& area) const;
    void paintCurve(QPainter& painter, const QRectF& area) const;
    void paintHandle(QPainter& painter, const QRectF& area) const;
    void describe();

    std::vector<Point> points_;
    std::vector<int> stops_;
    int whole_ = 1;
    int before_ = 0; // where the drag began
    bool fromOutside_ = false;
};

} // namespace attune::ui
