// SPDX-License-Identifier: GPL-3.0-or-later
// Words added to a vocabulary: special words of the tokenizer, each with a row in the word table;
// a new one starts as the mean of the rows of the pieces that the word was cut into before.
#pragma once

#include "model/model_folder.h"
#include "text/cleaning.h"
#include "vocabulary/settings.h"

namespace attune {

// The words that a recipe adds: its own, then the placeholder words of its cleaning rules where it
// says so; each once.
std::vector<std::string> wordsToAdd(const VocabularySettings& settings, const Cleaning& cleaning);

struct AddedWords {
    // All of them: special words now, which are found in a text as they stand, within other words
    // too.
    std::vector<std::string> special;
    // Of these, those with a new row; the others were tokens of the vocabulary.
    std::vector<std::string> fresh;
};

// Adds to the opened folder and to its tokenizer, which is replaced, the words that are no special
// words yet: spec, config.json and the rows that loadWeights() makes. Call before trimming.
AddedWords addWords(ModelFolder& folder, std::unique_ptr<Tokenizer>& tokenizer,
                    const std::vector<std::string>& words);

} // namespace attune
