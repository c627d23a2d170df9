// SPDX-License-Identifier: GPL-3.0-or-later
// The `vocabulary` part of a recipe: which tokens of the pretrained model stay.
#pragma once

#include "base/parameter.h"

namespace attune {

// At most one of the first three is set; with none of them the vocabulary stays whole.
struct VocabularySettings {
    std::optional<std::int64_t> min_count; // tokens that the texts hold at least so often
    std::optional<double> coverage;        // the fewest tokens that make up this share of the texts
    std::optional<std::int64_t> max_size;  // so many tokens, those met most often
    std::vector<std::string> keep;         // words whose tokens stay in any case
    std::vector<std::string> corpora;      // further files of texts to count
    std::vector<std::string> add;          // words that become special words of the tokenizer
    bool add_placeholders = false;         // and so do the placeholder words of `clean`
    bool operator==(const VocabularySettings&) const = default;

    bool trims() const { return min_count || coverage || max_size; }
};

const Fields<VocabularySettings>& vocabularyFields();

// What the values tell together: two rules at once, words or files without a rule.
Problems checkVocabulary(const VocabularySettings& settings);

} // namespace attune
