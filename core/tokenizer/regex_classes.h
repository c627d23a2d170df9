// SPDX-License-Identifier: GPL-3.0-or-later
// Character classes as Oniguruma knows them in the `tokenizers` library (Unicode 16 in 0.23), whose
// tables are newer than ICU's; written by tables/make_regex_tables.py.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace attune {

namespace tables {
struct CategoryRun {
    std::uint32_t first; // up to the next run
    char category[3];    // "Lu"
};
extern const std::span<const CategoryRun> kCategories;
struct NamedRange {
    const char* name; // lower case
    std::uint32_t first, last;
};
extern const std::span<const NamedRange> kScripts;
} // namespace tables

// Code points [first, last], sorted and apart.
struct CodeRange {
    char32_t first, last;
};
using CodeSet = std::vector<CodeRange>;

CodeSet united(CodeSet ranges); // sorts and joins
CodeSet complement(const CodeSet& set);

// \p{NAME}: a general category ("L", "Lu", "Letter" ...) or a script; nothing for a name that is
// not known.
std::optional<CodeSet> classByName(std::string_view name);
const CodeSet& regexSpace(); // \s
const CodeSet& regexWord();  // \w
const CodeSet& regexDigit(); // \d

// Bits for the hand-written scanners.
enum RegexBit : std::uint8_t { kRxSpace = 1, kRxLetter = 2, kRxNumber = 4 };
std::uint8_t regexBits(char32_t c);

} // namespace attune
