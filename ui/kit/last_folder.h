// SPDX-License-Identifier: GPL-3.0-or-later
// Where a person last looked for something: file dialogs open there again. Kept by kind ("data",
// "recipe", "model", "run", "export", ...) at the window to which a widget belongs, which brings
// them over the end of the program (ui/window/window_state.h).
#pragma once

#include <QMap>
#include <QString>

class QFileDialog;
class QWidget;

namespace attune::ui {

// A folder that is there, or empty: nothing of this kind was looked for yet, or it went.
QString lastFolder(const QWidget& widget, const QString& kind);
// The folder of a file, or the folder itself.
void rememberFolder(const QWidget& widget, const QString& kind, const QString& path);
// Opens the dialog at that folder, unless it has another one already, and remembers what is chosen.
void keepFolder(QFileDialog& dialog, const QString& kind);

// All of them, by kind.
QMap<QString, QString> lastFolders(const QWidget& window);
void setLastFolders(QWidget& window, const QMap<QString, QString>& folders);

} // namespace attune::ui
