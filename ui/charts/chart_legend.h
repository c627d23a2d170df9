// SPDX-License-Identifier: GPL-3.0-or-later
// The samples and names of a chart's curves, beside its title. Where there is little room the
// samples get short first; a name that is cut even then is told in a tip.
#pragma once

#include "ui/charts/live_chart.h"

#include <QWidget>

#include <vector>

namespace attune::ui {

class ChartLegend : public QWidget {
    Q_OBJECT
public:
    struct Item {
        QString text;
        int slot;
        LiveChart::Line line;
    };
    explicit ChartLegend(QWidget* parent = nullptr);
    void setItems(std::vector<Item> items);
    // The names as they are drawn in this width.
    QStringList shownTexts() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    // Lengths in px, as they fit into the present width.
    struct Measures {
        int sample, itemGap;
        std::vector<int> texts;
    };
    int widthOf(int sample, int itemGap) const;
    Measures measured() const;

    std::vector<Item> items_;
};

} // namespace attune::ui
