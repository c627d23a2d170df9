// SPDX-License-Identifier: GPL-3.0-or-later
// The learning-rate range test (Smith 2017, "Cyclical learning rates for training neural
// networks", section 3.3): a short run whose rate grows from tiny to huge; where the loss falls
// fastest is a good rate. Nothing is written; the engine's weights are spoilt afterwards. Memory is
// looked after as in training (make_room.h).
#pragma once

#include "train/trainer.h"

namespace attune {

struct RangeTestOptions {
    double lowest = 1e-7;
    double highest = 1.0;
    std::int64_t steps = 120;
};

// Shows a RangePointEvent for each step and a RangeDoneEvent at the end. Ends early when the
// smoothed loss is four times the lowest one or not finite, or when stopped.
void rangeTest(Engine& engine, const TrainingJob& job, TrainingHost& host,
               const RangeTestOptions& options = {});

// What a curve proposes: the rate at which the smoothed loss falls fastest, but at most a tenth of
// the rate at which it is lowest. Rate 0, with the reason, when the loss hardly fell.
RangeDoneEvent proposeRate(const std::vector<RangePointEvent>& curve);

} // namespace attune
