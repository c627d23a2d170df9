// SPDX-License-Identifier: GPL-3.0-or-later
// How often texts hold each token of a vocabulary.
#pragma once

#include "tokenizer/tokenizer.h"
#include "vocabulary/corpus.h"

namespace attune {

struct TokenCounts {
    std::vector<std::uint64_t> counts; // [V of the tokenizer], special tokens apart
    std::uint64_t texts = 0;
    std::uint64_t tokens = 0;
    std::uint64_t unknown = 0;
    TokenNeeds needs; // of all texts, sorted, each once
};

// Whole texts count, also where a run would cut them. `threads` 0: as many as the machine has.
// `progress` hears the number of texts done. Throws Cancelled when stopped.
TokenCounts countTokens(const Tokenizer& tokenizer, const Corpus& corpus, unsigned threads = 0,
                        const std::function<void(std::uint64_t texts)>& progress = {},
                        std::stop_token stop = {});

} // namespace attune
