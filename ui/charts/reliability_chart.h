// SPDX-License-Identifier: GPL-3.0-or-later
// Whether scores are probabilities: a bar for each tenth or so of the scores, as high as the share
// of its answers that is right. Where a bar ends at the diagonal, scores say what they should; what
// lies between bar and diagonal is drawn as a gap. Arrows go from bar to bar.
#pragma once

#include "studio/calibrating.h"

#include <QWidget>

namespace attune::ui {

class ReliabilityChart : public QWidget {
    Q_OBJECT

public:
    explicit ReliabilityChart(QWidget* parent = nullptr);

    void setBins(std::vector<ReliabilityBin> bins);
    // "80 to 87%: 14 answers, mean score 84%, 79% right"
    QString binText(int bin) const;
    int current() const { return current_; } // -1: none

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QRectF plot() const;
    void setCurrent(int bin);
    void describe();

    std::vector<ReliabilityBin> bins_;
    int current_ = -1;
};

} // namespace attune::ui
