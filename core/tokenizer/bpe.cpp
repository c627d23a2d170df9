// SPDX-License-Identifier: GPL-3.0-or-later
// BPE: the code points of a word, merged pair by pair (Sennrich et al. 2016). Serves BPE with an
// unknown token, with byte fallback, and byte-level BPE, whose text is letters of bytes already.
#include "text/utf8.h"
#include "tokenizer/json_fields.h"
#include "tokenizer/merge_table.h"
#include "tokenizer/token_model.h"
#include "tokenizer/word_cache.h"

#include <algorithm>
#include <array>

namespace attune {
namespace {

struct BpeOptions {
    std::optional<std::string> unknownToken;
    std::string continuingPrefix;
    std::string wordSuffix;
    bool fuseUnknown = false;
    bool byteFallback = false;
    bool ignoreMerges = false; // a word of the vocabulary is one token
};

class Bpe final : public TokenModel {
public:
    Bpe(Vocabulary vocabulary, MergeTable merges, BpeOptions options)
        : vocabulary_(std::move(vocabulary)),
          merges_(std::move(merges)),
          options_(std::move(options)) {
        if (options_.unknownToken)
            unknown_ = vocabulary_.find(*options_.unknownToken);
        if (options_.byteFallback)
            bytes_ = byteTokens(vocabulary_);
        if (options_.continuingPrefix.empty() && options_.wordSuffix.empty())
            for (char32_t c = 0; c < letters_.size(); ++c)
                letters_[c] = vocabulary_.find(toUtf8(std::u32string(1, c))).value_or(-1);
    }

    void tokenize(const NormalizedText& text, CharRange word,
                  std::vector<Token>& tokens) const override {
        const std::u32string_view chars =
            std::u32string_view(text.chars()).substr(word.begin, word.end - word.begin);
        for (const WordToken& token :
             cache_.tokensOf(chars, [this](std::u32string_view one, std::vector<WordToken>&made) {
                 merge(one, made);
             }))
            tokens.push_back({
                token.id, {word.begin + token.begin, word.begin + token.end}
            });
    }

    const Vocabulary& vocabulary() const override { return vocabulary_; }
    std::optional<std::int32_t> unknownId() const override { return unknown_; }
    std::string kind() const override { return "BPE"; }

    // Without an unknown token a code point that has no symbol would be lost without a word.
    std::vector<std::int32_t> lastingIds() const override {
        std::vector<std::int32_t> ids;
        if (unknown_)
            ids.push_back(*unknown_);
        if (bytes_)
            std::copy_if(bytes_->begin(), bytes_->end(), std::back_inserter(ids),
                         [](std::int32_t id) { return id >= 0; });
        if (!unknown_ && !bytes_)
            for (std::size_t id = 0; id < vocabulary_.idEnd(); ++id)
                if (isLetter(vocabulary_.tokenOf(static_cast<std::int32_t>(id))))
                    ids.push_back(static_cast<std::int32_t>(id));
        return ids;
    }

    bool hasNeeds() const override { return true; }
    void needsOf(const NormalizedText& text, CharRange range, TokenNeeds& needs) const override {
        const std::u32string_view word =
            std::u32string_view(text.chars()).substr(range.begin, range.end - range.begin);
        if (wholeWord(word))
            return;
        std::vector<Symbol> symbols;
        readSymbols(word, symbols);
        merges_.apply(symbols, needs);
    }

private:
    std::optional<std::int32_t> wholeWord(std::u32string_view word) const {
        return options_.ignoreMerges ? vocabulary_.find(toUtf8(word)) : std::nullopt;
    }

    // Whether a token is one code point, prefix and suffix apart.
    bool isLetter(std::string_view token) const {
        if (token.size() > options_.continuingPrefix.size() &&
            token.starts_with(options_.continuingPrefix))
            token.remove_prefix(options_.continuingPrefix.size());
        if (token.size() > options_.wordSuffix.size() && token.ends_with(options_.wordSuffix))
            token.remove_suffix(options_.wordSuffix.size());
        return !token.empty() && toUtf32(token).size() == 1;
    }

    void merge(std::u32string_view word, std::vector<WordToken>& made) const {
        if (const auto id = wholeWord(word)) {
            made.push_back({*id, 0, static_cast<std::uint32_t>(word.size())});
            return;
        }
        thread_local std::vector<Symbol> symbols; // lengths in bytes
        symbols.clear();
        readSymbols(word, symbols);
        merges_.apply(symbols);
        appendTokens(word, symbols, made);
    }

    void readSymbols(std::u32string_view word, std::vector<Symbol>& symbols) const {
        std::string bytes;
        Symbol unknown; // waits for its neighbours; length 0: none
        const auto flush = [&] {
            if (unknown.length > 0)
                symbols.push_back(unknown);
            unknown = {};
        };
        for (std::size_t i = 0; i < word.size(); ++i) {
            bytes.clear();
            appendUtf8(bytes, word[i]);
            const auto length = static_cast<std::uint32_t>(bytes.size());
            const std::int32_t id = symbolOf(word, i, bytes);
            if (id >= 0) {
                flush();
                symbols.push_back({id, length});
            } else if (!appendBytes(bytes, symbols) && options_.unknownToken) {
                if (!unknown_)
                    throwNoUnknownToken(*options_.unknownToken);
                if (!options_.fuseUnknown)
                    flush();
                unknown.id = *unknown_;
                unknown.length += length;
            }
        }
        flush();
    }

    // The id of a code point in its place in the word, -1 when it has none.
    std::int32_t symbolOf(std::u32string_view word, std::size_t i, const std::string& bytes) const {
        const std::string& prefix = options_.continuingPrefix;
        const std::string& suffix = options_.wordSuffix;
        if (prefix.empty() && suffix.empty())
            return word[i] < letters_.size() ? letters_[word[i]]
                                             : vocabulary_.find(bytes).value_or(-1);
        std::string symbol = i > 0 ? prefix + bytes : bytes;
        if (i + 1 == word.size())
            symbol += suffix;
        return vocabulary_.find(symbol).value_or(-1);
    }

    bool appendBytes(const std::string& bytes, std::vector<Symbol>& symbols) const {
        if (!bytes_)
            return false;
        const auto idOf = [&](char c) { return (*bytes_)[static_cast<unsigned char>(c)]; };
        if (!std::all_of(bytes.begin(), bytes.end(), [&](char c) { return idOf(c) >= 0; }))
            return false;
        for (const char c : bytes)
            symbols.push_back({idOf(c), 1});
        return true;
    }

    // Lengths in bytes become code points: a token covers every code point that it has a byte of.
    // Code points that have no symbol (there is no unknown token) take no room: the symbols after
    // them stand too far left, as in the library.
    static void appendTokens(std::u32string_view word, const std::vector<Symbol>& symbols,
                             std::vector<WordToken>& made) {
        std::uint32_t at = 0; // code point
        std::size_t used = 0; // bytes of it that are behind
        for (const Symbol& symbol : symbols) {
            WordToken token{symbol.id, at, at};
            std::size_t left = symbol.length;
            while (left > 0) {
                token.end = at + 1;
                const std::size_t rest = utf8Length(word[at]) - used;
                if (left < rest) {
                    used += left;
                    break;
                }
                left -= rest;
                used = 0;
                ++at;
            }
            made.push_back(token);
        }
    }

    static std::size_t utf8Length(char32_t c) {
        return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    }

    Vocabulary vocabulary_;
    MergeTable merges_;
    BpeOptions options_;
    std::optional<std::int32_t> unknown_;
    std::optional<std::array<std::int32_t, 256>> bytes_;
    std::array<std::int32_t, 0x180> letters_{}; // ids of single code points, -1: none
    WordCache cache_;
};

[[noreturn]] void throwBadMerge(const std::string& token, const std::string& where) {
    throw Error(say(ATTUNE_TEXT("core", "The merges name the token “%1”, which the vocabulary "
                                        "lacks."),
                    token),
                where,
                say(ATTUNE_TEXT("core", "The vocabulary is damaged or belongs to another model. "
                                        "Download the model again.")));
}

MergeTable readMerges(const Json& json, const Vocabulary& vocabulary, std::size_t prefix,
                      const std::string& where) {
    if (!json.is_array())
        throwWrongValue("merges", "a list of pairs", where);
    MergeTable table(json.size());
    std::uint32_t rank = 0;
    for (const Json& item : json) {
        std::string left, right;
        if (item.is_string()) {
            const auto& line = item.get_ref<const std::string&>();
            if (line.starts_with("#version"))
                continue;
            const std::size_t space = line.find(' ');
            if (space == std::string::npos || line.find(' ', space + 1) != std::string::npos)
                throwWrongValue("merges", "a list of pairs", where);
            left = line.substr(0, space);
            right = line.substr(space + 1);
        } else if (item.is_array() && item.size() == 2 && item[0].is_string() &&
                   item[1].is_string()) {
            left = item[0].get<std::string>();
            right = item[1].get<std::string>();
        } else {
            throwWrongValue("merges", "a list of pairs", where);
        }
        const auto leftId = vocabulary.find(left);
        const auto rightId = vocabulary.find(right);
        if (!leftId)
            throwBadMerge(left, where);
        if (!rightId || right.size() < prefix)
            throwBadMerge(right, where);
        const auto merged = vocabulary.find(left + right.substr(prefix));
        if (!merged)
            throwBadMerge(left + right.substr(prefix), where);
        table.add(*leftId, *rightId, {rank++, *merged});
    }
    return table;
}

} // namespace

std::unique_ptr<TokenModel> makeBpe(const Json& json, const std::string& where) {
    const Json& dropout = memberOf(json, "dropout");
    if (!dropout.is_null() && !(dropout.is_number() && dropout.get<double>() == 0))
        throw Error(say(ATTUNE_TEXT("core", "This tokenizer drops merges by chance (“dropout”), so "
                                            "that the same text gets other tokens each time.")),
                    where,
                    say(ATTUNE_TEXT("core", "Set “dropout” of the model in tokenizer.json to "
                                            "null.")));
    BpeOptions options;
    if (memberOf(json, "unk_token").is_string())
        options.unknownToken = json.at("unk_token").get<std::string>();
    else
        textOf(json, "unk_token", "", where);
    options.continuingPrefix = textOf(json, "continuing_subword_prefix", "", where);
    options.wordSuffix = textOf(json, "end_of_word_suffix", "", where);
    options.fuseUnknown = boolOf(json, "fuse_unk", false, where);
    options.byteFallback = boolOf(json, "byte_fallback", false, where);
    options.ignoreMerges = boolOf(json, "ignore_merges", false, where);
    if (options.byteFallback && !(options.continuingPrefix.empty() && options.wordSuffix.empty()))
        throw Error(say(ATTUNE_TEXT("core", "This tokenizer has byte fallback together with a "
                                            "prefix or suffix of word parts, which Attune cannot "
                                            "read.")),
                    where, say(ATTUNE_TEXT("core", "Choose another model.")));
    Vocabulary vocabulary = Vocabulary::fromJson(memberOf(json, "vocab"), where);
    MergeTable merges =
        readMerges(memberOf(json, "merges"), vocabulary, options.continuingPrefix.size(), where);
    return std::make_unique<Bpe>(std::move(vocabulary), std::move(merges), std::move(options));
}

} // namespace attune
