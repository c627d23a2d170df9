// SPDX-License-Identifier: GPL-3.0-or-later
// What the model is to learn: the task of the recipe, chosen from the table of tasks.
#pragma once

#include "ui/kit/card.h"

#include <string>

class QComboBox;

namespace attune::ui {

class Label;

class TaskCard : public Card {
    Q_OBJECT

public:
    explicit TaskCard(QWidget* parent = nullptr);

    void setTask(const std::string& key);
    void retranslate();

Q_SIGNALS:
    void taskChosen(const QString& key, const QString& title);

private:
    QComboBox* task_;
    Label* help_;
    std::string key_;
};

} // namespace attune::ui
