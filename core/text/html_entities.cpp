// SPDX-License-Identifier: GPL-3.0-or-later
// "&#233;", "&eacute;", and the old names that do without a semicolon ("&copy2024").
#include "text/html_entities.h"

#include "text/letters.h"
#include "text/utf8.h"
#include "text/word_lists.h"

#include <algorithm>
#include <charconv>
#include <unordered_map>

namespace attune {
namespace {

constexpr std::size_t kLongestName = 32; // CounterClockwiseContourIntegral;

using Names = std::unordered_map<std::string_view, std::string>;

const Names& entityNames() {
    static const Names names = [] {
        Names all;
        eachLine(kEntityList, [&](const std::vector<std::string_view>& fields) {
            std::string text;
            for (std::string_view codes = fields[1]; !codes.empty();) {
                const std::string_view code = codes.substr(0, codes.find(' '));
                std::uint32_t value = 0;
                std::from_chars(code.data(), code.data() + code.size(), value, 16);
                appendUtf8(text, value);
                codes.remove_prefix(std::min(code.size() + 1, codes.size()));
            }
            all.emplace(fields[0], std::move(text));
        });
        return all;
    }();
    return names;
}

// What HTML makes of the numbers of C1 controls: the letters of windows-1252.
constexpr char32_t kControls[32] = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                    0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

std::string textOfNumber(std::uint64_t number) {
    std::string text;
    if (number >= 0x80 && number <= 0x9F)
        appendUtf8(text, kControls[number - 0x80]);
    else if (number == 0 || number > 0x10FFFF || (number >= 0xD800 && number <= 0xDFFF))
        appendUtf8(text, 0xFFFD);
    else if (const bool control =
                 (number < 0x20 && number != 9 && number != 10 && number != 12 && number != 13) ||
                 number == 0x7F;
             !control && (number & 0xFFFE) != 0xFFFE && !(number >= 0xFDD0 && number <= 0xFDEF))
        appendUtf8(text, static_cast<char32_t>(number));
    return text;
}

Entity numberAt(std::string_view text, std::size_t at) {
    const bool hexadecimal = at + 2 < text.size() && (text[at + 2] | 0x20) == 'x';
    std::size_t end = at + (hexadecimal ? 3 : 2);
    const std::size_t digits = end;
    std::uint64_t number = 0;
    for (; end < text.size(); ++end) {
        const char c = text[end];
        std::uint64_t digit = 0;
        if (c >= '0' && c <= '9')
            digit = static_cast<std::uint64_t>(c - '0');
        else if (hexadecimal && (c | 0x20) >= 'a' && (c | 0x20) <= 'f')
            digit = static_cast<std::uint64_t>((c | 0x20) - 'a' + 10);
        else
            break;
        number = std::min<std::uint64_t>(number * (hexadecimal ? 16 : 10) + digit, 0x110000);
    }
    if (end == digits)
        return {};
    end += end < text.size() && text[end] == ';';
    return {end - at, textOfNumber(number)};
}

} // namespace

Entity entityAt(std::string_view text, std::size_t at) {
    if (at + 2 >= text.size())
        return {};
    if (text[at + 1] == '#')
        return numberAt(text, at);
    std::size_t end = at + 1;
    while (end < text.size() && end - at <= kLongestName &&
           (isAsciiLetter(static_cast<unsigned char>(text[end])) ||
            isAsciiDigit(static_cast<unsigned char>(text[end]))))
        ++end;
    const Names& names = entityNames();
    if (end < text.size() && text[end] == ';')
        if (const auto found = names.find(text.substr(at + 1, end - at)); found != names.end())
            return {end + 1 - at, found->second};
    for (; end > at + 2; --end)
        if (const auto found = names.find(text.substr(at + 1, end - at - 1)); found != names.end())
            return {end - at, found->second};
    return {};
}

} // namespace attune
