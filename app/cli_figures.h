// SPDX-License-Identifier: GPL-3.0-or-later
// The figures of an evaluation, as `evaluate` prints and writes them.
#pragma once

#include "cli_output.h"
#include "studio/calibrating.h"

namespace attune::cli {

void printFigures(Output& out, const studio::JudgedEvaluation& evaluation,
                  const std::optional<studio::ScoreWorth>& worth);
// The metrics, their "intervals", and "scores" (areas and calibration) where the task has them.
OrderedJson figuresJson(const studio::JudgedEvaluation& evaluation,
                        const std::optional<studio::ScoreWorth>& worth);

} // namespace attune::cli
