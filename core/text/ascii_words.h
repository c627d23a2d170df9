// SPDX-License-Identifier: GPL-3.0-or-later
// The boundaries of words in ASCII as ICU finds them (Unicode annex 29), many times faster. Which
// letters are of which class hangs on the version of ICU ("@" is a letter to some), which is asked.
// Internal to this room.
#pragma once

#include "text/text_breaker.h"

#include <array>
#include <functional>
#include <vector>

namespace attune {

class AsciiWords {
public:
    using Ask = std::function<std::vector<TextPart>(std::string_view)>;
    explicit AsciiWords(const Ask& icu);

    // Adds the parts of text[run], which is ASCII.
    void split(std::string_view text, Span run, std::vector<TextPart>& parts) const;
    // Whether the byte stands within words: a letter, a digit, "_".
    bool isInWord(char c) const { return is(c, kInWord); }

private:
    static constexpr std::uint8_t kInWord = 1, kLetter = 2, kDigit = 4, kWordAlone = 8,
                                  kJoinsLetters = 16, kJoinsDigits = 32;

    bool is(char c, std::uint8_t kind) const {
        return (kinds_[static_cast<std::size_t>(c)] & kind) != 0;
    }
    std::size_t endOf(std::string_view text, std::size_t begin) const;
    bool joins(std::string_view text, std::size_t at) const;

    std::array<std::uint8_t, 128> kinds_{};
};

} // namespace attune
