// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/letters.h"

#include "text/utf8.h"

namespace attune {
namespace {

UGraphemeClusterBreak breakOf(char32_t c) {
    return static_cast<UGraphemeClusterBreak>(
        u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_GRAPHEME_CLUSTER_BREAK));
}

bool joinsHangul(UGraphemeClusterBreak left, UGraphemeClusterBreak right) {
    switch (left) {
    case U_GCB_L:
        return right == U_GCB_L || right == U_GCB_V || right == U_GCB_LV || right == U_GCB_LVT;
    case U_GCB_V:
    case U_GCB_LV:
        return right == U_GCB_V || right == U_GCB_T;
    case U_GCB_T:
    case U_GCB_LVT:
        return right == U_GCB_T;
    default:
        return false;
    }
}

} // namespace

std::size_t clusterEnd(std::string_view text, std::size_t at) {
    const CodePoint first = codePointAt(text, at);
    std::size_t end = at + first.length;
    if (first.value == '\r')
        return end < text.size() && text[end] == '\n' ? end + 1 : end;
    UGraphemeClusterBreak last = breakOf(first.value);
    if (last == U_GCB_CONTROL || last == U_GCB_LF)
        return end;
    bool pictograph = hasProperty(first.value, UCHAR_EXTENDED_PICTOGRAPHIC);
    bool joined = false; // a pictograph, marks, and a zero-width joiner
    bool flag = last == U_GCB_REGIONAL_INDICATOR;
    while (end < text.size()) {
        if (isAscii(text[end]) && last != U_GCB_PREPEND)
            break;
        const CodePoint next = codePointAt(text, end);
        const UGraphemeClusterBreak kind = breakOf(next.value);
        if (kind == U_GCB_EXTEND || kind == U_GCB_ZWJ || kind == U_GCB_SPACING_MARK) {
            joined = pictograph && kind == U_GCB_ZWJ;
            pictograph = pictograph && kind != U_GCB_SPACING_MARK;
        } else if (joined && hasProperty(next.value, UCHAR_EXTENDED_PICTOGRAPHIC)) {
            joined = false;
        } else if (flag && last == U_GCB_REGIONAL_INDICATOR && kind == U_GCB_REGIONAL_INDICATOR) {
            flag = false;
        } else if (last == U_GCB_PREPEND) {
            if (kind == U_GCB_CONTROL || kind == U_GCB_CR || kind == U_GCB_LF)
                break;
            pictograph = hasProperty(next.value, UCHAR_EXTENDED_PICTOGRAPHIC);
            flag = kind == U_GCB_REGIONAL_INDICATOR;
        } else if (!joinsHangul(last, kind)) {
            break;
        }
        last = kind;
        end += next.length;
    }
    return end;
}

void eraseWithSpace(Rewriter& text, Span word) {
    const std::string_view source = text.source();
    const char32_t left = text.before(word.begin);
    if (left == 0 || isSpace(left)) {
        const CodePoint right = codePointAt(source, word.end);
        if (right.length > 0 && isSpace(right.value) && !isLineBreak(right.value)) {
            text.erase(word.begin, word.end + right.length);
            return;
        }
        // At the end of the text or of a line, the space before goes, if it still stands there.
        std::size_t begin = word.begin;
        if ((right.length == 0 || isLineBreak(right.value)) && left != 0 && !isLineBreak(left) &&
            begin > text.done()) {
            do
                --begin;
            while ((static_cast<unsigned char>(source[begin]) & 0xC0) == 0x80);
        }
        text.erase(begin, word.end);
        return;
    }
    text.erase(word.begin, word.end);
}

} // namespace attune
