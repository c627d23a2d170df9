// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/weighted.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace attune {

namespace {

// The values less their mean, divided by the greatest of them, so that the squares of large values
// do not overflow; nothing where all are equal.
std::vector<double> centred(std::span<const double> values, std::span<const std::uint32_t> times) {
    double all = 0, mean = 0;
    std::size_t first = values.size();
    bool constant = true;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (times[i] == 0)
            continue;
        first = std::min(first, i);
        constant = constant && values[i] == values[first];
        all += times[i];
        mean += times[i] * values[i];
    }
    if (constant)
        return {};
    mean /= all;
    std::vector<double> out(values.size());
    double most = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        out[i] = times[i] == 0 ? 0 : values[i] - mean;
        most = std::max(most, std::abs(out[i]));
    }
    for (double& one : out)
        one /= most;
    return out;
}

} // namespace

std::vector<std::size_t> risingOrder(std::span<const double> values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    return order;
}

void rank(std::span<const double> values, const std::vector<std::size_t>& order,
          std::span<const std::uint32_t> times, std::vector<double>& ranks) {
    double before = 0;
    for (std::size_t begin = 0; begin < order.size();) {
        std::size_t end = begin;
        double equals = 0;
        for (; end < order.size() && values[order[end]] == values[order[begin]]; ++end)
            equals += times[order[end]];
        for (; begin < end; ++begin)
            ranks[order[begin]] = before + (equals + 1) / 2;
        before += equals;
    }
}

double correlation(std::span<const double> a, std::span<const double> b,
                   std::span<const std::uint32_t> times) {
    const std::vector<double> x = centred(a, times), y = centred(b, times);
    if (x.empty() || y.empty())
        return std::numeric_limits<double>::quiet_NaN();
    double both = 0, squaresX = 0, squaresY = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        both += times[i] * x[i] * y[i];
        squaresX += times[i] * x[i] * x[i];
        squaresY += times[i] * y[i] * y[i];
    }
    return std::clamp(both / std::sqrt(squaresX) / std::sqrt(squaresY), -1.0, 1.0);
}

} // namespace attune
