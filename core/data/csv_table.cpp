// SPDX-License-Identifier: GPL-3.0-or-later
// csv and tsv files as tables.
#include "base/lists.h"
#include "data/csv_dialect.h"
#include "data/tables.h"
#include "text/encoding.h"

#include <algorithm>
#include <utility>

namespace attune {
namespace {

class CsvTable : public TableBase {
public:
    CsvTable(const fs::path& path, const TableOptions& options, bool preferTab);

    std::string format() const override { return dialect_.delimiter == '\t' ? "tsv" : "csv"; }
    std::string encoding() const override { return file_.encoding().name; }
    std::string delimiter() const override { return delimiterName(dialect_.delimiter); }
    bool next(TableRow& row) override;
    void seek(std::uint64_t start, std::uint32_t line) override;
    std::uint64_t position() const override { return file_.position(); }
    std::uint64_t size() const override { return file_.size(); }

private:
    void readHeader();
    bool fits();
    void finish();

    fs::path path_;
    bool everyRow_;
    TextFile file_;
    std::string head_; // the first piece, from which the dialect was found
    bool headGiven_ = false;
    CsvDialect dialect_;
    std::unique_ptr<CsvScanner> scanner_;
    CsvRow raw_;
    bool finished_ = false;
    std::uint64_t blankLines_ = 0;
    std::uint64_t trailing_ = 0; // rows with empty cells beyond the last column
};

CsvTable::CsvTable(const fs::path& path, const TableOptions& options, bool preferTab)
    : path_(path),
      everyRow_(options.everyRow),
      file_(path, options.encoding, options.stop, options.places) {
    where_ = toUtf8(path);
    file_.read(head_);
    refuseBinary(head_, where_);
    const bool whole = file_.position() == file_.size();
    if (options.delimiter == "auto") {
        dialect_ = findDialect(head_, whole, preferTab);
    } else {
        dialect_.delimiter = delimiterOf(options.delimiter);
        if (dialect_.delimiter == '\0')
            throw UsageError(
                say(ATTUNE_TEXT("core", "The delimiter “%1” is unknown."), options.delimiter),
                where_,
                say(ATTUNE_TEXT("core", "Choose one of: %1."),
                    "auto, " + listed(delimiterNames())));
        dialect_.quotes = !quotesArePlain(head_, whole, dialect_.delimiter);
    }
    scanner_ = std::make_unique<CsvScanner>(
        [this](std::string& piece) {
            if (std::exchange(headGiven_, true))
                return file_.read(piece);
            piece = std::move(head_);
            return true;
        },
        dialect_);
    const auto sample = sampleRows(head_, dialect_, whole);
    readHeader();
    if (firstRowLooksLikeData(sample))
        note(Problem::Severity::Warning,
             say(ATTUNE_TEXT("core", "The first row looks like data, but it was taken as the names "
                                     "of the columns.")),
             columns_.size() == 1
                 ? say(ATTUNE_TEXT("core", "If it is a text, add a first row with the name of the "
                                           "column, for example text."))
                 : say(ATTUNE_TEXT("core", "If it is data, add a first row with names, for example "
                                           "text%1label."),
                       dialect_.delimiter == '\t' ? std::string(",")
                                                  : std::string(1, dialect_.delimiter)));
    if (!dialect_.quotes)
        note(Problem::Severity::Info,
             say(ATTUNE_TEXT("core", "Quotes are read as plain characters: the rows have the right "
                                     "number of cells only so.")));
    repairColumns(columns_, where_, notes_);
}

void CsvTable::readHeader() {
    bool found = false;
    while (!found && scanner_->next(raw_)) {
        found = !raw_.blank();
        blankLines_ += !found;
    }
    if (!found)
        throw UsageError(say(ATTUNE_TEXT("core", "The file is empty.")), where_,
                         say(ATTUNE_TEXT("core", "Give a file with a row of column names and rows "
                                                 "of data.")));
    if (raw_.tooLong)
        throwRowTooLong(path_, raw_.line);
    if (raw_.count > maxColumns)
        throw UsageError(say(ATTUNE_TEXT("core", "The first row has %1 cells; a table may have %2 "
                                                 "columns."),
                             raw_.count, maxColumns),
                         placeOf(path_, raw_.line),
                         say(ATTUNE_TEXT("core", "Check the delimiter.")));
    if (raw_.unclosed)
        throw UsageError(
            say(ATTUNE_TEXT("core", "The quote opened in line %1 is never closed."),
                raw_.quoteLine),
            placeOf(path_, raw_.line),
            say(ATTUNE_TEXT("core", "Close the quote, or double quotes that belong to a text.")));
    columns_.assign(raw_.cells.begin(),
                    raw_.cells.begin() + static_cast<std::ptrdiff_t>(raw_.count));
}

// Whether raw_ has as many cells as there are columns; else says why not. Spreadsheets write empty
// cells after the last column: nothing is lost without them.
bool CsvTable::fits() {
    if (raw_.unclosed) {
        skipped_.push_back(
            {raw_.line,
             say(ATTUNE_TEXT("core",
                             "The quote opened in line %1 is never closed, so all up to the "
                             "end of the file (line %2) is one row."),
                 raw_.quoteLine, raw_.lastLine)});
        note(Problem::Severity::Warning,
             say(ATTUNE_TEXT("core", "The quote opened in line %1 is never closed: the lines %2 to "
                                     "%3 were left out."),
                 raw_.quoteLine, raw_.line, raw_.lastLine),
             say(ATTUNE_TEXT("core", "Close the quote, or double quotes that belong to a text.")));
        return false;
    }
    if (raw_.count == columns_.size())
        return true;
    if (raw_.count > columns_.size() && raw_.count <= maxColumns &&
        std::all_of(raw_.cells.begin() + static_cast<std::ptrdiff_t>(columns_.size()),
                    raw_.cells.begin() + static_cast<std::ptrdiff_t>(raw_.count),
                    [](const std::string& cell) { return cell.empty(); })) {
        ++trailing_;
        return true;
    }
    skipped_.push_back(
        {raw_.line, say(ATTUNE_TEXT("core", "The number of cells is %1 instead of %2."), raw_.count,
                        columns_.size())});
    return false;
}

bool CsvTable::next(TableRow& row) {
    while (!finished_ && scanner_->next(raw_)) {
        if (raw_.tooLong)
            throwRowTooLong(path_, raw_.quoteLine ? raw_.quoteLine : raw_.line);
        // In a table of one column a blank line is a row with an empty text.
        if (raw_.blank() && columns_.size() > 1) {
            ++blankLines_;
            continue;
        }
        row.readable = fits();
        if (!row.readable && !everyRow_)
            continue;
        row.start = raw_.start;
        row.line = raw_.line;
        row.ragged = !row.readable && !raw_.unclosed;
        row.cells.resize(row.readable ? columns_.size() : std::min(raw_.count, maxColumns));
        for (std::size_t i = 0; i < row.cells.size(); ++i)
            row.cells[i].swap(raw_.cells[i]);
        return true;
    }
    finish();
    return false;
}

void CsvTable::seek(std::uint64_t start, std::uint32_t line) {
    forget();
    finished_ = false;
    blankLines_ = trailing_ = 0;
    file_.seek(start);
    scanner_ = std::make_unique<CsvScanner>(
        [this](std::string& piece) { return file_.read(piece); }, dialect_, start, line);
}

void CsvTable::finish() {
    if (std::exchange(finished_, true))
        return;
    if (blankLines_ > 0)
        note(Problem::Severity::Info,
             say(blankLines_ == 1 ? ATTUNE_TEXT("core", "%1 blank line was passed over.")
                                  : ATTUNE_TEXT("core", "%1 blank lines were passed over."),
                 blankLines_));
    if (trailing_ > 0)
        note(Problem::Severity::Info,
             say(trailing_ == 1
                     ? ATTUNE_TEXT("core", "%1 row has empty cells after the last column.")
                     : ATTUNE_TEXT("core", "%1 rows have empty cells after the last column."),
                 trailing_));
    const Problems notes = file_.notes();
    notes_.insert(notes_.end(), notes.begin(), notes.end());
}

} // namespace

std::unique_ptr<TableReader> openCsvTable(const fs::path& path, const TableOptions& options,
                                          bool preferTab) {
    return std::make_unique<CsvTable>(path, options, preferTab);
}

} // namespace attune
