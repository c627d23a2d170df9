// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/csv_dialect.h"

#include "text/compare.h"
#include "text/utf8.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <set>
#include <utility>

namespace attune {
namespace {

struct Delimiter {
    char value;
    std::string_view name;
    // What tables are mostly written with, or what no text holds: a few ragged rows do not speak
    // against it. Others must fit every row.
    bool common;
};

constexpr std::array<Delimiter, 16> delimiters{
    {{',', "comma", true},
     {'\t', "tab", true},
     {';', "semicolon", true},
     {'|', "pipe", true},
     {'\x1F', "unit-separator", true},
     {'~', "tilde", false},
     {'^', "caret", false},
     {':', "colon", false},
     {'#', "hash", false},
     {'&', "ampersand", false},
     {'*', "asterisk", false},
     {'@', "at", false},
     {'!', "exclamation", false},
     {'/', "slash", false},
     {'\\', "backslash", false},
     {' ', "space", false}}
};

// Below it the rows speak against a common delimiter, unless the first row looks like names.
constexpr double leastFit = 0.5;

using Rows = std::vector<std::vector<std::string>>;

// Calls `look` for the rows of a sample until it says false.
template <class Look> void forRows(std::string_view sample, CsvDialect dialect, const Look& look) {
    bool given = false;
    CsvScanner scanner(
        [&](std::string& piece) {
            if (std::exchange(given, true))
                return false;
            piece = sample;
            return true;
        },
        dialect);
    for (CsvRow row; scanner.next(row) && look(row);) {
    }
}

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

// Whether the cells may be names of columns: short, without white space around, no numbers.
bool looksLikeNames(const std::vector<std::string>& cells) {
    return std::all_of(cells.begin(), cells.end(), [](const std::string& cell) {
        if (cell.empty())
            return true; // pandas names its index so
        const auto first = static_cast<unsigned char>(cell.front());
        return countCodePoints(cell) <= 40 && trimmed(cell) == cell &&
               (std::isalpha(first) || first == '_' || first >= 0x80);
    });
}

// Whether some cell that holds the delimiter is in quotes.
bool usesQuotes(std::string_view sample, char delimiter) {
    bool found = false;
    forRows(sample, {delimiter, true}, [&](const CsvRow& row) {
        for (std::size_t i = 0; i < std::min(row.count, row.cells.size()); ++i)
            found = found || (row.quoted && row.cells[i].find(delimiter) != std::string::npos);
        return !found;
    });
    return found;
}

// Whether all speaks for a delimiter that texts hold as well: names in the first row, as many cells
// in every row; for spaces also quotes.
bool fitsStrictly(const Rows& rows, std::string_view sample, char delimiter) {
    if (rows.size() < 2 || rows.front().size() < 2 || fit(rows) < 1)
        return false;
    const std::vector<std::string>& names = rows.front();
    const std::set<std::string> different(names.begin(), names.end());
    return looksLikeNames(names) && different.size() == names.size() && !different.count("") &&
           (delimiter != ' ' || usesQuotes(sample, delimiter));
}

bool isNumber(const std::string& text) {
    double value = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    return !text.empty() && code == std::errc() && end == text.data() + text.size();
}

// Four words or more, or a sign that ends a sentence.
bool looksLikeSentence(std::string_view name) {
    const std::string_view text = trimmed(name);
    const auto spaces = std::count(text.begin(), text.end(), ' ');
    static constexpr std::array<std::string_view, 7> ends{".", "!", "?", "。", "！", "？", "…"};
    return spaces >= 3 || std::any_of(ends.begin(), ends.end(), [&](std::string_view end) {
               return text.size() > 2 * end.size() + 1 && text.ends_with(end);
           });
}

} // namespace

std::vector<std::vector<std::string>> sampleRows(std::string_view sample, CsvDialect dialect,
                                                 bool whole, std::size_t limit) {
    Rows rows;
    forRows(sample, dialect, [&](const CsvRow& row) {
        if (row.blank())
            return true;
        const std::size_t kept = std::min(row.count, row.cells.size());
        rows.emplace_back(row.cells.begin(), row.cells.begin() + static_cast<std::ptrdiff_t>(kept));
        return rows.size() <= limit;
    });
    if (rows.size() > limit || (!whole && rows.size() > 1))
        rows.pop_back();
    return rows;
}

CsvDialect findDialect(std::string_view sample, bool whole, bool preferTab) {
    char best = '\0';
    double bestFit = -1;
    char strict = '\0';
    char wide = '\0'; // every row but the first has it
    for (const Delimiter& delimiter : delimiters) {
        const char value = delimiter.value;
        if (sample.find(value) == sample.npos)
            continue;
        const Rows rows = sampleRows(sample, {value, true}, whole);
        if (rows.empty())
            break;
        if (!delimiter.common) {
            if (strict == '\0' && fitsStrictly(rows, sample, value))
                strict = value;
            continue;
        }
        if (rows.front().size() < 2) {
            if (wide == '\0' && commonWidth(rows) > 1)
                wide = value;
            continue;
        }
        if (value == '\t' && preferTab) {
            best = value;
            bestFit = 1;
            break;
        }
        // A name with a comma in a file of one column: no row has another.
        if (commonWidth(rows) == 1)
            continue;
        const double found = fit(rows);
        if (found > bestFit && (found >= leastFit || looksLikeNames(rows.front()))) {
            best = value;
            bestFit = found;
        }
    }
    if (strict != '\0' && bestFit < leastFit)
        best = strict;
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
    if (rows.front().size() == 1 && looksLikeSentence(rows.front().front()))
        return true;
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
    for (const Delimiter& known : delimiters)
        if (known.value == delimiter)
            return std::string(known.name);
    return "none";
}

char delimiterOf(std::string_view name) {
    for (const Delimiter& known : delimiters)
        if (known.name == name || (name.size() == 1 && name[0] == known.value))
            return known.value;
    return '\0';
}

std::vector<std::string> delimiterNames() {
    std::vector<std::string> names;
    for (const Delimiter& known : delimiters)
        names.emplace_back(known.name);
    return names;
}

} // namespace attune
