// SPDX-License-Identifier: GPL-3.0-or-later
// A switch for what is on or off at once.
#pragma once

#include <QAbstractButton>

namespace attune::ui {

class Switch : public QAbstractButton {
    Q_OBJECT
public:
    explicit Switch(QWidget* parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace attune::ui
