// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers of the data against those that a model gives: a point a text, on the diagonal where both
// are equal. The text of the point under the pointer is told; a click chooses it. Arrows go from
// point to point in the order of the data's numbers, Enter chooses.
#pragma once

#include <QPixmap>
#include <QWidget>

#include <vector>

namespace attune::ui {

class ScatterChart : public QWidget {
    Q_OBJECT

public:
    explicit ScatterChart(QWidget* parent = nullptr);

    // x: in the data, y: predicted. Points that are not finite are not drawn.
    void setPoints(std::vector<QPointF> points);
    // Index of the point that is told of; -1: none.
    int current() const { return current_; }
    // Where a point is drawn.
    QPointF placeOf(int index) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void chosen(int index);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    int nearest(const QPointF& place) const; // within some pixels; -1: none
    void setCurrent(int index);
    void describe();
    void paintPoints();
    QString pointText(int index) const;

    std::vector<QPointF> points_;
    std::vector<int> order_;    // of the points that are drawn, by x, then y
    double low_ = 0, high_ = 1; // of both axes
    QPixmap drawn_;             // axes and points; null: to be painted
    int current_ = -1;
};

} // namespace attune::ui
