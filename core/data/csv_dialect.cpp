// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/csv_dialect.h"

#include "text/utf8.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace attune {
namespace {

constexpr std::array<std::pair<char, std::string_view>, 4> delimiters{
    {{',', "comma"}, {'\t', "tab"}, {';', "semicolon"}, {'|', "pipe"}}
};

using Rows = std::vector<std::vector<std::string>>;

// Share of the data rows with as many cells as the first row; 1 where there are none.
double fit(const Rows& rows) {
    if (rows.size() < 2)
        return 1;
    const auto fitting = std::count_if(rows.begin() + 1, rows.end(), [&](const auto& row) {
        return row.size() == rows.front().size();
    });
    return static_cast<double>(fitting) / static_cast<double>(rows.size() - 1);
}

// Cells of every data row when they are the same, else 0.
std::size_t commonWidth(const Rows& rows) {
    if (rows.size() < 3)
        return 0;
    for (const auto& row : rows)
        if (&row != &rows.front() && row.size() != rows[1].size())
            return 0;
    return rows[1].size();
}

bool isNumber(const std::string& text) {
    double value = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    return !text.empty() && code == std::errc() && end == text.data() + text.size();
}

} // namespace

std::vector<std::vector<std::string>> sampleRows(std::string_view sample, CsvDialect dialect,
                                                 bool whole, std::size_t limit) {
    Rows rows;
    bool given = false;
    CsvScanner scanner(
        [&](std::string& piece) {
            if (std::exchange(given, true))
                return false;
            piece = sample;
            return true;
        },
        dialect);
    for (CsvRow row; rows.size() <= limit && scanner.next(row);) {
        if (row.blank())
            continue;
        const std::size_t kept = std::min(row.count, row.cells.size());
        rows.emplace_back(row.cells.begin(), row.cells.begin() + static_cast<std::ptrdiff_t>(kept));
    }
    if (rows.size() > limit || (!whole && rows.size() > 1))
        rows.pop_back();
    return rows;
}

CsvDialect findDialect(std::string_view sample, bool whole, bool preferTab) {
    char best = '\0';
    double bestFit = -1;
    char wide = '\0'; // every row but the first has it
    for (const auto& [delimiter, name] : delimiters) {
        const Rows rows = sampleRows(sample, {delimiter, true}, whole);
        if (rows.empty())
            break;
        if (rows.front().size() < 2) {
            if (wide == '\0' && commonWidth(rows) > 1)
                wide = delimiter;
            continue;
        }
        if (delimiter == '\t' && preferTab) {
            best = delimiter;
            break;
        }
        // A name with a comma in a file of one column: no row has another.
        if (commonWidth(rows) == 1)
            continue;
        const double found = fit(rows);
        if (found > bestFit) {
            best = delimiter;
            bestFit = found;
        }
    }
    if (best == '\0')
        best = wide;
    return {best, !quotesArePlain(sample, whole, best)};
}

bool quotesArePlain(std::string_view sample, bool whole, char delimiter) {
    if (delimiter != '\t' || sample.find('"') == sample.npos)
        return false;
    return fit(sampleRows(sample, {delimiter, false}, whole)) >
           fit(sampleRows(sample, {delimiter, true}, whole));
}

bool firstRowLooksLikeData(const Rows& rows) {
    if (rows.empty())
        return false;
    for (std::size_t column = 0; column < rows.front().size(); ++column) {
        const std::string& name = rows.front()[column];
        if (isNumber(name) || countCodePoints(name) > 60)
            return true;
        std::size_t same = 0;
        for (std::size_t row = 1; row < rows.size(); ++row)
            same += column < rows[row].size() && rows[row][column] == name && !name.empty();
        if (same > 0 && rows.size() > 3)
            return true;
    }
    return false;
}

std::string delimiterName(char delimiter) {
    for (const auto& [value, name] : delimiters)
        if (value == delimiter)
            return std::string(name);
    return "none";
}

char delimiterOf(std::string_view name) {
    for (const auto& [value, known] : delimiters)
        if (known == name)
            return value;
    return '\0';
}

} // namespace attune
