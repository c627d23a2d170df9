// SPDX-License-Identifier: GPL-3.0-or-later
// Six dots by which something in a list is moved: dragged with the pointer, or with the keys Up and
// Down while it has the focus.
#pragma once

#include <QWidget>

namespace attune::ui {

class Grip : public QWidget {
    Q_OBJECT
public:
    explicit Grip(QWidget* parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void moved(int by);   // -1 or 1, by a key
    void dragged(int y);  // to this place of the screen
    void dropped(int y);  // there
    void dragCancelled(); // by Escape

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    void end();

    int pressedAt_ = 0;
    bool pressed_ = false;
    bool dragging_ = false;
};

} // namespace attune::ui
