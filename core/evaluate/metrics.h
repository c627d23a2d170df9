// SPDX-License-Identifier: GPL-3.0-or-later
// What labels, numbers and names that a model gives are worth, for every task: as scikit-learn
// defines it, and seqeval for token labels (zero_division = 0). What scores are worth stands in
// curves.h and calibration.h; how sure a figure is, in intervals.h.
#pragma once

#include "base/json.h"
#include "data/task.h"

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

namespace attune {

struct LabelMetrics {
    std::string label; // TokenLabels: a type ("PER")
    double precision = 0;
    double recall = 0;
    double f1 = 0;
    std::int64_t support = 0;
    bool operator==(const LabelMetrics&) const = default;
};

// A figure that the task has not, or that is not defined, is NaN.
struct Metrics {
    static constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

    Task task = Task::SingleLabel;
    std::int64_t texts = 0;
    double loss = 0; // mean of the task's loss; NaN when unknown
    // The share of right answers. MultiLabel: of texts all of whose labels are right; TokenLabels:
    // of tokens; Regression: NaN.
    double accuracy = 0;
    // Over the labels; TokenLabels: over the types, a name counts that is right to its ends.
    // Regression: NaN.
    double macroPrecision = 0, macroRecall = 0, macroF1 = 0;
    double weightedPrecision = 0, weightedRecall = 0, weightedF1 = 0;
    double microPrecision = kNone, microRecall = kNone, microF1 = kNone;
    double balancedAccuracy = kNone, mcc = kNone; // SingleLabel; mcc: Matthews' correlation
    // MultiLabel: the mean over the texts, and the share of wrong answers among all of L a text.
    double samplesPrecision = kNone, samplesRecall = kNone, samplesF1 = kNone;
    double hammingLoss = kNone;
    // Regression: the mean squared error, its root, the mean absolute error, the coefficient of
    // determination, and the correlation of values and of their ranks.
    double mse = kNone, rmse = kNone, mae = kNone;
    double r2 = kNone, pearson = kNone, spearman = kNone;
    std::vector<LabelMetrics> perLabel;               // Regression: empty
    std::vector<std::vector<std::int64_t>> confusion; // [true][predicted]; SingleLabel alone

    bool operator==(const Metrics& other) const; // NaN equals NaN
};

// One label a text. As scikit-learn with labels=0..L-1: macro averages run over the labels that
// occur among the truths or the predictions, balanced accuracy over those among the truths.
Metrics computeMetrics(std::span<const std::int32_t> truth, std::span<const std::int32_t> predicted,
                       const std::vector<std::string>& labels);
// The same of a table [true][predicted] of counts.
Metrics metricsOfConfusion(std::vector<std::vector<std::int64_t>> confusion,
                           const std::vector<std::string>& labels);

// Several labels a text: [rows, L] of 0 and 1. Averages run over all L labels.
Metrics computeMultiLabelMetrics(std::span<const std::uint8_t> truth,
                                 std::span<const std::uint8_t> predicted,
                                 const std::vector<std::string>& labels);

// A number a text. R² of a constant truth is 1 where all is right, else 0; a correlation with what
// is constant, and all but the errors of fewer than two texts, are NaN. An Error where a value is
// not finite.
Metrics computeRegressionMetrics(std::span<const double> truth, std::span<const double> predicted);

// Tags of tokens, as ids of `tags` ("B-PER", "I-PER", "O"; also E and S), of texts that lie between
// two of `starts` [texts + 1]. Positions whose truth is -1 (special tokens) are left out. Names are
// found as seqeval does in its default mode, so an I that follows nothing begins one.
Metrics computeEntityMetrics(std::span<const std::int32_t> truth,
                             std::span<const std::int32_t> predicted,
                             std::span<const std::int32_t> starts,
                             const std::vector<std::string>& tags);

// A name in a sequence of tags: positions [begin, end), and what it is ("PER"; "_": without one).
struct TaggedName {
    std::string type;
    std::size_t begin = 0, end = 0;
    bool operator==(const TaggedName&) const = default;
};
std::vector<TaggedName> namesOfTags(std::span<const std::int32_t> tags,
                                    const std::vector<std::string>& names);

Json toJson(const Metrics& metrics);
// `where` names the source in errors. What an older Attune did not write is reckoned from the table
// of confusion, else NaN.
Metrics metricsFromJson(const Json& json, const std::string& where = {});

// One row of the table of metrics by which a best checkpoint can be chosen.
struct MetricInfo {
    std::string key;   // "accuracy", "macro_f1", "loss"
    std::string title; // ATTUNE_TEXT
    bool higherIsBetter;
    std::vector<Task> tasks; // that have it
    double (*value)(const Metrics&);

    bool isFor(Task task) const;
};
const std::vector<MetricInfo>& metricTable();
const MetricInfo& metricOf(const std::string& key);
// By which the best state is chosen where nobody says: a key of metricTable().
const std::string& standardMetric(Task task);
// The figures of a task that are told where there is room for two or three, the first one first.
const std::vector<const MetricInfo*>& leadingMetrics(Task task);

} // namespace attune
