// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/metrics.h"

#include "evaluate/shares.h"

#include <cmath>

namespace attune {

namespace {

// Gorodkin (2004): the correlation of the tables of truths and of answers.
double matthews(const std::vector<LabelCounts>& counts) {
    double all = 0, right = 0, both = 0, truths = 0, answers = 0;
    for (const LabelCounts& one : counts) {
        const auto support = static_cast<double>(one.support);
        const auto answered = static_cast<double>(one.answered);
        all += support;
        right += static_cast<double>(one.hits);
        both += support * answered;
        truths += support * support;
        answers += answered * answered;
    }
    const double spread = std::sqrt(all * all - truths) * std::sqrt(all * all - answers);
    return spread > 0 ? (right * all - both) / spread : 0;
}

} // namespace

Metrics singleLabelMetrics(const std::vector<LabelCounts>& counts,
                           const std::vector<std::string>& labels) {
    Metrics metrics;
    metrics.loss = Metrics::kNone;
    takeAverages(metrics, counts, labels, MacroOver::Occurring);
    std::int64_t right = 0, occurring = 0;
    double recalls = 0;
    for (const LabelCounts& one : counts) {
        metrics.texts += one.support;
        right += one.hits;
        recalls += one.support > 0 ? one.recall() : 0;
        occurring += one.support > 0 ? 1 : 0;
    }
    metrics.accuracy = share(right, metrics.texts);
    metrics.balancedAccuracy = occurring == 0 ? 0.0 : recalls / static_cast<double>(occurring);
    metrics.mcc = matthews(counts);
    return metrics;
}

Metrics metricsOfConfusion(std::vector<std::vector<std::int64_t>> confusion,
                           const std::vector<std::string>& labels) {
    std::vector<LabelCounts> counts(labels.size());
    for (std::size_t label = 0; label < counts.size(); ++label) {
        counts[label].hits = confusion[label][label];
        for (std::size_t other = 0; other < counts.size(); ++other) {
            counts[label].support += confusion[label][other];
            counts[label].answered += confusion[other][label];
        }
    }
    Metrics metrics = singleLabelMetrics(counts, labels);
    metrics.confusion = std::move(confusion);
    return metrics;
}

Metrics computeMetrics(std::span<const std::int32_t> truth, std::span<const std::int32_t> predicted,
                       const std::vector<std::string>& labels) {
    const std::size_t count = labels.size();
    std::vector<std::vector<std::int64_t>> confusion(count, std::vector<std::int64_t>(count, 0));
    for (std::size_t i = 0; i < truth.size(); ++i)
        ++confusion[static_cast<std::size_t>(truth[i])][static_cast<std::size_t>(predicted[i])];
    return metricsOfConfusion(std::move(confusion), labels);
}

Metrics computeMultiLabelMetrics(std::span<const std::uint8_t> truth,
                                 std::span<const std::uint8_t> predicted,
                                 const std::vector<std::string>& labels) {
    const std::size_t count = labels.size();
    const std::size_t rows = count == 0 ? 0 : truth.size() / count;
    Metrics metrics;
    metrics.task = Task::MultiLabel;
    metrics.texts = static_cast<std::int64_t>(rows);
    metrics.loss = Metrics::kNone;
    std::vector<LabelCounts> counts(count);
    std::int64_t right = 0, wrong = 0;
    double precision = 0, recall = 0, f1 = 0;
    for (std::size_t row = 0; row < rows; ++row) {
        LabelCounts text;
        for (std::size_t label = 0; label < count; ++label) {
            const bool is = truth[row * count + label] != 0;
            const bool said = predicted[row * count + label] != 0;
            for (LabelCounts* one : {&text, &counts[label]}) {
                one->hits += is && said ? 1 : 0;
                one->answered += said ? 1 : 0;
                one->support += is ? 1 : 0;
            }
        }
        const std::int64_t missed = text.support + text.answered - 2 * text.hits;
        right += missed == 0 ? 1 : 0;
        wrong += missed;
        precision += text.precision();
        recall += text.recall();
        f1 += text.f1();
    }
    takeAverages(metrics, counts, labels, MacroOver::All);
    metrics.accuracy = share(right, metrics.texts);
    metrics.hammingLoss = share(wrong, static_cast<std::int64_t>(rows * count));
    const double all = rows == 0 ? 1 : static_cast<double>(rows);
    metrics.samplesPrecision = precision / all;
    metrics.samplesRecall = recall / all;
    metrics.samplesF1 = f1 / all;
    return metrics;
}

} // namespace attune
