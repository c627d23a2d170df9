// SPDX-License-Identifier: GPL-3.0-or-later
// The facts in the strip at the bottom of the window, beside each other.
#pragma once

#include <QWidget>

#include <vector>

namespace attune::ui {

// One fact: a caption over a value; a change beside it in a chip.
struct StripCell {
    QString caption, value, change;
    int worse = 0; // of the change: 1 worse, -1 better, 0 neither
    QString tip;
};

class StripCells : public QWidget {
    Q_OBJECT
public:
    explicit StripCells(QWidget* parent = nullptr);
    void setCells(std::vector<StripCell> cells);
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Place {
        double x = 0, width = 0;
    };
    // Of the cells that find room; the least important stand last.
    std::vector<Place> places() const;

    std::vector<StripCell> cells_;
};

} // namespace attune::ui
