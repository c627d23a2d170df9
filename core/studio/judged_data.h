// SPDX-License-Identifier: GPL-3.0-or-later
// The texts of a recipe as its run reads them, for whoever judges the data or a model beside it.
// Internal to this room.
#pragma once

#include "data/split.h"
#include "evaluate/logistic.h"
#include "studio/studio.h"

namespace attune::studio {

// A recipe, or that of a run.
struct JudgedRecipe {
    Recipe recipe;
    fs::path run; // empty: of no run
};
// `path`: a run folder, or the file of a recipe. Throws where it is neither, with all problems of
// the recipe.
JudgedRecipe judgedRecipe(const fs::path& path);

// The three parts, their texts as they stand in the files. Throws where the task of the recipe
// gives texts anything but one label, where there are fewer than two labels, and where the data are
// no longer those of the run.
Split readJudged(const JudgedRecipe& judged, const Progress& progress, std::stop_token stop);

// The examples cleaned by the rules of the recipe, as vectors of its pretrained model. `notes` gets
// what was cut.
TextVectors vectorsOf(const Recipe& recipe, std::vector<Example> examples, bool pairs,
                      Problems& notes, const Progress& progress, std::stop_token stop);

// Progress within [from, to] of a whole.
Progress within(const Progress& whole, double from, double to);

} // namespace attune::studio
