// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/bootstrap.h"

#include "base/random.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <numeric>
#include <thread>

namespace attune {

namespace {

bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

// As numpy.percentile(): between the two nearest in a straight line. `sorted` is not empty.
double percentile(const std::vector<double>& sorted, double share) {
    const double at = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(at);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (sorted[above] - sorted[below]) * (at - static_cast<double>(below));
}

void draw(std::vector<std::uint32_t>& times, std::uint64_t seed, std::size_t number) {
    std::fill(times.begin(), times.end(), 0);
    RandomStream random(streamKey(seed, "bootstrap", number));
    for (std::size_t i = 0; i < times.size(); ++i)
        ++times[random.below(times.size())];
}

} // namespace

bool FigureInterval::operator==(const FigureInterval& other) const {
    return same(low, other.low) && same(high, other.high);
}

std::vector<std::uint32_t> drawnTimes(std::size_t rows, std::uint64_t seed, std::size_t number) {
    std::vector<std::uint32_t> times(rows);
    draw(times, seed, number);
    return times;
}

std::vector<FigureInterval> bootstrap(std::size_t rows, std::size_t figures,
                                      const FiguresOfDraw& of, const BootstrapOptions& options,
                                      std::vector<double>* means) {
    std::vector<FigureInterval> out(figures);
    if (means != nullptr)
        means->assign(figures, Metrics::kNone);
    const auto draws = static_cast<std::size_t>(std::max<std::int64_t>(options.draws, 0));
    if (rows == 0 || draws == 0)
        return out;
    std::vector<double> all(draws * figures, Metrics::kNone); // [draws, figures]
    std::atomic<std::size_t> next = 0;
    {
        std::vector<std::jthread> threads;
        const std::size_t most = std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, 8);
        for (std::size_t i = 0; i < std::min(most, draws); ++i)
            threads.emplace_back([&] {
                std::vector<std::uint32_t> times(rows);
                for (std::size_t at = next++; at < draws; at = next++) {
                    draw(times, options.seed, at);
                    of(times, std::span(all).subspan(at * figures, figures));
                }
            });
    }
    const double tail = (1 - options.level) / 2;
    std::vector<double> values;
    for (std::size_t figure = 0; figure < figures; ++figure) {
        values.clear();
        for (std::size_t at = 0; at < draws; ++at)
            if (const double value = all[at * figures + figure]; !std::isnan(value))
                values.push_back(value);
        if (values.empty())
            continue;
        std::sort(values.begin(), values.end());
        const double low = percentile(values, tail), high = percentile(values, 1 - tail);
        // Sums in another order differ by their last digits.
        if (high - low > 1e-12 * std::max(std::abs(low), std::abs(high)))
            out[figure] = {low, high};
        if (means != nullptr)
            (*means)[figure] = std::accumulate(values.begin(), values.end(), 0.0) /
                               static_cast<double>(values.size());
    }
    return out;
}

} // namespace attune
