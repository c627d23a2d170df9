// SPDX-License-Identifier: GPL-3.0-or-later
// Whether the data of a run are still those that it was made with. Internal to this room.
#pragma once

#include "data/split.h"

namespace attune::studio {

// Throws unless the split is the one that the report of the run was made with; names the files that
// changed since.
void checkUnchanged(const fs::path& run, const Split& split);

} // namespace attune::studio
