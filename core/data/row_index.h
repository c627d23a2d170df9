// SPDX-License-Identifier: GPL-3.0-or-later
// Any row of a table without those before it: one pass finds where rows start, and a second reader
// goes there. Memory: 12 bytes a row and what TextPlaces takes. The file is never mapped, so it may
// change or shrink meanwhile: reading then says so.
#pragma once

#include "data/table_reader.h"

#include <deque>
#include <mutex>

namespace attune {

// The rows are those that TableReader::next() gives, in its order; row numbers are from 0. All but
// build() may be called on any thread, also while build() is at work.
class RowIndex {
public:
    // Opens the table (which throws as openTable does) and finds its first `atOnce` rows.
    explicit RowIndex(const fs::path& path, const TableOptions& options = {},
                      std::size_t atOnce = 256);

    const fs::path& path() const { return path_; }
    const std::vector<std::string>& columns() const { return columns_; }
    const std::string& format() const { return format_; }
    const std::string& delimiter() const { return delimiter_; }
    std::string encoding() const; // class folders: certain when complete

    // Finds where all other rows start; once, on one thread. Throws as TableReader::next does, and
    // Cancelled. `progress` is told bytes of the file.
    void build(std::stop_token stop = {},
               const std::function<void(std::uint64_t done, std::uint64_t all)>& progress = {});

    std::size_t size() const;     // rows found so far
    bool complete() const;        // whether these are all
    std::size_t expected() const; // all rows, estimated by the bytes read so far; 0: not yet known
    std::uint32_t line(std::size_t row) const; // where it starts; class folders: 0
    // The row that starts in this line, or the last one before it; none: behind what is found so
    // far, or before the first row. In class folders the row of that number, from 1.
    std::optional<std::size_t> rowOfLine(std::uint32_t line) const;

    // Calls `take` for the rows from `first` on, `count` at most, until it says false. False where
    // the file is no longer what it was: then the table is to be opened anew.
    bool read(std::size_t first, std::size_t count,
              const std::function<bool(TableRow&)>& take) const;
    // Whether the file has another size or time than when it was opened. Class folders: never,
    // which read() finds out.
    bool changed() const;

    // Whole when complete.
    std::vector<SkippedRow> skipped() const;
    Problems notes() const;

private:
    struct Stamp {
        std::uint64_t size = 0;
        fs::file_time_type time;
        bool operator==(const Stamp&) const = default;
    };
    Stamp stampNow() const;
    void find(std::size_t rows);
    void finish();

    fs::path path_;
    Stamp stamp_;
    std::vector<std::string> columns_;
    std::string format_;
    std::string delimiter_;
    std::stop_source finding_; // of finder_
    std::unique_ptr<TableReader> finder_;
    mutable std::mutex reading_; // of reader_
    std::unique_ptr<TableReader> reader_;
    mutable std::mutex known_; // of what follows
    std::deque<std::uint64_t> starts_;
    std::deque<std::uint32_t> lines_;
    std::uint64_t done_ = 0, all_ = 0; // bytes
    bool complete_ = false;
    std::string encoding_;
    std::vector<SkippedRow> skipped_;
    Problems notes_;
};

} // namespace attune
