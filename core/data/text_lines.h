// SPDX-License-Identifier: GPL-3.0-or-later
// The lines of a file of texts, one at a time, as UTF-8. Internal to this room.
#pragma once

#include "data/tables.h"
#include "text/encoding.h"

namespace attune {

class TextLines {
public:
    TextLines(const fs::path& path, const TableOptions& options)
        : path_(path), file_(path, options.encoding, options.stop, options.places) {}

    // The next line; false at the end. A line longer than a row may be is an error.
    bool next();
    // The next line will be the one that starts at this byte of the text.
    void seek(std::uint64_t start, std::uint32_t line);

    const std::string& text() const { return text_; } // without its line feed
    std::uint64_t start() const { return start_; }    // in bytes of the text
    std::uint32_t line() const { return line_; }      // from 1
    const TextFile& file() const { return file_; }

private:
    fs::path path_;
    TextFile file_;
    std::string piece_;
    std::size_t at_ = 0;
    std::uint64_t pieceStart_ = 0;
    std::string text_;
    std::uint64_t start_ = 0;
    std::uint32_t line_ = 0;
};

} // namespace attune
