// SPDX-License-Identifier: GPL-3.0-or-later
// The order of the key Tab, for widgets that came later than those that stand below them.
#pragma once

class QWidget;

namespace attune::ui {

// Puts all that Tab reaches within `root` behind `after`, in the order in which it was made; the
// last of it.
QWidget* tabOnward(QWidget* after, const QWidget& root);

} // namespace attune::ui
