// SPDX-License-Identifier: GPL-3.0-or-later
// The metrics of numbers.
#include "base/error.h"
#include "evaluate/metrics.h"
#include "evaluate/weighted.h"

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
    const std::vector<std::uint32_t> once(truth.size(), 1);
    const auto ranksOf = [&once](std::span<const double> values) {
        std::vector<double> ranks(values.size());
        rank(values, risingOrder(values), once, ranks);
        return ranks;
    };
    metrics.pearson = correlation(truth, predicted, once);
    metrics.spearman = correlation(ranksOf(truth), ranksOf(predicted), once);
    return metrics;
}

} // namespace attune
