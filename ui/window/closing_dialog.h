// SPDX-License-Identifier: GPL-3.0-or-later
// What is seen while the window waits to close: what it waits for, and a way back.
#pragma once

#include <QDialog>

namespace attune::ui {

class Button;
class Label;

class ClosingDialog : public QDialog {
    Q_OBJECT
public:
    // Rejected when the person wants the window to stay open.
    explicit ClosingDialog(QWidget* parent);
    void setWhat(const QString& what);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    Label* title_;
    Label* what_;
    Button* stay_;
};

} // namespace attune::ui
