// SPDX-License-Identifier: GPL-3.0-or-later
// How far chance alone moves a share.
#pragma once

#include "evaluate/bootstrap.h"

namespace attune {

// The interval of a share seen in `trials` independent ones (Wilson 1927), at 95% or another
// confidence level within (0, 1); without trials, 0 to 1. It never shrinks to a point, not even
// where all trials came out alike.
FigureInterval wilson(double share, std::int64_t trials, double level = 0.95);

} // namespace attune
