// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/question.h"

#include <QMessageBox>
#include <QPushButton>

namespace attune::ui {

int askQuestion(QWidget* parent, const QString& title, const QString& text,
                const QStringList& answers, int standard) {
    QMessageBox box(QMessageBox::NoIcon, title, title, QMessageBox::NoButton, parent);
    box.setInformativeText(text);
    QList<QAbstractButton*> buttons;
    for (int i = 0; i < answers.size(); ++i) {
        QPushButton* button =
            box.addButton(answers[i], i + 1 == answers.size() ? QMessageBox::RejectRole
                                                              : QMessageBox::AcceptRole);
        button->setProperty("kind", i == standard ? "primary" : "outline");
        if (i == standard)
            box.setDefaultButton(button);
        if (i + 1 == answers.size())
            box.setEscapeButton(button);
        buttons << button;
    }
    box.exec();
    return static_cast<int>(buttons.indexOf(box.clickedButton()));
}

} // namespace attune::ui
