// SPDX-License-Identifier: GPL-3.0-or-later
// How far chance alone moves a share.
#pragma once

#include <cstdint>

namespace attune::studio {

struct Interval {
    double low, high;
};
// The 95% interval of a share seen in `texts` trials (Wilson 1927); without trials, 0 to 1.
Interval wilson(double share, std::int64_t texts);

} // namespace attune::studio
