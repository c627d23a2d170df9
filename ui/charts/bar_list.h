// SPDX-License-Identifier: GPL-3.0-or-later
// Named horizontal bars below each other: texts per label, F1 per label, scores of a text.
#pragma once

#include <QWidget>

#include <vector>

namespace attune::ui {

struct Bar {
    QString name;
    double share = 0;  // 0 to 1: the length
    QString value;     // "10,731", "0.94"
    QString secondary; // "44%", or empty
    bool strong = false;
    bool warn = false;
    bool operator==(const Bar&) const = default;
};

class BarList : public QWidget {
    Q_OBJECT

public:
    // Count: bars of training data. Score: bars in a track that stands for 1. Answer: as Score, but
    // only strong bars are in the accent colour.
    enum class Look { Count, Score, Answer };
    explicit BarList(Look look, QWidget* parent = nullptr);

    void setBars(std::vector<Bar> bars);
    const std::vector<Bar>& bars() const { return bars_; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool event(QEvent* event) override;

private:
    int rowHeight() const;
    void describe();

    Look look_;
    std::vector<Bar> bars_;
};

} // namespace attune::ui
