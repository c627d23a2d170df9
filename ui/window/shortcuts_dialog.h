// SPDX-License-Identifier: GPL-3.0-or-later
// All keys of the program in one list: those of the menus, and those of charts, lists and tables.
#pragma once

#include <QDialog>

class QAction;

namespace attune::ui {

class ShortcutsDialog : public QDialog {
    Q_OBJECT
public:
    // `menus`: their actions that have a shortcut are listed, under the name of their menu.
    ShortcutsDialog(const QList<QAction*>& menus, QWidget* parent);
};

} // namespace attune::ui
