// SPDX-License-Identifier: GPL-3.0-or-later
// What a tokenizer asks of a code point. The answers are those of the `tokenizers` library, whose
// tables are older than ICU's (see tables/make_tables.py).
#pragma once

#include <cstdint>
#include <string>

namespace attune {

// Bits of charClass().
enum CharClass : std::uint16_t {
    kIsSpace = 1,        // White_Space
    kIsRemoved = 2,      // BertNormalizer's clean_text drops it
    kIsPunctuation = 4,  // ASCII punctuation and P*
    kIsNonspacing = 8,   // Mn: BertNormalizer's strip_accents drops it after NFD
    kIsMark = 16,        // M*: StripAccents drops it
    kIsChinese = 32,     // BertNormalizer puts spaces round it
    kIsWord = 64,        // \w
    kIsDigit = 128,      // N*
    kIsReshaped = 256,   // NFD decomposes it, or it has a combining class
    kHasLowercase = 512, // lowercase differs
};

std::uint16_t charClass(char32_t codePoint);
inline bool charIs(char32_t codePoint, CharClass bit) { return charClass(codePoint) & bit; }

// The lowercase of one code point, without regard to its neighbours; U+0130 gives two.
std::u32string lowercase(char32_t codePoint);
// The same for all but U+0130, which stays.
char32_t simpleLowercase(char32_t codePoint);

// Canonical decomposition of one code point (itself where it has none).
std::u32string decomposed(char32_t codePoint);
// The same by compatibility.
std::u32string compatiblyDecomposed(char32_t codePoint);
// Whether compatible decomposition changes it, or it has a combining class.
bool isCompatiblyReshaped(char32_t codePoint);
// The code point that the two compose to, 0 where they do not.
char32_t composed(char32_t first, char32_t second);
// Canonical combining class; 0 for starters.
std::uint8_t combiningClass(char32_t codePoint);

} // namespace attune
