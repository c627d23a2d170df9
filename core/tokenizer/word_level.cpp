// SPDX-License-Identifier: GPL-3.0-or-later
// WordLevel: a word is a token as a whole, or unknown.
#include "text/utf8.h"
#include "tokenizer/json_fields.h"
#include "tokenizer/token_model.h"

namespace attune {
namespace {

class WordLevel final : public TokenModel {
public:
    WordLevel(Vocabulary vocabulary, std::string unknownToken)
        : vocabulary_(std::move(vocabulary)),
          unknownToken_(std::move(unknownToken)),
          unknown_(vocabulary_.find(unknownToken_)) {}

    void tokenize(const NormalizedText& text, CharRange word,
                  std::vector<Token>& tokens) const override {
        thread_local std::string bytes;
        bytes.clear();
        for (std::size_t i = word.begin; i < word.end; ++i)
            appendUtf8(bytes, text[i]);
        const auto id = vocabulary_.find(bytes);
        if (!id && !unknown_)
            throwNoUnknownToken(unknownToken_);
        tokens.push_back({id ? *id : *unknown_, word});
    }

    const Vocabulary& vocabulary() const override { return vocabulary_; }
    std::optional<std::int32_t> unknownId() const override { return unknown_; }
    std::string kind() const override { return "WordLevel"; }
    std::vector<std::int32_t> lastingIds() const override {
        return unknown_ ? std::vector<std::int32_t>{*unknown_} : std::vector<std::int32_t>();
    }

private:
    Vocabulary vocabulary_;
    std::string unknownToken_;
    std::optional<std::int32_t> unknown_;
};

} // namespace

std::unique_ptr<TokenModel> makeWordLevel(const Json& json, const std::string& where) {
    return std::make_unique<WordLevel>(Vocabulary::fromJson(memberOf(json, "vocab"), where),
                                       textOf(json, "unk_token", "<unk>", where));
}

} // namespace attune
