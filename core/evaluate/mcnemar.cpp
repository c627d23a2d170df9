// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/mcnemar.h"

#include <algorithm>
#include <cmath>

namespace attune {

double mcnemarExact(std::int64_t onlyFirst, std::int64_t onlySecond) {
    const std::int64_t n = onlyFirst + onlySecond, fewer = std::min(onlyFirst, onlySecond);
    if (2 * fewer >= n)
        return 1;
    // The lower tail of Binomial(n, 1/2), from its largest term down.
    const auto logOf = [](std::int64_t k) { return std::lgamma(static_cast<double>(k) + 1); };
    double term = 1, sum = 0;
    for (std::int64_t k = fewer; k >= 0 && term > sum * 1e-18; --k) {
        sum += term;
        term *= static_cast<double>(k) / static_cast<double>(n - k + 1);
    }
    const double largest =
        logOf(n) - logOf(fewer) - logOf(n - fewer) - static_cast<double>(n) * std::log(2.0);
    return std::min(1.0, 2 * sum * std::exp(largest));
}

} // namespace attune
