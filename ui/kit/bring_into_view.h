// SPDX-License-Identifier: GPL-3.0-or-later
// A scroll area follows the focus that a key moves, and not the one that the program sets.
#pragma once

class QWidget;

namespace attune::ui {

// Scrolls what holds the widget so that it is seen, also where it was laid out just now.
void bringIntoView(QWidget& widget);

} // namespace attune::ui
