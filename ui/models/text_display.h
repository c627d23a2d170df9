// SPDX-License-Identifier: GPL-3.0-or-later
// How texts of a person's data are shown in one line of a table: line breaks become ⏎, other
// control characters ·, and what is beyond a few hundred characters is left to the tool tip, so
// that a cell of a megabyte costs no more than a short one.
#pragma once

#include <QString>

#include <string>

namespace attune::ui {

QString oneLine(const std::string& text);
// The text for a tool tip: line breaks kept, at most about two thousand characters.
QString manyLines(const std::string& text);

} // namespace attune::ui
