// SPDX-License-Identifier: GPL-3.0-or-later
// `lookalikes`: Cyrillic, Greek and Armenian letters that pass for Latin ones, and the other way
// round, inside a word of both. ICU's skeletons of confusables also rewrite plain words ("modem" to
// "rnodern"), so this has a table of its own, taken from Unicode's confusables: letters that look
// the same in most fonts.
#include "text/cleaning_operator.h"
#include "text/letters.h"
#include "text/utf8.h"

#include <string>

namespace attune {
namespace {

struct Pair {
    char32_t foreign;
    char latin;
};
constexpr Pair kPairs[] = {
    {U'А', 'A'},
    {U'В', 'B'},
    {U'С', 'C'},
    {U'Е', 'E'},
    {U'Н', 'H'},
    {U'І', 'I'},
    {U'Ј', 'J'},
    {U'К', 'K'},
    {U'М', 'M'},
    {U'О', 'O'},
    {U'Р', 'P'},
    {U'Ѕ', 'S'},
    {U'Т', 'T'},
    {U'Х', 'X'},
    {U'У', 'Y'},
    {U'Ԛ', 'Q'},
    {U'Ԝ', 'W'},
    {U'а', 'a'},
    {U'с', 'c'},
    {U'ԁ', 'd'},
    {U'е', 'e'},
    {U'һ', 'h'},
    {U'і', 'i'},
    {U'ј', 'j'},
    {U'ӏ', 'l'},
    {U'о', 'o'},
    {U'р', 'p'},
    {U'ԛ', 'q'},
    {U'ѕ', 's'},
    {U'ԝ', 'w'},
    {U'х', 'x'},
    {U'у', 'y'},
    {U'Α', 'A'},
    {U'Β', 'B'},
    {U'Ε', 'E'},
    {U'Ζ', 'Z'},
    {U'Η', 'H'},
    {U'Ι', 'I'},
    {U'Κ', 'K'},
    {U'Μ', 'M'},
    {U'Ν', 'N'},
    {U'Ο', 'O'},
    {U'Ρ', 'P'},
    {U'Τ', 'T'},
    {U'Υ', 'Y'},
    {U'Χ', 'X'},
    {U'α', 'a'},
    {U'ι', 'i'},
    {U'ν', 'v'},
    {U'ο', 'o'},
    {U'ρ', 'p'},
    {U'υ', 'u'},
    {U'ϲ', 'c'},
    {U'ϳ', 'j'},
    {U'հ', 'h'},
    {U'ո', 'n'},
    {U'ս', 'u'},
    {U'օ', 'o'},
    {U'Օ', 'O'},
    {U'Ս', 'U'}
};

UScriptCode scriptOf(char32_t c) {
    if (c < 0x80)
        return isAsciiLetter(c) ? USCRIPT_LATIN : USCRIPT_COMMON;
    UErrorCode status = U_ZERO_ERROR;
    return uscript_getScript(static_cast<UChar32>(c), &status);
}

// The letter of `script` that looks like `c`; 0: there is none.
char32_t lookalike(char32_t c, UScriptCode script) {
    for (const Pair& pair : kPairs) {
        if (script == USCRIPT_LATIN && pair.foreign == c)
            return static_cast<char32_t>(pair.latin);
        if (script != USCRIPT_LATIN && c < 0x80 && static_cast<char32_t>(pair.latin) == c &&
            scriptOf(pair.foreign) == script)
            return pair.foreign;
    }
    return 0;
}

class Lookalikes final : public CleaningOperator {
public:
    bool apply(Rewriter& text) const override {
        const std::string_view source = text.source();
        for (std::size_t at = 0; at < source.size();) {
            if (isAscii(source[at]) && !isAsciiLetter(static_cast<unsigned char>(source[at]))) {
                ++at;
                continue;
            }
            const std::size_t end = wordEnd(source, at);
            if (end > at)
                word(text, {at, end});
            at = end > at ? end : at + codePointAt(source, at).length;
        }
        return true;
    }

private:
    static std::size_t wordEnd(std::string_view text, std::size_t at) {
        while (at < text.size()) {
            const CodePoint point = codePointAt(text, at);
            const bool inside = point.value < 0x80 ? isAsciiLetter(point.value)
                                                   : isLetter(point.value) || isMark(point.value);
            if (!inside)
                break;
            at += point.length;
        }
        return at;
    }

    static void word(Rewriter& text, Span word) {
        const std::string_view source = text.source();
        std::size_t latin = 0;
        std::size_t foreign = 0;
        UScriptCode other = USCRIPT_COMMON;
        for (std::size_t at = word.begin; at < word.end;) {
            const CodePoint point = codePointAt(source, at);
            at += point.length;
            const UScriptCode script = scriptOf(point.value);
            if (script == USCRIPT_LATIN) {
                ++latin;
            } else if (script == USCRIPT_CYRILLIC || script == USCRIPT_GREEK ||
                       script == USCRIPT_ARMENIAN) {
                if (foreign++ > 0 && script != other)
                    return; // three scripts: nothing is sure
                other = script;
            }
        }
        if (latin == 0 || foreign == 0 || latin == foreign)
            return;
        const UScriptCode target = latin > foreign ? USCRIPT_LATIN : other;
        const UScriptCode from = latin > foreign ? other : USCRIPT_LATIN;
        std::string out;
        for (const bool writes : {false, true}) // all of the foreign letters, or none
            for (std::size_t at = word.begin; at < word.end;) {
                const CodePoint point = codePointAt(source, at);
                if (scriptOf(point.value) == from) {
                    const char32_t twin = lookalike(point.value, target);
                    if (twin == 0)
                        return;
                    out.clear();
                    appendUtf8(out, twin);
                    if (writes)
                        text.replace(at, at + point.length, out);
                }
                at += point.length;
            }
    }
};

} // namespace

CleaningEntry lookalikesEntry() {
    return cleaningEntry<Lookalikes>(
        {.key = "lookalikes",
         .title = ATTUNE_TEXT("core", "Look-alike letters"),
         .help = ATTUNE_TEXT("core", "In words that mix Latin with Cyrillic, Greek or Armenian "
                                     "letters, such as раypal, the fewer ones become those that "
                                     "they look like, if all of them have one.")});
}

} // namespace attune
