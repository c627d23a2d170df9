// SPDX-License-Identifier: GPL-3.0-or-later
// The runs of a recipe on all folds of its texts but one. Internal to this room.
#pragma once

#include "data/split.h"
#include "studio/studio.h"

namespace attune::studio {

// What is trained on and answered: texts as they stand in the file, and the fold of each.
struct FoldedTexts {
    const std::vector<Example>& examples;
    const std::vector<std::string>& labels; // of the ids
    bool pairs = false;
    const std::vector<std::uint32_t>& foldOf; // [examples]
    std::uint32_t folds = 0;
};

// The probabilities of each example by the model that was trained on the other folds, [examples,
// L]. The runs lie beside `run` meanwhile; their last state answers. Throws Cancelled when stopped,
// and what a run throws.
std::vector<double> foldProbabilities(const Recipe& recipe, const fs::path& run,
                                      const FoldedTexts& texts, const Progress& progress,
                                      std::stop_token stop);

} // namespace attune::studio
