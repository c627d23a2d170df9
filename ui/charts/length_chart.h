// SPDX-License-Identifier: GPL-3.0-or-later
// How long the texts are, in tokens, with a line that can be moved: what is longer is cut.
//
// It is a slider, so keys (arrows 1, page 16, Home and End) and screen readers work as everywhere.
// While the line is dragged only the picture follows; edited() comes when it is let go, so that a
// drag is one change of the recipe.
#pragma once

#include <QAbstractSlider>

#include <cstdint>
#include <vector>

namespace attune::ui {

class LengthChart : public QAbstractSlider {
    Q_OBJECT

public:
    explicit LengthChart(QWidget* parent = nullptr);

    // [tokens of a text] -> texts.
    void setLengths(std::vector<std::int64_t> histogram);
    // The line's place from outside; no edited().
    void setLimit(int tokens);
    // The most that the line can be set to: the model's longest text.
    void setLongest(int tokens);
    std::int64_t texts() const { return texts_; }
    int longestText() const { return static_cast<int>(histogram_.size()) - 1; }
    int medianText() const;
    std::int64_t cutTexts(int limit) const;
    // "128, cuts 0.3%"
    QString handleText() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    // The person set the line.
    void edited(int tokens);
    // The line moves, also while it is dragged.
    void moved(int tokens);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void changeEvent(QEvent* event) override;
    void sliderChange(SliderChange change) override;

private:
    QRect plot() const;
    int axisEnd() const;            // tokens at the right edge
    qreal xOf(double tokens) const; // in widget coordinates
    int tokensAt(qreal x) const;
    void describe();

    std::vector<std::int64_t> histogram_;
    std::vector<std::int64_t> atMost_; // [tokens] -> texts of at most that many
    std::int64_t texts_ = 0;
    int axisEnd_ = 0; // frozen while the line is dragged
    int before_ = 0;  // where the drag began
    bool fromOutside_ = false;
};

} // namespace attune::ui
