// SPDX-License-Identifier: GPL-3.0-or-later
// An evaluation with what it takes to judge it: intervals of its metrics, and the logits of its
// texts, from which the worth of scores is reckoned. The help of metrics and Wilson's interval come
// with it, for whoever shows the figures.
#pragma once

#include "evaluate/bootstrap.h"
#include "evaluate/calibration.h"
#include "evaluate/metric_help.h"
#include "evaluate/wilson.h"
#include "studio/studio.h"

namespace attune::studio {

// Labels and scores are by the calibration that is kept with the model.
struct JudgedEvaluation : Evaluation {
    MetricIntervals intervals; // of `metrics`
    JudgedLogits judged;       // of all texts in the order of `rows`; none: no scores of labels
    Calibration calibration;   // that is kept with the model
    // Regression: of each row the number in the data and the predicted one.
    std::vector<std::pair<double, double>> numbers;
    // How many of the texts its run trained it on, where that can be told; `notes` warns of them.
    std::int64_t trainedOn = 0; // -1: not known
};

// As evaluateModel() and evaluateRun(), which give the Evaluation of these.
JudgedEvaluation judgeModel(const fs::path& modelFolder, const EvaluateOptions& options,
                            const BootstrapOptions& bootstrap, const Progress& progress = {},
                            std::stop_token stop = {});
JudgedEvaluation judgeRun(const fs::path& runFolder, bool testPart,
                          const BootstrapOptions& bootstrap = {}, const Progress& progress = {},
                          std::stop_token stop = {});

} // namespace attune::studio
