// SPDX-License-Identifier: GPL-3.0-or-later
// Cells of csv and tsv as they are written (RFC 4180; the same quoting with tabs).
#pragma once

#include <string>
#include <string_view>

namespace attune {

// Quoted where it holds the separator, a quote or the end of a line.
inline void appendCell(std::string& line, std::string_view cell, char separator) {
    if (cell.find_first_of("\"\r\n") == cell.npos && cell.find(separator) == cell.npos) {
        line += cell;
        return;
    }
    line += '"';
    for (const char c : cell) {
        if (c == '"')
            line += '"';
        line += c;
    }
    line += '"';
}

} // namespace attune
