// SPDX-License-Identifier: GPL-3.0-or-later
#include "studio/copy_writer.h"

#include "base/json.h"
#include "base/lists.h"
#include "data/csv_cell.h"
#include "data/csv_dialect.h"
#include "data/json_object.h"
#include "studio/table_writer.h"
#include "text/compare.h"

namespace attune::studio {

namespace {

char separatorFor(const fs::path& path, const std::string& delimiter) {
    const char ofEnding = separatorOf(path);
    if (ofEnding == '\0' || delimiter == "auto")
        return ofEnding;
    const char given = delimiterOf(delimiter);
    if (given == '\0')
        throw UsageError(
            say(ATTUNE_TEXT("core", "The delimiter “%1” is unknown."), delimiter), toUtf8(path),
            say(ATTUNE_TEXT("core", "Choose one of: %1."), "auto, " + listed(delimiterNames())));
    return given;
}

} // namespace

void checkCopy(const fs::path& data, const fs::path& copy, bool overwrite) {
    std::error_code ignored;
    if (fs::equivalent(data, copy, ignored))
        throw UsageError(say(ATTUNE_TEXT("core", "The copy cannot take the place of the data.")),
                         toUtf8(copy), say(ATTUNE_TEXT("core", "Name another file.")));
    if (!overwrite && fs::exists(copy, ignored))
        throw UsageError(say(ATTUNE_TEXT("core", "The file is there already.")), toUtf8(copy),
                         say(ATTUNE_TEXT("core", "Name another file, or give --overwrite.")));
}

CopyWriter::CopyWriter(const fs::path& path, std::vector<std::string> columns,
                       const std::string& encoding, const std::string& delimiter)
    : columns_(std::move(columns)),
      separator_(separatorFor(path, delimiter)),
      encoding_(encoding == "auto" ? "UTF-8" : encoding),
      encoder_(encoding_, toUtf8(path)) {}

std::string CopyWriter::delimiter() const {
    return separator_ == '\0' ? std::string() : delimiterName(separator_);
}

void CopyWriter::begin(FileWriter& file) {
    if (separator_ != '\0')
        writeLine(file, separatedLine(columns_, separator_));
}

void CopyWriter::write(FileWriter& file, const TableRow& row,
                       const std::set<std::size_t>& changed) {
    writeLine(file, lineOf(row, changed));
}

std::string CopyWriter::lineOf(const TableRow& row, const std::set<std::size_t>& changed) const {
    if (separator_ != '\0')
        return separatedLine(row.cells, separator_);
    if (!row.raw.empty()) {
        std::map<std::string, std::string> values;
        for (const std::size_t i : changed)
            values[columns_[i]] = row.cells[i];
        return withStrings(trimmed(row.raw), values);
    }
    OrderedJson json = OrderedJson::object();
    for (std::size_t i = 0; i < columns_.size() && i < row.cells.size(); ++i)
        json[columns_[i]] = row.cells[i];
    return json.dump(-1, ' ', false, OrderedJson::error_handler_t::replace);
}

void CopyWriter::writeLine(FileWriter& file, const std::string& line) {
    bytes_.clear();
    encoder_.encode(line, bytes_);
    encoder_.encode("\n", bytes_);
    file.write(bytes_);
}

} // namespace attune::studio
