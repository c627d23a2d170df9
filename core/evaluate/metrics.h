// SPDX-License-Identifier: GPL-3.0-or-later
// Metrics of a single-label classifier, as scikit-learn defines them (zero_division = 0).
#pragma once

#include "base/json.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace attune {

struct LabelMetrics {
    std::string label;
    double precision = 0;
    double recall = 0;
    double f1 = 0;
    std::int64_t support = 0;
    bool operator==(const LabelMetrics&) const = default;
};

struct Metrics {
    std::int64_t texts = 0;
    double loss = 0; // mean cross entropy; NaN when unknown
    double accuracy = 0;
    double macroPrecision = 0, macroRecall = 0, macroF1 = 0;
    double weightedPrecision = 0, weightedRecall = 0, weightedF1 = 0;
    std::vector<LabelMetrics> perLabel;
    std::vector<std::vector<std::int64_t>> confusion; // [true][predicted]
    bool operator==(const Metrics&) const = default;
};

// As scikit-learn with labels=0..L-1: macro averages run over the labels that occur among the
// truths or the predictions.
Metrics computeMetrics(std::span<const std::int32_t> truth, std::span<const std::int32_t> predicted,
                       const std::vector<std::string>& labels);

Json toJson(const Metrics& metrics);
// `where` names the source in errors.
Metrics metricsFromJson(const Json& json, const std::string& where = {});

// One row of the table of metrics by which a best checkpoint can be chosen.
struct MetricInfo {
    std::string key;   // "accuracy", "macro_f1", "weighted_f1", "loss"
    std::string title; // ATTUNE_TEXT
    bool higherIsBetter;
    double (*value)(const Metrics&);
};
const std::vector<MetricInfo>& metricTable();
const MetricInfo& metricOf(const std::string& key);

} // namespace attune
