// SPDX-License-Identifier: GPL-3.0-or-later
// From what an engine said of a set to what is judged: logits beside truths, and intervals of the
// metrics of its task.
#pragma once

#include "evaluate/bootstrap.h"
#include "evaluate/predictor.h"

namespace attune {

// Rows with a label; none for Regression and TokenLabels, whose answers have no score of a text.
JudgedLogits judgedLogits(Task task, const Predictions& predictions, const EncodedSet& set);

// Where labels are answered by thresholds, the metrics of those labels, without the loss.
std::optional<Metrics> metricsByThresholds(Task task, const Predictions& predictions,
                                           const EncodedSet& set,
                                           const std::vector<std::string>& labels,
                                           const Calibration& calibration);

// Of evaluatePredictions(), or of metricsByThresholds(). Labels are answered by `calibration`.
MetricIntervals predictionIntervals(Task task, const Predictions& predictions,
                                    const EncodedSet& set, const std::vector<std::string>& labels,
                                    const Calibration& calibration,
                                    const BootstrapOptions& options);

} // namespace attune
