// SPDX-License-Identifier: GPL-3.0-or-later
// What operators of cleaning and of augmentation ask of code points and of their neighbours.
#pragma once

#include "text/rewrite.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

namespace attune {

inline bool isAscii(char c) { return static_cast<unsigned char>(c) < 0x80; }
inline bool isAsciiLetter(char32_t c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }
inline bool isAsciiDigit(char32_t c) { return c >= '0' && c <= '9'; }

// Unicode's White_Space.
inline bool isSpace(char32_t c) {
    return c < 0x80 ? c == ' ' || (c >= 9 && c <= 13)
                    : u_isUWhiteSpace(static_cast<UChar32>(c)) != 0;
}
// Breaks a line: LF, CR, and those of Unicode.
inline bool isLineBreak(char32_t c) {
    return (c >= 10 && c <= 13) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

inline bool hasProperty(char32_t c, UProperty property) {
    return u_hasBinaryProperty(static_cast<UChar32>(c), property) != 0;
}
inline std::uint32_t categoryOf(char32_t c) { return U_GET_GC_MASK(static_cast<UChar32>(c)); }
inline bool isLetter(char32_t c) { return (categoryOf(c) & U_GC_L_MASK) != 0; }
inline bool isMark(char32_t c) { return (categoryOf(c) & U_GC_M_MASK) != 0; }

// Letters that are written without spaces between words: Han, kana, and the like.
inline bool isIdeographic(char32_t c) {
    return c >= 0x3040 && (hasProperty(c, UCHAR_IDEOGRAPHIC) || (c <= 0x30FF) ||
                           (c >= 0x31F0 && c <= 0x31FF) || (c >= 0xFF66 && c <= 0xFF9F));
}
// Letters of a script that puts no spaces between words: Han, kana, Thai, ...
inline bool isUnspacedLetter(char32_t c) {
    return c >= 0x0E00 &&
           (isIdeographic(c) || u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_LINE_BREAK) ==
                                    U_LB_COMPLEX_CONTEXT);
}
// What makes a word where words stand apart: letters but ideographic ones, marks, digits and "_".
inline bool isWordChar(char32_t c) {
    if (c < 0x80)
        return isAsciiLetter(c) || isAsciiDigit(c) || c == '_';
    return (categoryOf(c) & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK)) != 0 && !isIdeographic(c);
}

// The end of the grapheme cluster that begins at byte `at` (Unicode 15, annex 29, but for Indic
// conjuncts): a letter with its marks, a syllable of Hangul, an emoji with all that joins it, a
// flag. `at` lies before the end of the text.
std::size_t clusterEnd(std::string_view text, std::size_t at);

// Erases a word or symbol, and one space beside it where it would leave two of them, or one at the
// beginning or the end of the text.
void eraseWithSpace(Rewriter& text, Span word);

} // namespace attune
