// SPDX-License-Identifier: GPL-3.0-or-later
// Shows a file in the file manager: chosen in its folder where the desktop can do that
// (org.freedesktop.FileManager1), else the folder is opened.
#pragma once

#include <QString>

namespace attune::ui {

void showInFolder(const QString& path);

} // namespace attune::ui
