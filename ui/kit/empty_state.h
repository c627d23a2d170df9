// SPDX-License-Identifier: GPL-3.0-or-later
// What stands where there is nothing yet: an icon, a short title, one sentence, one button.
#pragma once

#include "ui/kit/icon.h"

#include <QWidget>

namespace attune::ui {

class Button;
class Label;

class EmptyState : public QWidget {
    Q_OBJECT
public:
    explicit EmptyState(Icon icon, QWidget* parent = nullptr);
    // Without a button when `button` is empty.
    void setTexts(const QString& title, const QString& sentence, const QString& button = {});

Q_SIGNALS:
    void pressed();

private:
    Label* title_;
    Label* sentence_;
    Button* button_;
};

} // namespace attune::ui
