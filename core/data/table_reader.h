// SPDX-License-Identifier: GPL-3.0-or-later
// Tables of texts: csv, tsv, jsonl, CoNLL, a folder of class folders. Streams: memory does not grow
// with the file. Every cell is text, exactly as it stands in the file.
#pragma once

#include "base/files.h"
#include "data/dataset.h"
#include "text/encoding.h"

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace attune {

struct TableOptions {
    std::string encoding = "auto";
    std::string delimiter = "auto";
    // Every row of the file is given, those that cannot be read as well, and what it was is kept.
    bool everyRow = false;
    std::stop_token stop; // opening and reading throw Cancelled when it is asked for
    // Filled by reading; what is in it another reader can go to (seek).
    std::shared_ptr<TextPlaces> places;
};

struct TableRow {
    // Where it starts in the text, in bytes of UTF-8; in class folders the number of the file.
    std::uint64_t start = 0;
    std::uint32_t line = 0;         // where it starts, from 1
    std::vector<std::string> cells; // one per column, UTF-8
    // With everyRow: the JSON object as it stands in the file, or the line that is none.
    std::string raw;
    // With everyRow: false where skipped() says why the row cannot be read. Its cells are those
    // found, fewer or more than there are columns.
    bool readable = true;
    // Of those: another number of cells than columns is all that is wrong with it.
    bool ragged = false;
};

class TableReader {
public:
    virtual ~TableReader() = default;

    virtual const std::vector<std::string>& columns() const = 0;
    // "csv", "tsv", "jsonl", "conll" (a row a sentence: conll_table.cpp), "folders"
    virtual std::string format() const = 0;
    virtual std::string encoding() const = 0;  // as taken: "UTF-8", "GB18030", ...
    virtual std::string delimiter() const = 0; // as taken: "comma", ... ; empty for others
    // The next row; false at the end. A row that cannot be read (ragged, broken JSON, too long) is
    // reported through `skipped` and the next good one is given (without everyRow).
    virtual bool next(TableRow& row) = 0;
    // The next row will be the one with this start and line, which a reader with the same options
    // and places has given. What was skipped or noted before is forgotten.
    virtual void seek(std::uint64_t start, std::uint32_t line) = 0;
    virtual const std::vector<SkippedRow>& skipped() const = 0;
    virtual const Problems& notes() const = 0;
    // Read so far and in all, in bytes of the file, for progress.
    virtual std::uint64_t position() const = 0;
    virtual std::uint64_t size() const = 0;
};

std::unique_ptr<TableReader> openTable(const fs::path& path, const TableOptions& options = {});

// The place of the column `name`; a UsageError of `where` that names the columns found and the
// nearest where there is none, and `key` where a recipe named it: "data.text".
std::size_t placeOfColumn(const std::vector<std::string>& columns, const std::string& name,
                          const std::string& where, const std::string& key = {});

// The columns that most likely hold texts and labels, by name and content of the first rows; empty
// where none does.
struct ColumnGuess {
    std::string text;
    std::string label;
    // Every column that may hold them, in the order of the table: a guess among several is no
    // knowledge.
    std::vector<std::string> texts;
    std::vector<std::string> labels;
    // TokenLabels where the labels are spans or tags of words; MultiLabel where they are lists;
    // else SingleLabel: whether numbers are grades or names of classes, a person has to say.
    Task task = Task::SingleLabel;
};
ColumnGuess guessColumns(const fs::path& path, const TableOptions& options = {});

// The whole table as examples. Columns that are missing are an Error naming the columns found and
// the nearest. `needLabels` false: label column optional (for prediction). Without `keepEmpty`,
// rows with an empty text or label are skipped and listed. More than maxLabels labels are refused
// as soon as they are met.
struct ReadOptions {
    TableOptions table;
    std::string text = "text";
    std::string pair;
    std::string label = "label";
    Task task = Task::SingleLabel;
    std::vector<std::string> labelColumns; // MultiLabel: see DataSettings
    std::string labelSeparator = "auto";
    bool recipe = false; // the columns are those of a recipe: messages name its keys
    bool needLabels = true;
    bool keepEmpty = false;
    std::function<void(std::uint64_t done, std::uint64_t all)> progress; // in bytes of the file
};
Dataset readDataset(const fs::path& path, const ReadOptions& options);

} // namespace attune
