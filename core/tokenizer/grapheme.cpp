// SPDX-License-Identifier: GPL-3.0-or-later
// The rules GB3 to GB5, GB9, GB9a, GB9b and GB11. Those for Hangul, for flags and for Indic
// conjuncts join only what has 6 bytes together.
#include "tokenizer/grapheme.h"

#include <unicode/uchar.h>

namespace attune {
namespace {

// Marks that the library knows (Unicode 17) and ICU 72 does not.
struct Range {
    char32_t first, last;
};
constexpr Range kNewerMarks[] = {
    {0x897,   0x897  },
    {0x1ACF,  0x1ADD },
    {0x1AE0,  0x1AEB },
    {0x10D69, 0x10D6D},
    {0x10EFA, 0x10EFC},
    {0x113B8, 0x113C0},
    {0x113C2, 0x113C2},
    {0x113C5, 0x113C5},
    {0x113C7, 0x113CA},
    {0x113CC, 0x113D0},
    {0x113D2, 0x113D2},
    {0x113E1, 0x113E2},
    {0x11B60, 0x11B67},
    {0x11F5A, 0x11F5A},
    {0x1611E, 0x1612F},
    {0x1E5EE, 0x1E5EF},
    {0x1E6E3, 0x1E6E3},
    {0x1E6E6, 0x1E6E6},
    {0x1E6EE, 0x1E6EF},
    {0x1E6F5, 0x1E6F5}
};

UGraphemeClusterBreak kindOf(char32_t c) {
    if (c >= 0x897)
        for (const Range& range : kNewerMarks)
            if (c >= range.first && c <= range.last)
                return U_GCB_EXTEND;
    return static_cast<UGraphemeClusterBreak>(
        u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_GRAPHEME_CLUSTER_BREAK));
}

bool isPictograph(char32_t c) {
    return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_EXTENDED_PICTOGRAPHIC);
}

} // namespace

std::size_t clusterEnd(const std::u32string& text, std::size_t begin) {
    std::size_t at = begin;
    UGraphemeClusterBreak kind = kindOf(text[at]);
    bool pictograph = isPictograph(text[at]); // then any number of extenders
    ++at;
    if (kind == U_GCB_CR)
        return at < text.size() && text[at] == U'\n' ? at + 1 : at;
    if (kind == U_GCB_CONTROL || kind == U_GCB_LF)
        return at;
    for (; at < text.size(); ++at) {
        const UGraphemeClusterBreak next = kindOf(text[at]);
        const bool isControl = next == U_GCB_CONTROL || next == U_GCB_CR || next == U_GCB_LF;
        const bool extends =
            next == U_GCB_EXTEND || next == U_GCB_ZWJ || next == U_GCB_SPACING_MARK;
        const bool joined = kind == U_GCB_ZWJ && pictograph && isPictograph(text[at]);
        if (isControl || !(extends || kind == U_GCB_PREPEND || joined))
            break;
        pictograph = joined || isPictograph(text[at]) || (pictograph && next != U_GCB_SPACING_MARK);
        kind = next;
    }
    return at;
}

} // namespace attune
