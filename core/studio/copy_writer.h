// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of a table as a copy of it in csv, tsv or jsonl. Internal to this room.
#pragma once

#include "data/table_reader.h"
#include "text/encoder.h"

#include <set>

namespace attune::studio {

// Throws where a copy would take the place of the data, or of a file that is there without
// `overwrite`.
void checkCopy(const fs::path& data, const fs::path& copy, bool overwrite);

class CopyWriter {
public:
    // The format by the ending of `path`; other ones, and unknown names, are a UsageError.
    // `encoding` and `delimiter`: "auto" for UTF-8 and the delimiter of the ending.
    CopyWriter(const fs::path& path, std::vector<std::string> columns, const std::string& encoding,
               const std::string& delimiter);

    const std::string& encoding() const { return encoding_; }
    std::string delimiter() const; // its name; empty for jsonl

    void begin(FileWriter& file);
    // `changed`: the columns whose cells are no longer those of `raw`. A JSON object keeps every
    // byte of its other members.
    void write(FileWriter& file, const TableRow& row, const std::set<std::size_t>& changed);

private:
    std::string lineOf(const TableRow& row, const std::set<std::size_t>& changed) const;
    void writeLine(FileWriter& file, const std::string& line);

    std::vector<std::string> columns_;
    char separator_; // NUL: jsonl
    std::string encoding_;
    TextEncoder encoder_;
    std::string bytes_;
};

} // namespace attune::studio
