// SPDX-License-Identifier: GPL-3.0-or-later
// A field for several lines of text in the frame of the other fields. (The viewport of a
// QPlainTextEdit paints over a rounded frame of its own, so the frame is a box around it.)
#pragma once

#include <QFrame>

class QPlainTextEdit;

namespace attune::ui {

class TextBox : public QFrame {
    Q_OBJECT
public:
    explicit TextBox(int lines, QWidget* parent = nullptr);
    QPlainTextEdit* edit() const { return edit_; }

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QPlainTextEdit* edit_;
};

} // namespace attune::ui
