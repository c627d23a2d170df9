// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of delimited text by RFC 4180, read as Python's csv.reader reads them: a quote counts only
// at the start of a cell, a doubled one inside stands for itself, rows end with LF, CRLF or CR.
// Internal to this room.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace attune {

struct CsvDialect {
    char delimiter = ','; // NUL: one column, nothing parts cells
    bool quotes = true;
};

struct CsvRow {
    std::uint64_t start = 0;        // byte of the text where it starts
    std::uint32_t line = 0;         // where it starts, from 1
    std::uint32_t lastLine = 0;     // where it ends
    std::vector<std::string> cells; // may hold more than `count`: their memory is used again
    std::size_t count = 0;          // cells of the row; only the first 10,001 are kept
    std::uint32_t quoteLine = 0;    // where the last quote was opened
    bool unclosed = false;          // the file ended inside a quote
    bool tooLong = false;           // longer than a row may be: reading cannot go on
    bool blank() const { return count == 1 && cells[0].empty() && !quoted; }
    bool quoted = false; // some cell had quotes
};

class CsvScanner {
public:
    // Fills the text with the next piece; false at the end.
    using Source = std::function<bool(std::string&)>;

    // The source begins with a row: at this byte of the text and this line.
    CsvScanner(Source source, CsvDialect dialect, std::uint64_t start = 0, std::uint32_t line = 1);

    // False at the end.
    bool next(CsvRow& row);

private:
    bool more(); // whether a byte is there at at_
    std::string& openCell(CsvRow& row);
    void endLine(char first);
    void countLines(std::string_view quotedText);

    Source source_;
    CsvDialect dialect_;
    bool stops_[256] = {}; // what ends a run of plain text
    std::string piece_;
    std::size_t at_ = 0;
    bool ended_ = false;
    std::uint64_t pieceStart_;
    std::uint32_t line_;
    char before_ = 0; // last byte of quoted text, for CRLF
};

} // namespace attune
