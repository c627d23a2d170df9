// SPDX-License-Identifier: GPL-3.0-or-later
// Sizes of text. The family is the system's; every size (and the height of controls) grows with
// the size that the system asks for. Chinese is never set smaller than 12.
#pragma once

#include <QFont>

class QApplication;

namespace attune::ui {

enum class TextSize {
    Caption = 11,   // also axes of charts
    Secondary = 12, // also heads of tables
    Body = 13,
    Lead = 15,
    Page = 20,
    Number = 30, // the one number of a page
};

// Once at the start: sets the application's font (body) from the system's.
void setUpFonts(QApplication& application);
// Each time the language changes: which face comes first.
void useFontsOfLanguage();

// The font of a size in the language that is set now (QLocale's default).
QFont textFont(TextSize size, QFont::Weight weight = QFont::Normal);

// A length of the 13 px design in the size that the system asks for.
int scaled(int length);

} // namespace attune::ui
