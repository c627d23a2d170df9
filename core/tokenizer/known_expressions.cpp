// SPDX-License-Identifier: GPL-3.0-or-later
// The scanners. Each tries the alternatives of its expression in their order; every code point is
// part of some match.
#include "tokenizer/known_expressions.h"

#include "tokenizer/regex_classes.h"

#include <algorithm>

namespace attune {
namespace {

bool isSpace(char32_t c) { return regexBits(c) & kRxSpace; }
bool isLetter(char32_t c) { return regexBits(c) & kRxLetter; }
bool isNumber(char32_t c) { return regexBits(c) & kRxNumber; }
bool isOther(char32_t c) { return regexBits(c) == 0; }
bool isBreak(char32_t c) { return c == '\r' || c == '\n'; }

template <class Is> std::size_t runEnd(std::u32string_view text, std::size_t at, Is is) {
    while (at < text.size() && is(text[at]))
        ++at;
    return at;
}

// 's|'t|'re|'ve|'m|'ll|'d at `at`: where it ends, `at` when it is not there. Without regard to case
// U+017F is an s.
std::size_t contractionEnd(std::u32string_view text, std::size_t at, bool anyCase) {
    if (text[at] != '\'' || at + 1 >= text.size())
        return at;
    const auto letter = [&](std::size_t i) -> char32_t {
        if (i >= text.size())
            return 0;
        const char32_t c = text[i];
        if (!anyCase)
            return c;
        return c >= 'A' && c <= 'Z' ? c + 32 : c == 0x17F ? U's' : c;
    };
    const char32_t first = letter(at + 1);
    if (first == 's' || first == 't' || first == 'm' || first == 'd')
        return at + 2;
    const char32_t second = letter(at + 2);
    const bool two =
        ((first == 'r' || first == 'v') && second == 'e') || (first == 'l' && second == 'l');
    return two ? at + 3 : at;
}

// \s+(?!\S)|\s+: the last space of a run goes to the word after it.
std::size_t spacesEnd(std::u32string_view text, std::size_t at) {
    const std::size_t end = runEnd(text, at, isSpace);
    return end == text.size() || end == at + 1 ? end : end - 1;
}

std::size_t gpt2End(std::u32string_view text, std::size_t at) {
    if (const std::size_t end = contractionEnd(text, at, false); end > at)
        return end;
    const std::size_t word = text[at] == ' ' && at + 1 < text.size() ? at + 1 : at;
    if (isLetter(text[word]))
        return runEnd(text, word, isLetter);
    if (isNumber(text[word]))
        return runEnd(text, word, isNumber);
    if (isOther(text[word]))
        return runEnd(text, word, isOther);
    return spacesEnd(text, at);
}

// cl100k's and those after it:
// (?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,digits}| ?[^\s\p{L}\p{N}]+[\r\n]*|
// \s*[\r\n]+|\s+(?!\S)|\s+
std::size_t cl100kEnd(std::u32string_view text, std::size_t at, std::size_t digits) {
    if (const std::size_t end = contractionEnd(text, at, true); end > at)
        return end;
    const char32_t c = text[at];
    const bool isLead = !isBreak(c) && !isLetter(c) && !isNumber(c);
    const std::size_t word = isLead && at + 1 < text.size() ? at + 1 : at;
    if (isLetter(text[word]))
        return runEnd(text, word, isLetter);
    if (isNumber(c)) {
        const std::size_t end = runEnd(text, at, isNumber);
        return std::min(end, at + digits);
    }
    const std::size_t sign = c == ' ' && at + 1 < text.size() ? at + 1 : at;
    if (isOther(text[sign]))
        return runEnd(text, runEnd(text, sign, isOther), isBreak);
    // \s*[\r\n]+ ends after the last line break of the run of spaces.
    const std::size_t end = runEnd(text, at, isSpace);
    for (std::size_t last = end; last > at; --last)
        if (isBreak(text[last - 1]))
            return last;
    return spacesEnd(text, at);
}

template <class EndOf> class Scanner final : public TextPattern {
public:
    explicit Scanner(EndOf endOf) : endOf_(endOf) {}

    void find(std::u32string_view text, std::vector<CharRange>& matches) const override {
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t end = endOf_(text, at);
            matches.push_back({at, end});
            at = end;
        }
    }

private:
    EndOf endOf_;
};

template <std::size_t digits> std::size_t cl100kEndOf(std::u32string_view text, std::size_t at) {
    return cl100kEnd(text, at, digits);
}

struct Known {
    std::string_view expression;
    std::size_t (*endOf)(std::u32string_view, std::size_t);
};
constexpr Known kKnown[] = {
    {R"('s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+)",                                          gpt2End},
    {R"('(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+)",                                             gpt2End},
    {R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)",
     cl100kEndOf<3>                                                                                                                   },
    {R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)",
     cl100kEndOf<1>                                                                                                                   },
};

} // namespace

void findGpt2Words(std::u32string_view text, std::vector<CharRange>& matches) {
    Scanner(gpt2End).find(text, matches);
}

std::unique_ptr<TextPattern> makeKnownExpression(std::string_view expression) {
    for (const Known& known : kKnown)
        if (known.expression == expression)
            return std::make_unique<Scanner<decltype(known.endOf)>>(known.endOf);
    return nullptr;
}

} // namespace attune
