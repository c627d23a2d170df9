// SPDX-License-Identifier: GPL-3.0-or-later
// Sets of code points from the tables.
#include "tokenizer/regex_classes.h"

#include <algorithm>
#include <string>

namespace attune {
namespace {

// Calls with each run of one category: its name, first and last code point.
template <class Call> void forEachCategory(Call call) {
    const auto runs = tables::kCategories;
    for (std::size_t i = 0; i < runs.size(); ++i)
        call(std::string_view(runs[i].category), static_cast<char32_t>(runs[i].first),
             static_cast<char32_t>(i + 1 < runs.size() ? runs[i + 1].first - 1 : 0x10FFFF));
}

struct LongName {
    const char* name;
    const char* category; // of one letter: all that begin with it
};
constexpr LongName kLongNames[] = {
    {"letter",          "l" },
    {"uppercaseletter", "lu"},
    {"lowercaseletter", "ll"},
    {"titlecaseletter", "lt"},
    {"modifierletter",  "lm"},
    {"otherletter",     "lo"},
    {"mark",            "m" },
    {"number",          "n" },
    {"decimalnumber",   "nd"},
    {"letternumber",    "nl"},
    {"othernumber",     "no"},
    {"punctuation",     "p" },
    {"symbol",          "s" },
    {"separator",       "z" },
    {"other",           "c" },
    {"digit",           "nd"},
};

std::string lower(std::string_view text) {
    std::string result;
    for (const char c : text)
        result += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return result;
}

} // namespace

CodeSet united(CodeSet ranges) {
    std::sort(ranges.begin(), ranges.end(),
              [](const CodeRange& a, const CodeRange& b) { return a.first < b.first; });
    CodeSet result;
    for (const CodeRange& range : ranges) {
        if (!result.empty() && range.first <= result.back().last + 1)
            result.back().last = std::max(result.back().last, range.last);
        else
            result.push_back(range);
    }
    return result;
}

CodeSet complement(const CodeSet& set) {
    CodeSet result;
    char32_t next = 0;
    for (const CodeRange& range : set) {
        if (next < range.first)
            result.push_back({next, range.first - 1});
        next = range.last + 1;
    }
    if (next <= 0x10FFFF)
        result.push_back({next, 0x10FFFF});
    return result;
}

std::optional<CodeSet> classByName(std::string_view name) {
    // Oniguruma takes no notice of case, spaces, - and _.
    std::string key;
    for (const char c : lower(name))
        if (c != ' ' && c != '-' && c != '_')
            key += c;
    if (key == "any")
        return CodeSet{
            {0, 0x10FFFF}
        };
    for (const LongName& one : kLongNames)
        if (key == one.name)
            key = one.category;
    CodeSet set;
    forEachCategory([&](std::string_view category, char32_t first, char32_t last) {
        const std::string own = lower(category);
        if (key == own || (key.size() == 1 && key[0] == own[0]))
            set.push_back({first, last});
    });
    for (const tables::NamedRange& range : tables::kScripts)
        if (key == range.name)
            set.push_back({range.first, range.last});
    if (set.empty())
        return std::nullopt;
    return united(std::move(set));
}

const CodeSet& regexSpace() {
    static const CodeSet set = [] {
        CodeSet all = *classByName("z");
        all.push_back({0x9, 0xD});
        all.push_back({0x85, 0x85});
        return united(std::move(all));
    }();
    return set;
}

const CodeSet& regexWord() {
    static const CodeSet set = *classByName("word");
    return set;
}

const CodeSet& regexDigit() {
    static const CodeSet set = *classByName("nd");
    return set;
}

std::uint8_t regexBits(char32_t c) {
    static const std::vector<std::uint8_t> bits = [] {
        std::vector<std::uint8_t> table(0x110000);
        const auto mark = [&](const CodeSet& set, RegexBit bit) {
            for (const CodeRange& range : set)
                for (char32_t at = range.first; at <= range.last; ++at)
                    table[at] |= bit;
        };
        mark(regexSpace(), kRxSpace);
        mark(*classByName("l"), kRxLetter);
        mark(*classByName("n"), kRxNumber);
        return table;
    }();
    return c < bits.size() ? bits[c] : std::uint8_t{0};
}

} // namespace attune
