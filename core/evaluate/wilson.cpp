// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/wilson.h"

#include <algorithm>
#include <cmath>

namespace attune {

namespace {

// What a standard normal variable stays within with the probability `level`, by bisection.
double deviations(double level) {
    double low = 0, high = 40;
    for (int i = 0; i < 64; ++i) {
        const double middle = (low + high) / 2;
        (std::erf(middle / std::sqrt(2.0)) < level ? low : high) = middle;
    }
    return low;
}

} // namespace

FigureInterval wilson(double share, std::int64_t trials, double level) {
    if (trials <= 0)
        return {0, 1};
    const double z = deviations(level);
    const auto n = static_cast<double>(trials);
    const double middle = (share + z * z / (2 * n)) / (1 + z * z / n);
    const double half =
        z / (1 + z * z / n) * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
    return {std::max(0.0, middle - half), std::min(1.0, middle + half)};
}

} // namespace attune
