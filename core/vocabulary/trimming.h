// SPDX-License-Identifier: GPL-3.0-or-later
// Trimming: a tokenizer and a word table with fewer tokens, exact for every text that holds none of
// those that went.
//
// Why it is exact. WordPiece takes the longest piece at each place: pieces that a text did not take
// can go, but for those found in a word before it ended as unknown. BPE merges the lowest pair:
// every token on the way stays, so the same pairs merge in the same order. Unigram takes the best
// sum: the best path stays, others only lose, and the lowest score stays, from which unknown
// characters get theirs. The texts are encoded once more all the same, and compared.
#pragma once

#include "model/model_folder.h"
#include "vocabulary/selection.h"

namespace attune {

// A text that holds dropped tokens: the trimmed tokenizer writes it otherwise.
struct AffectedText {
    std::uint64_t number = 0; // among all texts, from 0
    std::string text;
    std::vector<std::string> dropped;
};

struct TrimReport {
    std::int64_t before = 0, after = 0;               // tokens of the vocabulary
    std::uint64_t texts = 0, tokens = 0, unknown = 0; // of the texts, before
    std::uint64_t droppedTokens = 0;                  // of the texts
    std::uint64_t tokensAfter = 0, unknownAfter = 0;  // of the texts, written with what stays
    std::uint64_t affectedTexts = 0;
    std::vector<AffectedText> affected; // the first kListed
    struct Dropped {
        std::string token;
        std::uint64_t count = 0;          // in the texts
        std::vector<std::string> becomes; // what is written in its place, where it is met first
        std::string before, after;        // of the text there, some words
        std::string word;                 // as it is written in a text
        bool operator==(const Dropped&) const = default;
    };
    std::vector<Dropped> dropped; // that the texts hold, the most frequent first; at most kListed
    static constexpr std::size_t kListed = 100;
};

struct Trimming {
    std::vector<std::int32_t> oldIds; // of each new id; ascending
    std::unique_ptr<Tokenizer> tokenizer;
    TrimReport report;
};

// Tokens of a folder that stay in any case: lastingIds(), ids that config.json names, the ids below
// padding where positions count from there, and the tokens of the words in `keep`.
std::vector<std::int32_t> idsToKeep(const ModelFolder& folder, const Tokenizer& tokenizer,
                                    const std::vector<std::string>& keep);

// Throws a UsageError where the texts hold none.
void checkHasTokens(const TokenCounts& counts);

// Counts the corpus, selects by the rule, trims, and encodes the corpus again: where a text without
// dropped tokens came out otherwise, an Error. Throws Cancelled when stopped.
Trimming trimVocabulary(const ModelFolder& folder, const Tokenizer& tokenizer, const Corpus& corpus,
                        const VocabularySettings& rule, unsigned threads = 0,
                        const std::function<void(double done, double all)>& progress = {},
                        std::stop_token stop = {});

// The same in its two steps. Where `counts` are of more texts than `corpus`, the report is of
// `corpus`, but for the counts of the dropped tokens.
Trimming trimTo(Selection selection, const Tokenizer& tokenizer, const TokenCounts& counts,
                const Corpus& corpus, unsigned threads = 0,
                const std::function<void(double done, double all)>& progress = {},
                std::stop_token stop = {});

// Makes the opened folder one with these tokens: its spec, its config.json, and the rows of the
// word table that loadWeights() takes. Words may have been added to it before.
void trimModel(ModelFolder& folder, const std::vector<std::int32_t>& oldIds);
// Sets the number of tokens in spec and config.json.
void resizeVocabulary(ModelFolder& folder, std::int64_t size);

} // namespace attune
