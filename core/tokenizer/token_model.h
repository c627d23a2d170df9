// SPDX-License-Identifier: GPL-3.0-or-later
// Models of tokenizer.json: they turn one word into tokens of their vocabulary.
#pragma once

#include "base/json.h"
#include "tokenizer/normalized_text.h"
#include "tokenizer/tokenizer.h"
#include "tokenizer/vocabulary.h"

#include <array>
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
    // The model's part of Tokenizer::lastingIds() and needsOf().
    virtual std::vector<std::int32_t> lastingIds() const = 0;
    virtual void needsOf(const NormalizedText&, CharRange /*word*/, TokenNeeds&) const {}
    virtual bool hasNeeds() const { return false; } // needsOf() is more than that
    // "vocab" as the kind writes it: {"token": id, ...} in the order of ids, unless overridden.
    virtual OrderedJson vocabularyJson() const;
};

// From the "model" of a tokenizer.json. Throws an Error for a kind that is not in the table of
// token_model.cpp and for a damaged vocabulary. `where` names the file.
std::unique_ptr<TokenModel> makeTokenModel(const Json& json, const std::string& where);

// Each reads the "model" of its kind.
std::unique_ptr<TokenModel> makeWordLevel(const Json& json, const std::string& where);
std::unique_ptr<TokenModel> makeBpe(const Json& json, const std::string& where);
std::unique_ptr<TokenModel> makeUnigram(const Json& json, const std::string& where);

// Ids of the tokens "<0x00>" to "<0xFF>", into which unknown code points are written; -1: none.
std::array<std::int32_t, 256> byteTokens(const Vocabulary& vocabulary);
// A text has a part that needs the unknown token, and the vocabulary lacks it.
[[noreturn]] void throwNoUnknownToken(const std::string& token);

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
