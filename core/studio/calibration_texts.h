// SPDX-License-Identifier: GPL-3.0-or-later
// The texts that a temperature or thresholds are chosen on. Internal to this room.
#pragma once

#include "studio/judged_evaluation.h"

namespace attune::studio {

struct CalibrationTexts {
    JudgedEvaluation judged;
    // For people: "validation", or the name of the file. attune.json goes where the model goes, so
    // that it tells no folder of this machine.
    std::string from;
    Problems notes; // those of the evaluation, and whether the run has the texts of the file

    std::int64_t count() const { return static_cast<std::int64_t>(judged.judged.rows()); }
};

// The validation part of a run, or of the run of a model; where `options.data` names a file, that.
// A UsageError where there is neither, or the task has no scores of labels.
CalibrationTexts calibrationTexts(const fs::path& modelOrRun, const EvaluateOptions& options,
                                  const Progress& progress, const std::stop_token& stop);

} // namespace attune::studio
