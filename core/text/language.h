// SPDX-License-Identifier: GPL-3.0-or-later
// Which language a text seems to be written in: by its letters, and where many languages share them
// by their frequent words. No model: short texts, and those of names and numbers, stay unknown.
//
//   1. The script of most letters decides alone where one known language has it: zh (Han without
//      kana), ja, ko, el, th, he, hy, ka, and so on.
//   2. Else the stop words of the languages of that script (resources/words/stopwords.tsv) are
//      counted, a word that several lists have less than one that only few have. The best wins if
//      it has at least three different words, more of them than any other, and half as much again
//      as the next; else the language is unknown. So one foreign word in a text (“a tour de force
//      of modern cinema”), or one that a long list has by chance, decides nothing.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace attune {

// Used by any number of threads.
class LanguageGuess {
public:
    LanguageGuess();

    // ISO 639, or "" for unknown. `text` is valid UTF-8; of a long one the first 20,000 bytes are
    // looked at.
    std::string of(std::string_view text) const;
    // Whether a text whose language stays unknown may be in one of `languages`: not where most of
    // its letters are of a script that none of them is written in.
    bool mayBeIn(std::string_view text, std::span<const std::string> languages) const;

    // The languages it knows, in the order of their codes.
    static const std::vector<std::string>& languages();

private:
    struct Words;
    std::shared_ptr<const Words> words_;
};

} // namespace attune
