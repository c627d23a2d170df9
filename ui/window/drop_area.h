// SPDX-License-Identifier: GPL-3.0-or-later
// The dashed box of the start page, with a table in a disc at its top. The window itself takes
// what is dropped; this only shows where.
#pragma once

#include <QWidget>

namespace attune::ui {

class DropArea : public QWidget {
    Q_OBJECT
public:
    explicit DropArea(QWidget* parent = nullptr);
    void setActive(bool active);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    bool active_ = false;
};

} // namespace attune::ui
