// SPDX-License-Identifier: GPL-3.0-or-later
// Ranks and correlation of values each of which stands there so often: once each for a figure, as
// often as it was drawn for its interval.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace attune {

// Places of values in rising order.
std::vector<std::size_t> risingOrder(std::span<const double> values);
// From 1; equal values share the mean of their ranks. `order`: risingOrder(values).
void rank(std::span<const double> values, const std::vector<std::size_t>& order,
          std::span<const std::uint32_t> times, std::vector<double>& ranks);
// Pearson's r; NaN where one of both has fewer than two different values.
double correlation(std::span<const double> a, std::span<const double> b,
                   std::span<const std::uint32_t> times);

} // namespace attune
