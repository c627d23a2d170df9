// SPDX-License-Identifier: GPL-3.0-or-later
// AdamW on rows of a table, as plain vector code: what torch's fused kernel computes but for the
// last bit, and the same bits on every processor. No value depends on another one, so rows may be
// brought through their updates one by one, at different times, with the same result.
#pragma once

#include "model/engine.h"

#include <span>

namespace attune {

// The numbers of one update that all values share.
struct AdamWStep {
    float kept = 1;         // 1 - rate * decay
    float size = 0;         // rate / (1 - beta1^step)
    float correction = 1;   // sqrt(1 - beta2^step)
    float epsilon = 0;      //
    float firstWeight = 0;  // 1 - beta1
    float secondKept = 0;   // beta2
    float secondWeight = 0; // 1 - beta2
};
AdamWStep adamWStep(const UpdateOptions& options, double rateScale, double weightDecay);

// A row of values with its moments.
struct AdamWRow {
    float* values;
    float* first;
    float* second;
    std::size_t width;
};

// One update by a gradient, each value of which is divided by `divisor` first.
void updateRow(const AdamWRow& row, const float* gradient, float divisor, const AdamWStep& step);

// Updates in a row without any gradient: moments fade and still move the values.
void updateRowWithoutGradient(const AdamWRow& row, std::span<const AdamWStep> steps);

// The same where both moments are zero: nothing but the decay is left.
void decayRow(float* values, std::size_t width, std::span<const AdamWStep> steps);

} // namespace attune
