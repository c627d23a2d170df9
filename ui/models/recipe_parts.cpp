// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/recipe_parts.h"

namespace attune::ui {

Recipe partOfTexts(const Recipe& recipe) {
    Recipe part;
    part.base = recipe.base;
    part.data = recipe.data;
    part.clean = recipe.clean;
    part.training.seed = recipe.training.seed; // of the split
    return part;
}

Recipe partOfTokens(const Recipe& recipe) {
    Recipe part = partOfTexts(recipe);
    part.head.model = recipe.head.model;
    part.vocabulary.add = recipe.vocabulary.add;
    part.vocabulary.add_placeholders = recipe.vocabulary.add_placeholders;
    return part;
}

Recipe partOfTraining(const Recipe& recipe) {
    Recipe part = partOfTokens(recipe);
    part.augment = recipe.augment;
    part.augment.keep_texts = false; // a copy beside the run
    return part;
}

Recipe partOfVocabulary(const Recipe& recipe) {
    Recipe part = partOfTraining(recipe);
    part.vocabulary = recipe.vocabulary;
    return part;
}

} // namespace attune::ui
