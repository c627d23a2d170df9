// SPDX-License-Identifier: GPL-3.0-or-later
// The interface of every tokenizer: text to token ids, equal to what transformers gives for the
// same folder.
#pragma once

#include "base/error.h"
#include "base/files.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace attune {

struct Encoding {
    std::vector<std::int32_t> ids;     // special tokens included
    std::vector<std::int32_t> typeIds; // 0 first text, 1 second; same length
    // Of each token, where it stands in its original text, in bytes [begin, end); {0, 0} for
    // special tokens. Empty unless asked for.
    std::vector<std::pair<std::uint32_t, std::uint32_t>> offsets;
    // Tokens that truncation took away, 0 when nothing was cut.
    std::uint32_t cut = 0;
    // Tokens of the text (special ones apart) that are the unknown token.
    std::uint32_t unknown = 0;
};

struct EncodeOptions {
    // Longest encoding including special tokens; 0: no truncation. Pairs are cut as the Python
    // library's "longest_first" does.
    std::size_t maxLength = 0;
    bool specialTokens = true;
    bool offsets = false;
};

struct TokenNeed {
    std::int32_t token = 0;
    std::int32_t needed = 0;
    auto operator<=>(const TokenNeed&) const = default;
};
using TokenNeeds = std::vector<TokenNeed>;

// Thread-safe: encode() is const and may be called from many threads.
class Tokenizer {
public:
    virtual ~Tokenizer() = default;

    // `text` is UTF-8; ill-formed parts are read as U+FFFD.
    virtual Encoding encode(std::string_view text, std::optional<std::string_view> pair = {},
                            const EncodeOptions& options = {}) const = 0;

    virtual std::size_t size() const = 0; // highest id + 1, added tokens included
    virtual std::optional<std::int32_t> idOf(std::string_view token) const = 0;
    virtual std::string tokenOf(std::int32_t id) const = 0; // empty for an unused id
    virtual std::optional<std::int32_t> unknownId() const = 0;
    virtual std::optional<std::int32_t> padId() const = 0;
    // Number of special tokens that encode() adds to one text (or to a pair).
    virtual std::size_t specialCount(bool pair) const = 0;
    // model_max_length of tokenizer_config.json, 0 where it is unset.
    virtual std::size_t modelMaxLength() const = 0;
    // "WordPiece", "byte-level BPE", ...
    virtual std::string kind() const = 0;
    // What was ignored or repaired while reading, in words.
    virtual const Problems& warnings() const = 0;

    // ---- trimming ----
    // Tokens that stay whatever texts come: special and added ones, the unknown token, padding,
    // those that spell any byte, and the piece from whose score unknown characters get theirs.
    virtual std::vector<std::int32_t> lastingIds() const = 0;
    // Appends the tokens that this encoding hangs on beyond its own: without `needed` the text's
    // `token` would not come out. BPE: what a token was merged from; WordPiece: what was found in a
    // word before it ended as unknown.
    virtual void needsOf(std::string_view text, TokenNeeds& needs) const = 0;
    // Whether there are kinds of texts for which needsOf() appends anything.
    virtual bool hasNeeds() const = 0;
    // The same tokenizer with no other tokens than `kept`: ids of this one, ascending, lastingIds()
    // among them. Token kept[i] then has id i.
    virtual std::unique_ptr<Tokenizer> trimmed(std::span<const std::int32_t> kept) const = 0;

    // The same tokenizer with `words` as special tokens, which are found in a text as they stand.
    // New ones get the ids from size() on, in this order. An Error where its ids have gaps.
    virtual std::unique_ptr<Tokenizer> extended(std::span<const std::string> words) const = 0;

    // Writes tokenizer.json, tokenizer_config.json (with `modelMaxLength`), vocab.txt where the
    // kind has one: transformers reads the same tokenizer from it, silently.
    virtual void save(const fs::path& folder, std::size_t modelMaxLength) const = 0;
};

// Reads the tokenizer of a Hugging Face folder (tokenizer.json, tokenizer_config.json, vocab.txt).
std::unique_ptr<Tokenizer> readTokenizer(const fs::path& folder);

// Encodes many texts on `threads` threads (0: as many as the machine has), in order.
// `pairs` is empty or as long as `texts`.
std::vector<Encoding> encodeAll(const Tokenizer& tokenizer, std::span<const std::string> texts,
                                std::span<const std::string> pairs, const EncodeOptions& options,
                                unsigned threads = 0);

} // namespace attune
