// SPDX-License-Identifier: GPL-3.0-or-later
// Unigram: of all ways to cut a text into pieces of the vocabulary the one with the highest sum of
// scores (Kudo 2018), found by Viterbi over the bytes as the `tokenizers` library does it: a code
// point that no piece covers alone costs the lowest score less 10, unknown neighbours are one
// token, and of equal sums the first found stays.
#include "text/utf8.h"
#include "tokenizer/byte_trie.h"
#include "tokenizer/json_fields.h"
#include "tokenizer/token_model.h"
#include "tokenizer/word_cache.h"

#include <algorithm>
#include <array>

namespace attune {
namespace {

constexpr double kUnknownPenalty = 10.0;

class Unigram final : public TokenModel {
public:
    Unigram(Vocabulary vocabulary, std::vector<double> scores, std::optional<std::int32_t> unknown,
            bool byteFallback)
        : vocabulary_(std::move(vocabulary)),
          scores_(std::move(scores)),
          trie_(vocabulary_),
          unknown_(unknown) {
        if (!scores_.empty())
            unknownScore_ = *std::min_element(scores_.begin(), scores_.end()) - kUnknownPenalty;
        if (byteFallback)
            bytes_ = byteTokens(vocabulary_);
    }

    void tokenize(const NormalizedText& text, CharRange word,
                  std::vector<Token>& tokens) const override {
        const std::u32string_view chars =
            std::u32string_view(text.chars()).substr(word.begin, word.end - word.begin);
        for (const WordToken& token :
             cache_.tokensOf(chars, [this](std::u32string_view one, std::vector<WordToken>&made) {
                 search(one, made);
             }))
            tokens.push_back({
                token.id, {word.begin + token.begin, word.begin + token.end}
            });
    }

    const Vocabulary& vocabulary() const override { return vocabulary_; }
    std::optional<std::int32_t> unknownId() const override { return unknown_; }
    std::string kind() const override { return "Unigram"; }
    std::vector<std::int32_t> lastingIds() const override {
        std::vector<std::int32_t> ids;
        if (unknown_)
            ids.push_back(*unknown_);
        if (!scores_.empty())
            ids.push_back(static_cast<std::int32_t>(
                std::min_element(scores_.begin(), scores_.end()) - scores_.begin()));
        if (bytes_)
            std::copy_if(bytes_->begin(), bytes_->end(), std::back_inserter(ids),
                         [](std::int32_t id) { return id >= 0; });
        return ids;
    }
    OrderedJson vocabularyJson() const override {
        OrderedJson list = OrderedJson::array();
        for (std::size_t i = 0; i < scores_.size(); ++i)
            list.push_back({vocabulary_.tokenOf(static_cast<std::int32_t>(i)), scores_[i]});
        return list;
    }

private:
    // The best way to a place in the text: its last piece.
    struct Step {
        double score = 0;
        std::int32_t id = -1;
        std::uint32_t begin = 0; // byte; meaningless while id is -1
    };

    void search(std::u32string_view word, std::vector<WordToken>& made) const {
        thread_local std::string bytes;
        thread_local std::vector<std::uint32_t> chars; // the code point that begins at a byte
        thread_local std::vector<Step> best;
        bytes.clear();
        chars.clear();
        for (std::size_t i = 0; i < word.size(); ++i) {
            appendUtf8(bytes, word[i]);
            chars.resize(bytes.size(), static_cast<std::uint32_t>(i));
        }
        chars.push_back(static_cast<std::uint32_t>(word.size()));
        best.assign(bytes.size() + 1, {});
        for (std::size_t begin = 0; begin < bytes.size();) {
            const double soFar = best[begin].score;
            std::size_t next = begin + 1;
            while (next < bytes.size() && chars[next] == chars[begin])
                ++next;
            bool covered = false;
            const auto offer = [&](std::size_t end, std::int32_t id, double score) {
                Step& step = best[end];
                if (step.id < 0 || score > step.score)
                    step = {score, id, static_cast<std::uint32_t>(begin)};
            };
            trie_.prefixesOf(
                std::string_view(bytes).substr(begin), [&](std::size_t length, std::int32_t id) {
                    offer(begin + length, id, scores_[static_cast<std::size_t>(id)] + soFar);
                    covered = covered || begin + length == next;
                });
            if (!covered)
                offer(next, unknownOrThrow(word[chars[begin]]), unknownScore_ + soFar);
            begin = next;
        }
        thread_local std::vector<Step> path; // back to front; `score` unused, `begin` a byte
        path.clear();
        for (std::size_t end = bytes.size(); end > 0; end = path.back().begin) {
            const Step& step = best[end];
            if (!path.empty() && unknown_ && step.id == *unknown_ && path.back().id == *unknown_)
                path.back().begin = step.begin;
            else
                path.push_back(step);
        }
        for (std::size_t i = path.size(); i-- > 0;) {
            const std::size_t end = i > 0 ? path[i - 1].begin : bytes.size();
            const WordToken token{path[i].id, chars[path[i].begin], chars[end]};
            if (unknown_ && token.id == *unknown_)
                appendUnknown(std::string_view(bytes).substr(path[i].begin, end - path[i].begin),
                              token, made);
            else
                made.push_back(token);
        }
    }

    // Unknown neighbours may together be a piece; else they are bytes, or the unknown token.
    void appendUnknown(std::string_view text, WordToken token, std::vector<WordToken>& made) const {
        if (const auto id = vocabulary_.find(text)) {
            token.id = *id;
            made.push_back(token);
            return;
        }
        if (bytes_) {
            const auto has = [&](char c) { return (*bytes_)[static_cast<unsigned char>(c)] >= 0; };
            if (std::all_of(text.begin(), text.end(), has)) {
                for (const char c : text) {
                    token.id = (*bytes_)[static_cast<unsigned char>(c)];
                    made.push_back(token);
                }
                return;
            }
        }
        made.push_back(token);
    }

    std::int32_t unknownOrThrow(char32_t c) const {
        if (unknown_)
            return *unknown_;
        throw Error(say(ATTUNE_TEXT("core", "The vocabulary has no piece for “%1” and no unknown "
                                            "token."),
                        toUtf8(std::u32string(1, c))),
                    {},
                    say(ATTUNE_TEXT("core", "Choose a model whose tokenizer has an unknown "
                                            "token.")));
    }

    Vocabulary vocabulary_;
    std::vector<double> scores_;
    ByteTrie trie_;
    std::optional<std::int32_t> unknown_;
    double unknownScore_ = 0;
    std::optional<std::array<std::int32_t, 256>> bytes_;
    WordCache cache_;
};

} // namespace

std::unique_ptr<TokenModel> makeUnigram(const Json& json, const std::string& where) {
    const Json& list = memberOf(json, "vocab");
    if (!list.is_array())
        throwWrongValue("vocab", "a list of pieces and scores", where);
    Vocabulary vocabulary = Vocabulary::fromAny(list, where);
    std::vector<double> scores;
    scores.reserve(list.size());
    for (const Json& item : list)
        scores.push_back(item[1].get<double>());
    std::optional<std::int32_t> unknown;
    if (!memberOf(json, "unk_id").is_null()) {
        unknown =
            static_cast<std::int32_t>(numberOf(json, "unk_id", 0, Vocabulary::kHighestId, where));
        if (static_cast<std::size_t>(*unknown) >= scores.size())
            throwWrongValue("unk_id", "an id of the vocabulary", where);
    }
    return std::make_unique<Unigram>(std::move(vocabulary), std::move(scores), unknown,
                                     boolOf(json, "byte_fallback", false, where));
}

} // namespace attune
