// SPDX-License-Identifier: GPL-3.0-or-later
// A question with own words on its buttons.
#pragma once

#include <QString>
#include <QStringList>

class QWidget;

namespace attune::ui {

// The index of the chosen answer; -1 when the box was closed. The last answer is the way out
// (Escape); `standard` is chosen by Enter.
int askQuestion(QWidget* parent, const QString& title, const QString& text,
                const QStringList& answers, int standard = 0);

} // namespace attune::ui
