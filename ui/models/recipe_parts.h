// SPDX-License-Identifier: GPL-3.0-or-later
// What a figure depends on: a recipe of which everything else was put back to the defaults. Two of
// them are equal where the figure is the same. They nest, from the texts as they are read to all
// that training depends on.
#pragma once

#include "recipe/recipe.h"

namespace attune::ui {

// The cleaned texts of each part. The model is not among it.
Recipe partOfTexts(const Recipe& recipe);
// Their tokens: model and added words too.
Recipe partOfTokens(const Recipe& recipe);
// The texts that are trained on, copies included. Operators may ask the recipe's model.
Recipe partOfTraining(const Recipe& recipe);
// The vocabulary that stays.
Recipe partOfVocabulary(const Recipe& recipe);
// How often the texts hold each token, and the memory that training takes for it: whatever the rule
// is by which tokens stay.
Recipe partOfCounting(const Recipe& recipe);
// The memory, time and disk that a run takes.
Recipe partOfRehearsal(const Recipe& recipe);

} // namespace attune::ui
