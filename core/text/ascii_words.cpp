// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/ascii_words.h"

namespace attune {

AsciiWords::AsciiWords(const Ask& icu) {
    for (int i = 0; i < 128; ++i) {
        const std::string c(1, static_cast<char>(i));
        const auto isOne = [&](const std::string& text) { return icu(text).size() == 1; };
        std::uint8_t& kind = kinds_[static_cast<std::size_t>(i)];
        if (isOne("a" + c) && isOne(c + "a") && isOne(c + "1"))
            kind = kInWord | (isOne(c + "'a") ? kLetter : 0) | (isOne(c + ",1") ? kDigit : 0) |
                   (icu(c).front().word ? kWordAlone : 0);
        else
            kind = (isOne("a" + c + "a") ? kJoinsLetters : 0) |
                   (isOne("1" + c + "1") ? kJoinsDigits : 0);
    }
}

void AsciiWords::split(std::string_view text, Span run, std::vector<TextPart>& parts) const {
    const std::string_view own = text.substr(0, run.end);
    for (std::size_t begin = run.begin; begin < run.end;) {
        const std::size_t end = endOf(own, begin);
        const bool word =
            is(own[begin], kInWord) && (end - begin > 1 || is(own[begin], kWordAlone));
        parts.push_back({
            {begin, end},
            word
        });
        begin = end;
    }
}

std::size_t AsciiWords::endOf(std::string_view text, std::size_t begin) const {
    const char first = text[begin];
    std::size_t end = begin + 1;
    if (first == '\r' && end < text.size() && text[end] == '\n')
        return end + 1;
    if (first == ' ')
        while (end < text.size() && text[end] == ' ')
            ++end;
    if (is(first, kInWord))
        while (end < text.size() && (is(text[end], kInWord) || joins(text, end)))
            end += is(text[end], kInWord) ? 1 : 2;
    return end;
}

// Whether the byte, which stands in a word, joins what stands beside it: letters ("don't"), or
// digits ("3.5").
bool AsciiWords::joins(std::string_view text, std::size_t at) const {
    if (at + 1 >= text.size())
        return false;
    const char before = text[at - 1], after = text[at + 1];
    return (is(text[at], kJoinsLetters) && is(before, kLetter) && is(after, kLetter)) ||
           (is(text[at], kJoinsDigits) && is(before, kDigit) && is(after, kDigit));
}

} // namespace attune
