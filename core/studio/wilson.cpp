// SPDX-License-Identifier: GPL-3.0-or-later
#include "studio/wilson.h"

#include <algorithm>
#include <cmath>

namespace attune::studio {

Interval wilson(double share, std::int64_t texts) {
    if (texts <= 0)
        return {0, 1};
    constexpr double z = 1.959964;
    const auto n = static_cast<double>(texts);
    const double middle = (share + z * z / (2 * n)) / (1 + z * z / n);
    const double half =
        z / (1 + z * z / n) * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
    return {std::max(0.0, middle - half), std::min(1.0, middle + half)};
}

} // namespace attune::studio
