// SPDX-License-Identifier: GPL-3.0-or-later
// How far chance alone moves a figure: percentile intervals of the bootstrap (Efron 1979). Rows are
// drawn anew with replacement as many as there are, and the figures reckoned from them again.
//
// Rows are drawn from all of them, not label by label: which labels a sample of texts has is part
// of the chance. Draw r is a function of (seed, r) alone, so neither threads nor the number of
// draws change it. 1,000 draws of 100,000 rows take about a second.
#pragma once

#include "evaluate/calibration.h"
#include "evaluate/metrics.h"

#include <functional>

namespace attune {

struct BootstrapOptions {
    std::int64_t draws = 1000; // 0: no intervals
    std::uint64_t seed = 42;
    double level = 0.95;
};

// NaN: there is none. Either the figure is not defined in any draw, or the interval shrank to a
// point: where all texts came out alike (all right, or one text) every draw is the same, which says
// that the bootstrap cannot tell, not that the figure is sure.
struct FigureInterval {
    double low = Metrics::kNone, high = Metrics::kNone;
    bool operator==(const FigureInterval& other) const; // NaN equals NaN
};

// How often each row was drawn -> the figures; called on several threads at a time. A draw in which
// a figure is NaN counts for nothing. `means`: gets the mean of the draws of each figure, NaN where
// it is not defined in any.
using FiguresOfDraw =
    std::function<void(std::span<const std::uint32_t> times, std::span<double> figures)>;
std::vector<FigureInterval> bootstrap(std::size_t rows, std::size_t figures,
                                      const FiguresOfDraw& of, const BootstrapOptions& options,
                                      std::vector<double>* means = nullptr);
// How often each of `rows` was drawn in draw `draw`.
std::vector<std::uint32_t> drawnTimes(std::size_t rows, std::uint64_t seed, std::size_t draw);

// The intervals of a task's metrics, beside those figures themselves.
struct MetricIntervals {
    // By the rows of metricTable(); NaN where the task has not the metric. The loss has none. The
    // accuracy of texts is a share of independent trials: where the bootstrap cannot tell, it gets
    // Wilson's interval (wilson.h). Tokens of one text are no such trials.
    std::vector<FigureInterval> metrics;
    bool accuracyByWilson = false;
    struct OfLabel {
        FigureInterval precision, recall, f1;
        bool operator==(const OfLabel&) const = default;
    };
    std::vector<OfLabel> perLabel;
    std::int64_t draws = 0;
    double level = 0.95;

    // By a key of metricTable(); NaN where there is none.
    FigureInterval of(const std::string& metric) const;
};

MetricIntervals metricIntervals(std::span<const std::int32_t> truth,
                                std::span<const std::int32_t> predicted,
                                const std::vector<std::string>& labels,
                                const BootstrapOptions& options); // SingleLabel
MetricIntervals multiLabelIntervals(std::span<const std::uint8_t> truth,
                                    std::span<const std::uint8_t> predicted,
                                    const std::vector<std::string>& labels,
                                    const BootstrapOptions& options);
MetricIntervals regressionIntervals(std::span<const double> truth,
                                    std::span<const double> predicted,
                                    const BootstrapOptions& options);
// Texts are drawn, with all their tokens.
MetricIntervals entityIntervals(std::span<const std::int32_t> truth,
                                std::span<const std::int32_t> predicted,
                                std::span<const std::int32_t> starts,
                                const std::vector<std::string>& tags,
                                const BootstrapOptions& options);

Json toJson(const MetricIntervals& intervals, const Metrics& metrics); // {"accuracy": [low, high]}

} // namespace attune
