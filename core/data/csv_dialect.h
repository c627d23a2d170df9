// SPDX-License-Identifier: GPL-3.0-or-later
// Which delimiter a table has, and whether its first row holds names.
#pragma once

#include "data/csv_scanner.h"

#include <string_view>

namespace attune {

// The rows of a sample, at most `limit`; the last one is left out when the sample is cut.
std::vector<std::vector<std::string>> sampleRows(std::string_view sample, CsvDialect dialect,
                                                 bool whole, std::size_t limit = 200);

// The delimiter for which most rows have as many cells as the first one, among those that tables
// mostly have (comma, tab, semicolon, pipe, unit separator). Where none is convincing, another sign
// for which every row has as many cells and the first row looks like names; else none: texts of one
// column are full of signs. `preferTab`: tab wins when the first row has one (files named .tsv).
// Quotes are plain characters in tab-separated texts whose rows fit only then.
CsvDialect findDialect(std::string_view sample, bool whole, bool preferTab);

// Whether the quotes of a table with this delimiter are plain characters.
bool quotesArePlain(std::string_view sample, bool whole, char delimiter);

// Whether the first row looks like data rather than names: a number, a long text, a short value
// that its column repeats; in a table of one column also a sentence.
bool firstRowLooksLikeData(const std::vector<std::vector<std::string>>& rows);

// "comma", "semicolon", "tab", ...; "none" for NUL. The other way, also for the sign itself: NUL
// for unknown words.
std::string delimiterName(char delimiter);
char delimiterOf(std::string_view name);
std::vector<std::string> delimiterNames();

} // namespace attune
