// SPDX-License-Identifier: GPL-3.0-or-later
// The metrics of numbers.
#include "base/error.h"
#include "evaluate/metrics.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace attune {

namespace {

double meanOf(std::span<const double> values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

bool isConstant(std::span<const double> values) {
    return std::all_of(values.begin(), values.end(), [&](double v) { return v == values[0]; });
}

// Both scaled to length 1 before they are multiplied, as scipy does: large values do not overflow.
double correlation(std::span<const double> a, std::span<const double> b) {
    if (a.size() < 2 || isConstant(a) || isConstant(b))
        return Metrics::kNone;
    const auto centred = [](std::span<const double> values) {
        const double mean = meanOf(values);
        std::vector<double> out(values.size());
        std::transform(values.begin(), values.end(), out.begin(),
                       [mean](double v) { return v - mean; });
        double most = 0;
        for (const double v : out)
            most = std::max(most, std::abs(v));
        double squares = 0;
        for (double& v : out) {
            v /= most;
            squares += v * v;
        }
        for (double& v : out)
            v /= std::sqrt(squares);
        return out;
    };
    const std::vector<double> x = centred(a), y = centred(b);
    return std::clamp(std::inner_product(x.begin(), x.end(), y.begin(), 0.0), -1.0, 1.0);
}

// From 1; equal values share the mean of their ranks.
std::vector<double> ranksOf(std::span<const double> values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    std::vector<double> ranks(values.size());
    for (std::size_t begin = 0; begin < order.size();) {
        std::size_t end = begin + 1;
        while (end < order.size() && values[order[end]] == values[order[begin]])
            ++end;
        const double rank = static_cast<double>(begin + end + 1) / 2;
        for (; begin < end; ++begin)
            ranks[order[begin]] = rank;
    }
    return ranks;
}

} // namespace

Metrics computeRegressionMetrics(std::span<const double> truth, std::span<const double> predicted) {
    for (const std::span<const double> values : {truth, predicted})
        for (const double value : values)
            if (!std::isfinite(value))
                throw Error(say(ATTUNE_TEXT("core", "A value is not a finite number, so there is "
                                                    "no metric of it.")),
                            {},
                            say(ATTUNE_TEXT("core", "Where it is the model's answer, train with a "
                                                    "lower learning rate.")));
    Metrics metrics;
    metrics.task = Task::Regression;
    metrics.texts = static_cast<std::int64_t>(truth.size());
    metrics.loss = Metrics::kNone;
    for (double* none :
         {&metrics.accuracy, &metrics.macroPrecision, &metrics.macroRecall, &metrics.macroF1,
          &metrics.weightedPrecision, &metrics.weightedRecall, &metrics.weightedF1})
        *none = Metrics::kNone;
    if (truth.empty())
        return metrics;
    const auto rows = static_cast<double>(truth.size());
    const double mean = meanOf(truth);
    double squares = 0, differences = 0, spread = 0;
    for (std::size_t i = 0; i < truth.size(); ++i) {
        const double difference = truth[i] - predicted[i];
        squares += difference * difference;
        differences += std::abs(difference);
        spread += (truth[i] - mean) * (truth[i] - mean);
    }
    metrics.mse = squares / rows;
    metrics.rmse = std::sqrt(metrics.mse);
    metrics.mae = differences / rows;
    if (truth.size() < 2)
        return metrics;
    // The mean of equal values is rounded: their spread is taken for none.
    if (isConstant(truth))
        metrics.r2 = squares == 0 ? 1 : 0;
    else
        metrics.r2 = 1 - squares / spread;
    metrics.pearson = correlation(truth, predicted);
    metrics.spearman = correlation(ranksOf(truth), ranksOf(predicted));
    return metrics;
}

} // namespace attune
