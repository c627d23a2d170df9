// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/compare.h"

#include "text/utf8.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

namespace attune {
namespace {

bool isSpace(char32_t point) {
    return point == 0xFEFF || u_hasBinaryProperty(static_cast<UChar32>(point), UCHAR_WHITE_SPACE);
}

bool isDigit(char c) { return c >= '0' && c <= '9'; }

} // namespace

std::string_view trimmed(std::string_view text) {
    while (!text.empty()) {
        const CodePoint first = codePointAt(text, 0);
        if (!isSpace(first.value))
            break;
        text.remove_prefix(first.length);
    }
    while (!text.empty()) {
        std::size_t at = text.size() - 1;
        while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80)
            --at;
        if (!isSpace(codePointAt(text, at).value))
            break;
        text = text.substr(0, at);
    }
    return text;
}

std::string looseForm(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* folder = icu::Normalizer2::getNFKCCasefoldInstance(status);
    std::string folded(text);
    if (U_SUCCESS(status)) {
        folded.clear();
        icu::StringByteSink<std::string> sink(&folded);
        folder->normalizeUTF8(0,
                              icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())),
                              sink, nullptr, status);
    }
    std::string out;
    bool gap = false;
    for (std::size_t at = 0; at < folded.size();) {
        const CodePoint point = codePointAt(folded, at);
        at += point.length;
        if (isSpace(point.value)) {
            gap = !out.empty();
            continue;
        }
        if (gap)
            out += ' ';
        gap = false;
        appendUtf8(out, point.value);
    }
    return out;
}

bool naturalLess(std::string_view a, std::string_view b) {
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < a.size() && j < b.size()) {
        if (!isDigit(a[i]) || !isDigit(b[j])) {
            if (a[i] != b[j])
                return static_cast<unsigned char>(a[i]) < static_cast<unsigned char>(b[j]);
            ++i;
            ++j;
            continue;
        }
        const auto run = [](std::string_view text, std::size_t& at) {
            while (at < text.size() && text[at] == '0')
                ++at;
            const std::size_t start = at;
            while (at < text.size() && isDigit(text[at]))
                ++at;
            return text.substr(start, at - start);
        };
        const std::string_view x = run(a, i);
        const std::string_view y = run(b, j);
        if (x.size() != y.size())
            return x.size() < y.size();
        if (x != y)
            return x < y;
    }
    if (i < a.size() || j < b.size())
        return j < b.size();
    return a < b; // equal but for leading zeros
}

} // namespace attune
