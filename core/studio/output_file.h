// SPDX-License-Identifier: GPL-3.0-or-later
// Files that a command writes beside what it reads.
#pragma once

#include "recipe/recipe.h"

namespace attune::studio {

// Throws where `output` is the recipe's file or one that the recipe reads: written over, it is
// lost.
void refuseToReplaceInputs(const Recipe& recipe, const fs::path& recipeFile,
                           const fs::path& output);

} // namespace attune::studio
