// SPDX-License-Identifier: GPL-3.0-or-later
// What the window is found again with: place and size, the order and the columns of tables, the
// folders of dialogs, and the page on which each of the recent files was left. What a settings file
// holds that cannot be is passed over.
#pragma once

#include <QMap>
#include <QString>

class QSettings;
class QWidget;

namespace attune::ui {

// Tables are known by their object name and the page that they are on; those without a name are
// left alone.
void keepWindow(QWidget& window, QSettings& settings);
void restoreWindow(QWidget& window, const QSettings& settings);

// The page on which a file was left; of at most as many files as are given.
using LeftPages = QMap<QString, QString>;
void keepPages(const LeftPages& pages, const QStringList& files, QSettings& settings);
LeftPages leftPages(const QSettings& settings);

} // namespace attune::ui
