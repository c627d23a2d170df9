// SPDX-License-Identifier: GPL-3.0-or-later
// WordPiece. The hashes of all beginnings of the rest of a word are made in one pass, so that
// trying a shorter piece costs one look into the table.
#include "text/utf8.h"
#include "tokenizer/token_model.h"

#include <algorithm>

namespace attune {
namespace {

class WordPiece final : public TokenModel {
public:
    WordPiece(Vocabulary vocabulary, const WordPieceOptions& options, std::int32_t unknown)
        : vocabulary_(std::move(vocabulary)),
          prefix_(options.continuingPrefix),
          prefixHash_(Vocabulary::extend(Vocabulary::kEmptyHash, prefix_)),
          longestWord_(options.longestWord),
          unknown_(unknown) {}

    void tokenize(const NormalizedText& text, CharRange word,
                  std::vector<Token>& tokens) const override {
        const std::size_t before = tokens.size();
        if (!cut(text, word, tokens)) {
            tokens.resize(before);
            tokens.push_back({unknown_, word});
        }
    }

    const Vocabulary& vocabulary() const override { return vocabulary_; }
    std::optional<std::int32_t> unknownId() const override { return unknown_; }
    std::string kind() const override { return "WordPiece"; }
    std::vector<std::int32_t> lastingIds() const override { return {unknown_}; }

    // A word that ends as unknown could be cut if the pieces that were found first were not there.
    bool hasNeeds() const override { return true; }
    void needsOf(const NormalizedText& text, CharRange word, TokenNeeds& needs) const override {
        std::vector<Token> found;
        if (!cut(text, word, found))
            for (const Token& token : found)
                needs.push_back({unknown_, token.id});
    }

private:
    // Appends the pieces of a word; false when a part of it has none: those before it stay.
    bool cut(const NormalizedText& text, CharRange word, std::vector<Token>& tokens) const {
        const std::size_t length = word.end - word.begin;
        if (length > longestWord_)
            return false;
        thread_local std::string bytes;
        thread_local std::vector<std::uint32_t>
            ends; // byte where each code point begins, and the end
        bytes.clear();
        ends.assign(1, 0);
        for (std::size_t i = word.begin; i < word.end; ++i) {
            if (text[i] < 0x80)
                bytes += static_cast<char>(text[i]);
            else
                appendUtf8(bytes, text[i]);
            ends.push_back(static_cast<std::uint32_t>(bytes.size()));
        }
        for (std::size_t begin = 0; begin < length;) {
            const auto [id, end] = longestPiece(bytes, ends, begin);
            if (id < 0)
                return false;
            tokens.push_back({
                id, {word.begin + begin, word.begin + end}
            });
            begin = end;
        }
        return true;
    }

    // The longest token at code point `begin` and the code point where it ends; id -1: none.
    std::pair<std::int32_t, std::size_t> longestPiece(const std::string& bytes,
                                                      const std::vector<std::uint32_t>& ends,
                                                      std::size_t begin) const {
        thread_local std::vector<std::uint64_t> hashes;
        hashes.clear();
        const std::string_view head = begin == 0 ? std::string_view() : prefix_;
        std::uint64_t hash = begin == 0 ? Vocabulary::kEmptyHash : prefixHash_;
        const std::string_view rest = std::string_view(bytes).substr(ends[begin]);
        for (std::size_t end = begin + 1; end < ends.size(); ++end) {
            if (head.size() + ends[end] - ends[begin] > vocabulary_.longest())
                break;
            hash = Vocabulary::extend(
                hash, rest.substr(ends[end - 1] - ends[begin], ends[end] - ends[end - 1]));
            hashes.push_back(hash);
        }
        for (std::size_t i = hashes.size(); i-- > 0;) {
            const std::string_view tail = rest.substr(0, ends[begin + i + 1] - ends[begin]);
            const std::int32_t id = vocabulary_.find(hashes[i], head, tail);
            if (id >= 0)
                return {id, begin + i + 1};
        }
        return {-1, begin};
    }

    Vocabulary vocabulary_;
    std::string prefix_;
    std::uint64_t prefixHash_;
    std::size_t longestWord_;
    std::int32_t unknown_;
};

} // namespace

std::unique_ptr<TokenModel> makeWordPiece(Vocabulary vocabulary, const WordPieceOptions& options,
                                          const std::string& where) {
    const auto unknown = vocabulary.find(options.unknownToken);
    if (!unknown)
        throw Error(say(ATTUNE_TEXT("core", "The vocabulary lacks the unknown token “%1”."),
                        options.unknownToken),
                    where,
                    say(ATTUNE_TEXT("core", "The vocabulary is damaged or belongs to another "
                                            "model. Download the model again.")));
    return std::make_unique<WordPiece>(std::move(vocabulary), options, *unknown);
}

} // namespace attune
