// SPDX-License-Identifier: GPL-3.0-or-later
// The words of a text, or of a pair, with the tokens that a model reads of each. Internal to this
// room.
#pragma once

#include "text/rewrite.h"
#include "tokenizer/tokenizer.h"

#include <optional>
#include <string>
#include <vector>

namespace attune::studio {

struct ReadWord {
    bool second = false; // of the second text
    Span span;           // bytes of its text
    // Indices into ReadWords::encoding; none: nothing of it is read, for the text was cut before it
    // or the tokenizer passes it over.
    std::vector<std::size_t> tokens;
};

struct ReadWords {
    Encoding encoding;          // with offsets
    std::vector<bool> special;  // [n], tokens that the tokenizer put round the texts
    std::vector<bool> inSecond; // [n], of the second text
    std::vector<ReadWord> words;
};

// Words as the breaker of words finds them (Chinese by its dictionary); punctuation and signs
// between them count as words of their own. Words that share a token are one. Both texts are valid
// UTF-8; cut at maxLength tokens.
ReadWords readWords(const Tokenizer& tokenizer, const std::string& text,
                    const std::optional<std::string>& pair, std::size_t maxLength);

} // namespace attune::studio
