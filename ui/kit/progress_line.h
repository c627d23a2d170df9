// SPDX-License-Identifier: GPL-3.0-or-later
// A thin bar that shows how far something is; marks divide it (epochs).
#pragma once

#include <QWidget>

namespace attune::ui {

class ProgressLine : public QWidget {
    Q_OBJECT
public:
    explicit ProgressLine(int thickness = 6, QWidget* parent = nullptr);

    // 0 to 1; below 0: not known yet (an empty bar).
    void setShare(double share);
    double share() const { return share_; }
    // Number of equal parts that gaps divide the bar into.
    void setParts(int parts);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int thickness_;
    double share_ = 0;
    int parts_ = 1;
};

} // namespace attune::ui
