// SPDX-License-Identifier: GPL-3.0-or-later
// What of a recipe its task has no use for. Internal to this room.
#pragma once

#include "recipe/recipe.h"

namespace attune {

// Problems of the values that depend on `task`; none where there is no such task.
Problems checkTask(const Recipe& recipe);

} // namespace attune
