// SPDX-License-Identifier: GPL-3.0-or-later
// The intervals of each task's metrics: what each row adds is counted once, then added as often as
// the row was drawn.
#include "evaluate/bootstrap.h"
#include "evaluate/shares.h"
#include "evaluate/weighted.h"
#include "evaluate/wilson.h"

#include <algorithm>
#include <cmath>

namespace attune {

namespace {

// The intervals of what `metricsOf(times)` gives.
template <class MetricsOf>
MetricIntervals intervals(std::size_t rows, std::size_t labels, const BootstrapOptions& options,
                          const MetricsOf& metricsOf) {
    const auto& table = metricTable();
    const std::size_t first = table.size();
    const auto found = bootstrap(
        rows, first + 3 * labels,
        [&](std::span<const std::uint32_t> times, std::span<double> figures) {
            const Metrics metrics = metricsOf(times);
            for (std::size_t i = 0; i < first; ++i)
                figures[i] =
                    table[i].isFor(metrics.task) ? table[i].value(metrics) : Metrics::kNone;
            for (std::size_t i = 0; i < labels; ++i) {
                figures[first + 3 * i] = metrics.perLabel[i].precision;
                figures[first + 3 * i + 1] = metrics.perLabel[i].recall;
                figures[first + 3 * i + 2] = metrics.perLabel[i].f1;
            }
        },
        options);
    MetricIntervals out;
    out.draws = options.draws;
    out.level = options.level;
    out.metrics.assign(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(first));
    for (std::size_t i = 0; i < labels; ++i)
        out.perLabel.push_back(
            {found[first + 3 * i], found[first + 3 * i + 1], found[first + 3 * i + 2]});
    if (out.draws <= 0 || rows == 0)
        return out;
    const Metrics metrics = metricsOf(std::vector<std::uint32_t>(rows, 1));
    FigureInterval& accuracy =
        out.metrics[static_cast<std::size_t>(&metricOf("accuracy") - table.data())];
    if (std::isnan(accuracy.low) &&
        (metrics.task == Task::SingleLabel || metrics.task == Task::MultiLabel)) {
        accuracy = wilson(metrics.accuracy, static_cast<std::int64_t>(rows), options.level);
        out.accuracyByWilson = true;
    }
    return out;
}

} // namespace

FigureInterval MetricIntervals::of(const std::string& metric) const {
    const auto at = static_cast<std::size_t>(&metricOf(metric) - metricTable().data());
    return at < metrics.size() ? metrics[at] : FigureInterval();
}

MetricIntervals metricIntervals(std::span<const std::int32_t> truth,
                                std::span<const std::int32_t> predicted,
                                const std::vector<std::string>& labels,
                                const BootstrapOptions& options) {
    return intervals(truth.size(), labels.size(), options,
                     [&](std::span<const std::uint32_t> times) {
                         std::vector<LabelCounts> counts(labels.size());
                         for (std::size_t i = 0; i < times.size(); ++i) {
                             const auto is = static_cast<std::size_t>(truth[i]);
                             const auto said = static_cast<std::size_t>(predicted[i]);
                             counts[is].support += times[i];
                             counts[said].answered += times[i];
                             counts[is].hits += is == said ? times[i] : 0;
                         }
                         return singleLabelMetrics(counts, labels);
                     });
}

MetricIntervals multiLabelIntervals(std::span<const std::uint8_t> truth,
                                    std::span<const std::uint8_t> predicted,
                                    const std::vector<std::string>& labels,
                                    const BootstrapOptions& options) {
    const std::size_t count = labels.size();
    const std::size_t rows = count == 0 ? 0 : truth.size() / count;
    struct Text {
        std::vector<std::pair<std::size_t, LabelCounts>> byLabel; // those that occur
        LabelCounts all;
    };
    std::vector<Text> texts(rows);
    for (std::size_t row = 0; row < rows; ++row)
        for (std::size_t label = 0; label < count; ++label) {
            const bool is = truth[row * count + label] != 0;
            const bool said = predicted[row * count + label] != 0;
            if (!is && !said)
                continue;
            const LabelCounts one{is && said ? 1 : 0, said ? 1 : 0, is ? 1 : 0};
            texts[row].byLabel.emplace_back(label, one);
            texts[row].all.add(one, 1);
        }
    return intervals(rows, count, options, [&](std::span<const std::uint32_t> times) {
        std::vector<LabelCounts> counts(count);
        Metrics metrics;
        metrics.task = Task::MultiLabel;
        metrics.hammingLoss = metrics.samplesF1 = 0;
        for (std::size_t row = 0; row < rows; ++row) {
            const Text& text = texts[row];
            const std::int64_t wrong = text.all.support + text.all.answered - 2 * text.all.hits;
            for (const auto& [label, one] : text.byLabel)
                counts[label].add(one, times[row]);
            metrics.accuracy += wrong == 0 ? times[row] : 0;
            metrics.hammingLoss += static_cast<double>(wrong) * times[row];
            metrics.samplesF1 += text.all.f1() * times[row];
        }
        takeAverages(metrics, counts, labels, MacroOver::All);
        metrics.accuracy /= static_cast<double>(rows);
        metrics.samplesF1 /= static_cast<double>(rows);
        metrics.hammingLoss /= static_cast<double>(rows * count);
        metrics.loss = Metrics::kNone;
        return metrics;
    });
}

MetricIntervals regressionIntervals(std::span<const double> truth,
                                    std::span<const double> predicted,
                                    const BootstrapOptions& options) {
    const std::vector<std::size_t> byTruth = risingOrder(truth), byAnswer = risingOrder(predicted);
    return intervals(truth.size(), 0, options, [&](std::span<const std::uint32_t> times) {
        Metrics metrics;
        metrics.task = Task::Regression;
        metrics.loss = Metrics::kNone;
        const auto rows = static_cast<double>(truth.size());
        double mean = 0, squares = 0, differences = 0, spread = 0;
        for (std::size_t i = 0; i < truth.size(); ++i)
            mean += times[i] * truth[i] / rows;
        for (std::size_t i = 0; i < truth.size(); ++i) {
            const double difference = truth[i] - predicted[i];
            squares += times[i] * difference * difference;
            differences += times[i] * std::abs(difference);
            spread += times[i] * (truth[i] - mean) * (truth[i] - mean);
        }
        metrics.mse = squares / rows;
        metrics.rmse = std::sqrt(metrics.mse);
        metrics.mae = differences / rows;
        if (truth.size() < 2)
            return metrics;
        metrics.pearson = correlation(truth, predicted, times);
        std::vector<double> ranks(truth.size()), answerRanks(truth.size());
        rank(truth, byTruth, times, ranks);
        rank(predicted, byAnswer, times, answerRanks);
        metrics.spearman = correlation(ranks, answerRanks, times);
        // A draw of equal values tells nothing of a share of their spread.
        metrics.r2 = spread > 1e-12 * rows * mean * mean ? 1 - squares / spread : Metrics::kNone;
        return metrics;
    });
}

MetricIntervals entityIntervals(std::span<const std::int32_t> truth,
                                std::span<const std::int32_t> predicted,
                                std::span<const std::int32_t> starts,
                                const std::vector<std::string>& tags,
                                const BootstrapOptions& options) {
    const std::vector<std::string> types = entityTypes(tags);
    const std::vector<NamesOfText> texts = namesByText(truth, predicted, starts, tags);
    return intervals(texts.size(), types.size(), options,
                     [&](std::span<const std::uint32_t> times) {
                         std::vector<LabelCounts> counts(types.size());
                         std::int64_t tokens = 0, right = 0;
                         for (std::size_t i = 0; i < texts.size(); ++i) {
                             for (const auto& [type, one] : texts[i].byType)
                                 counts[type].add(one, times[i]);
                             tokens += texts[i].tokens * times[i];
                             right += texts[i].right * times[i];
                         }
                         return entityMetrics(
                             counts, types, static_cast<std::int64_t>(texts.size()), tokens, right);
                     });
}

Json toJson(const MetricIntervals& intervals, const Metrics& metrics) {
    const auto pair = [](const FigureInterval& one) {
        return Json::array({finiteOrNull(one.low), finiteOrNull(one.high)});
    };
    Json json = {
        {"level", intervals.level},
        {"draws", intervals.draws}
    };
    for (std::size_t i = 0; i < intervals.metrics.size(); ++i)
        if (metricTable()[i].isFor(metrics.task) && metricTable()[i].key != "loss")
            json[metricTable()[i].key] = pair(intervals.metrics[i]);
    Json labels = Json::array();
    for (std::size_t i = 0; i < intervals.perLabel.size(); ++i) {
        const MetricIntervals::OfLabel& one = intervals.perLabel[i];
        labels.push_back({
            {"label",     metrics.perLabel[i].label},
            {"precision", pair(one.precision)      },
            {"recall",    pair(one.recall)         },
            {"f1",        pair(one.f1)             }
        });
    }
    json["per_label"] = labels;
    return json;
}

} // namespace attune
