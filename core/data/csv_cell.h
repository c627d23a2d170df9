// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of csv and tsv as they are written (RFC 4180; the same quoting with tabs).
#pragma once

#include <span>
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

// A row, without the end of its line.
inline std::string separatedLine(std::span<const std::string> cells, char separator) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0)
            line += separator;
        appendCell(line, cells[i], separator);
    }
    return line;
}

} // namespace attune
