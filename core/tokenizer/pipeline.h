// SPDX-License-Identifier: GPL-3.0-or-later
// The tokenizer that a tokenizer.json describes: added tokens, normaliser, pre-tokenizer, model,
// post-processor, one after the other.
#pragma once

#include "tokenizer/added_tokens.h"
#include "tokenizer/normalizer.h"
#include "tokenizer/post_processor.h"
#include "tokenizer/pre_tokenizer.h"
#include "tokenizer/token_model.h"
#include "tokenizer/tokenizer.h"
#include "tokenizer/tokenizer_files.h"

namespace attune {

class Pipeline final : public Tokenizer {
public:
    // Throws an Error for what cannot be read.
    explicit Pipeline(TokenizerSource source);

    Encoding encode(std::string_view text, std::optional<std::string_view> pair,
                    const EncodeOptions& options) const override;
    std::size_t size() const override;
    std::optional<std::int32_t> idOf(std::string_view token) const override;
    std::string tokenOf(std::int32_t id) const override;
    std::optional<std::int32_t> unknownId() const override { return model_->unknownId(); }
    std::optional<std::int32_t> padId() const override { return padId_; }
    std::size_t specialCount(bool pair) const override { return post_.specialCount(pair); }
    std::size_t modelMaxLength() const override { return modelMaxLength_; }
    std::string kind() const override;
    const Problems& warnings() const override { return warnings_; }
    std::vector<std::int32_t> lastingIds() const override;
    void needsOf(std::string_view text, TokenNeeds& needs) const override;
    bool hasNeeds() const override { return model_->hasNeeds(); }
    std::unique_ptr<Tokenizer> extended(std::span<const std::string> words) const override;
    std::unique_ptr<Tokenizer> trimmed(std::span<const std::int32_t> kept) const override;
    void save(const fs::path& folder, std::size_t modelMaxLength) const override;

private:
    // The tokens of one text, without special tokens.
    struct Tokens {
        std::vector<std::int32_t> ids;
        std::vector<ByteSpan> offsets; // empty unless asked for
        // Code points of white space that each token begins and ends with; only where the
        // post-processor trims.
        struct Blanks {
            std::uint32_t before = 0, after = 0;
        };
        std::vector<Blanks> blanks;
        TokenNeeds* needs = nullptr; // where they are asked for
    };
    Tokens tokensOf(std::string_view text, bool offsets, TokenNeeds* needs = nullptr) const;
    void tokenizeStretch(NormalizedText text, Tokens& out, bool offsets) const;
    void tokenizePlain(NormalizedText& text, Tokens& out, bool offsets) const;
    // Appends a token that consists of code points of `text`.
    void append(std::int32_t id, const NormalizedText& text, CharRange chars, bool isText,
                Tokens& out, bool offsets) const;
    void trimOffsets(Tokens& tokens, std::string_view text) const;

    TokenizerSource source_; // its vocabulary is kept in the model only
    Problems warnings_;
    std::unique_ptr<Normalizer> normalizer_;
    std::unique_ptr<PreTokenizer> preTokenizer_;
    std::unique_ptr<TokenModel> model_;
    std::unique_ptr<AddedTokens> added_;
    PostProcessor post_;
    std::optional<std::int32_t> padId_;
    std::size_t modelMaxLength_ = 0;
};

} // namespace attune
