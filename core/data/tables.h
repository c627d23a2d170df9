// SPDX-License-Identifier: GPL-3.0-or-later
// The kinds of tables behind openTable(), and what they share. Internal to this room.
#pragma once

#include "data/table_reader.h"

namespace attune {

constexpr std::size_t maxRowBytes = std::size_t{16} << 20;
constexpr std::size_t maxColumns = 10'000;

std::unique_ptr<TableReader> openCsvTable(const fs::path& path, const TableOptions& options,
                                          bool preferTab);
std::unique_ptr<TableReader> openJsonlTable(const fs::path& path, const TableOptions& options);
std::unique_ptr<TableReader> openConllTable(const fs::path& path, const TableOptions& options);
std::unique_ptr<TableReader> openFolderTable(const fs::path& path, const TableOptions& options);

// The first piece of a text file; empty for an empty one.
std::string headOf(const fs::path& path, const TableOptions& options);
// Whether a text begins as a CoNLL file does: words with tags of one scheme, a line each.
bool looksLikeConll(std::string_view head);

// Gives every column a name of its own, without white space around: "column", "column_2", "text",
// "text_2"; says so in `notes`.
void repairColumns(std::vector<std::string>& columns, const std::string& where, Problems& notes);

// Throws where the file is of a known format that is no text (a spreadsheet, an archive, an image,
// a program, ...), and says how to get a table of it.
void refuseOtherFormats(const fs::path& path);
// Throws where the beginning of a file, read as text, is mostly none.
void refuseBinary(std::string_view text, const std::string& where);

// Throws for a row longer than maxRowBytes.
[[noreturn]] void throwRowTooLong(const fs::path& path, std::uint32_t line);

inline std::string placeOf(const fs::path& path, std::uint32_t line) {
    return toUtf8(path) + ":" + std::to_string(line);
}

// What all kinds hold.
class TableBase : public TableReader {
public:
    const std::vector<std::string>& columns() const override { return columns_; }
    const std::vector<SkippedRow>& skipped() const override { return skipped_; }
    const Problems& notes() const override { return notes_; }

protected:
    void forget() {
        skipped_.clear();
        notes_.clear();
    }
    void note(Problem::Severity severity, Message message, Message hint = {}) {
        notes_.push_back({severity, "", where_, std::move(message), std::move(hint)});
    }

    std::string where_;
    std::vector<std::string> columns_;
    std::vector<SkippedRow> skipped_;
    Problems notes_;
};

} // namespace attune
