// SPDX-License-Identifier: GPL-3.0-or-later
// Words added to a vocabulary: special words of the tokenizer, with a row each in the word table
// that starts as the mean of the rows of the pieces that the word was cut into before.
#pragma once

#include "model/model_folder.h"
#include "text/cleaning.h"
#include "vocabulary/settings.h"

namespace attune {

// The words that a recipe adds: its own, then the placeholder words of its cleaning rules where it
// says so; each once.
std::vector<std::string> wordsToAdd(const VocabularySettings& settings, const Cleaning& cleaning);

// Adds to the opened folder and to its tokenizer, which is replaced, the words that are no special
// words yet: spec, config.json and the rows that loadWeights() makes. Call before trimming. The
// words that were added.
std::vector<std::string> addWords(ModelFolder& folder, std::unique_ptr<Tokenizer>& tokenizer,
                                  const std::vector<std::string>& words);

} // namespace attune
