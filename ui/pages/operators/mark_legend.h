// SPDX-License-Identifier: GPL-3.0-or-later
// What the marks in a text mean: three words, each marked by what it says.
#pragma once

#include <QWidget>

#include <vector>

namespace attune::ui {

struct MarkedRun;

class MarkLegend : public QWidget {
    Q_OBJECT
public:
    explicit MarkLegend(QWidget* parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }
    void retranslate();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<MarkedRun> words() const;
};

} // namespace attune::ui
