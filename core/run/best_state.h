// SPDX-License-Identifier: GPL-3.0-or-later
// Which state of a run is its best one that can still be had. A checkpoint may have been damaged or
// removed since it was written; a run does not end by that.
#pragma once

#include "evaluate/metrics.h"
#include "train/checkpoint.h"

namespace attune {

struct BestState {
    std::int64_t step = 0;                      // 0: none
    std::optional<double> score;                // of that step
    std::optional<CheckpointStore::Found> from; // absent: it is the present state, or there is none
};

// The state that `state` names where its checkpoint is whole. Else the best of the evaluated states
// that are left, by the record of the run, the present one among them; what was passed over is told
// in `problems`. Reads the checkpoint once, to check its digests.
BestState findBest(const TrainingState& state, const CheckpointStore& store, const fs::path& run,
                   const MetricInfo& metric, Problems& problems);

} // namespace attune
