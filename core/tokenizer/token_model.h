// SPDX-License-Identifier: GPL-3.0-or-later
// Models of tokenizer.json: they turn one word into tokens of their vocabulary.
#pragma once

#include "base/json.h"
#include "tokenizer/normalized_text.h"
#include "tokenizer/vocabulary.h"

#include <memory>
#include <vector>

namespace attune {

// A token and the code points of the normalised text that it covers.
struct Token {
    std::int32_t id = 0;
    CharRange chars;
};

class TokenModel {
public:
    virtual ~TokenModel() = default;
    // Appends the tokens of the code points `word` of `text`.
    virtual void tokenize(const NormalizedText& text, CharRange word,
                          std::vector<Token>& tokens) const = 0;
    virtual const Vocabulary& vocabulary() const = 0;
    virtual std::optional<std::int32_t> unknownId() const = 0;
    virtual std::string kind() const = 0;
};

// From the "model" of a tokenizer.json. Throws an Error for a kind that is not in the table of
// token_model.cpp and for a damaged vocabulary. `where` names the file.
std::unique_ptr<TokenModel> makeTokenModel(const Json& json, const std::string& where);

struct WordPieceOptions {
    std::string unknownToken = "[UNK]";
    std::string continuingPrefix = "##";
    std::size_t longestWord = 100; // code points; a longer word is one unknown token
};
// Longest token first, from the left; a word with a part that no token covers is one unknown token
// (Schuster and Nakajima 2012; Devlin et al. 2019).
std::unique_ptr<TokenModel> makeWordPiece(Vocabulary vocabulary, const WordPieceOptions& options,
                                          const std::string& where);

} // namespace attune
