// SPDX-License-Identifier: GPL-3.0-or-later
// The tokens of a vocabulary that are words by themselves: what a model can say of a word lies in
// one row. Pieces of words, special tokens, numbers, single letters and strings of several words
// are none.
#pragma once

#include "tokenizer/tokenizer.h"

#include <unordered_map>

namespace attune {

class WholeWords {
public:
    explicit WholeWords(const Tokenizer& tokenizer);

    struct Word {
        std::int32_t id = 0;
        std::string text;
        bool spaced = true; // of a script that puts spaces between words
    };
    // By id, ascending.
    const std::vector<Word>& all() const { return all_; }
    // Index into all() of a word, whatever its case; nothing for others.
    std::optional<std::size_t> find(std::string_view word) const;
    // Whether words of scripts without spaces are single letters: the tokenizer cuts them all.
    bool cutsLetters() const { return cutsLetters_; }

private:
    std::vector<Word> all_;
    std::unordered_map<std::string, std::size_t> byFolded_;
    bool cutsLetters_ = true;
};

} // namespace attune
