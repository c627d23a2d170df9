// SPDX-License-Identifier: GPL-3.0-or-later
// UTF-8: decoding, checking, and repair as Python's bytes.decode("utf-8", errors="replace") does
// it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace attune {

struct CodePoint {
    char32_t value = 0;
    std::size_t length = 0; // bytes; 0 at the end of the text
};

// The code point at byte `at` of valid UTF-8 (text that isn't valid gives U+FFFD, one byte at
// least).
CodePoint codePointAt(std::string_view text, std::size_t at);

void appendUtf8(std::string& out, char32_t codePoint);
std::u32string toUtf32(std::string_view text);
std::string toUtf8(std::u32string_view text);
// Else a std::u32string could be a path as well (base/files.h).
inline std::string toUtf8(const std::u32string& text) { return toUtf8(std::u32string_view(text)); }

bool isValidUtf8(std::string_view text);
// Bytes before the first ill-formed part; the size of the text when there is none.
std::size_t validUtf8Prefix(std::string_view text);
// The same, with the number of sequences in it of two bytes and of three or four.
struct Utf8Run {
    std::size_t length = 0;
    std::size_t shortSequences = 0;
    std::size_t longSequences = 0;
};
Utf8Run scanUtf8(std::string_view text);
// Length of the maximal ill-formed part at byte `at`, 1 to 3; 0 when a valid code point starts
// there.
std::size_t illFormedLength(std::string_view text, std::size_t at);
// Whether the bytes from `at` to the end are the start of a code point that the next bytes could
// complete (for text that comes in pieces).
bool isTruncatedUtf8(std::string_view text, std::size_t at);
// Each maximal ill-formed part becomes one U+FFFD (Unicode 15, section 3.9, table 3-8; the practice
// of Python and of WHATWG).
std::string repairUtf8(std::string_view bytes);

// Number of code points of valid UTF-8.
std::size_t countCodePoints(std::string_view text);

} // namespace attune
