// SPDX-License-Identifier: GPL-3.0-or-later
// The training part of a run with its rewritten copies, for the run and for previews alike.
#pragma once

#include "augment/train_set.h"
#include "data/split.h"
#include "recipe/recipe.h"
#include "run/report.h"

namespace attune {

class AugmentModels;

// Of the cleaned training part, which has to outlive it; the placeholder words that the recipe's
// cleaning puts in are protected. Opens the models that operators ask, and
// the judge; those that are open in `models` are taken from there, the others stay open there.
// `notes` as of findModel().
AugmentedTrainSet augmentedTrainSet(const Recipe& recipe, const Split& split,
                                    Problems* notes = nullptr);
AugmentedTrainSet augmentedTrainSet(const Recipe& recipe, const Split& split, AugmentModels& models,
                                    Problems* notes = nullptr);

// What the models that the operators and the judge of a recipe are; empty where there are none.
std::string augmentModelsFingerprint(const Recipe& recipe);

// All rows to train on, in order; fills `account` and tells what was done.
std::vector<Example> augmentTrainPart(const Recipe& recipe, const Split& split,
                                      AugmentAccount& account,
                                      const std::function<void(EventBody)>& tell,
                                      std::stop_token stop);

} // namespace attune
