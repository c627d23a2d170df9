// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/prediction_figures.h"

#include <algorithm>

namespace attune {

namespace {

std::span<const float> answer(const Predictions& predictions, std::size_t at) {
    return {predictions.logits.data() + at * predictions.labels, predictions.labels};
}

// The first of equals.
std::int32_t best(std::span<const float> logits) {
    return static_cast<std::int32_t>(std::max_element(logits.begin(), logits.end()) -
                                     logits.begin());
}

struct Single {
    std::vector<std::int32_t> truth, said;
};
Single ofSingle(const Predictions& predictions, const EncodedSet& set,
                const Calibration& calibration) {
    Single out;
    for (std::size_t row = 0; row < set.rows(); ++row) {
        if (set.labels[row] < 0)
            continue;
        out.truth.push_back(set.labels[row]);
        out.said.push_back(
            calibration.hasThresholds()
                ? calibration.label(scoresOf(Task::SingleLabel, answer(predictions, row),
                                             calibration.temperature))
                : best(answer(predictions, row)));
    }
    return out;
}

std::vector<std::uint8_t> ofSeveral(const Predictions& predictions, const EncodedSet& set,
                                    const Calibration& calibration) {
    std::vector<std::uint8_t> said(set.many.size(), 0);
    for (std::size_t row = 0; row < set.rows(); ++row)
        for (const std::int32_t label : calibration.labels(
                 scoresOf(Task::MultiLabel, answer(predictions, row), calibration.temperature)))
            said[row * predictions.labels + static_cast<std::size_t>(label)] = 1;
    return said;
}

MetricIntervals ofTokens(const Predictions& predictions, const EncodedSet& set,
                         const std::vector<std::string>& labels, const BootstrapOptions& options) {
    std::vector<std::int32_t> said, starts(set.starts.begin(), set.starts.end());
    for (std::size_t token = 0; token < set.tags.size(); ++token)
        said.push_back(best(answer(predictions, token)));
    return entityIntervals(set.tags, said, starts, labels, options);
}

} // namespace

JudgedLogits judgedLogits(Task task, const Predictions& predictions, const EncodedSet& set) {
    JudgedLogits judged;
    judged.task = task;
    judged.labels = predictions.labels;
    if (task == Task::MultiLabel) {
        judged.logits = predictions.logits;
        judged.truths = set.many;
    }
    if (task != Task::SingleLabel)
        return judged;
    for (std::size_t row = 0; row < set.rows(); ++row) {
        if (set.labels[row] < 0)
            continue;
        const std::span<const float> logits = answer(predictions, row);
        judged.logits.insert(judged.logits.end(), logits.begin(), logits.end());
        judged.truths.resize(judged.logits.size(), 0);
        judged.truths[judged.logits.size() - judged.labels +
                      static_cast<std::size_t>(set.labels[row])] = 1;
    }
    return judged;
}

std::optional<Metrics> metricsByThresholds(Task task, const Predictions& predictions,
                                           const EncodedSet& set,
                                           const std::vector<std::string>& labels,
                                           const Calibration& calibration) {
    if (!calibration.hasThresholds())
        return std::nullopt;
    if (task == Task::SingleLabel) {
        const Single rows = ofSingle(predictions, set, calibration);
        return computeMetrics(rows.truth, rows.said, labels);
    }
    if (task == Task::MultiLabel)
        return computeMultiLabelMetrics(set.many, ofSeveral(predictions, set, calibration), labels);
    return std::nullopt;
}

MetricIntervals predictionIntervals(Task task, const Predictions& predictions,
                                    const EncodedSet& set, const std::vector<std::string>& labels,
                                    const Calibration& calibration,
                                    const BootstrapOptions& options) {
    switch (task) {
    case Task::SingleLabel: {
        const Single rows = ofSingle(predictions, set, calibration);
        return metricIntervals(rows.truth, rows.said, labels, options);
    }
    case Task::MultiLabel:
        return multiLabelIntervals(set.many, ofSeveral(predictions, set, calibration), labels,
                                   options);
    case Task::TokenLabels:
        return ofTokens(predictions, set, labels, options);
    case Task::Regression:
        break;
    }
    const std::vector<double> truth(set.values.begin(), set.values.end());
    const std::vector<double> said(predictions.logits.begin(), predictions.logits.end());
    return regressionIntervals(truth, said, options);
}

} // namespace attune
