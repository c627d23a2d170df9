// SPDX-License-Identifier: GPL-3.0-or-later
// Losses on logits, outside every engine, as transformers' heads compute them with torch.nn. All
// are computed in double.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace attune {

struct CrossEntropyOptions {
    std::vector<double> classWeights; // [L], empty: all 1
    double labelSmoothing = 0;
};

struct LossResult {
    double sum = 0;              // sum of the weighted losses
    double weight = 0;           // sum of the weights: mean = sum / weight
    std::vector<float> gradient; // d(sum)/d(logits), [B, L]; divide by the weight of the step
};

// CrossEntropyLoss(weight, label_smoothing, ignore_index=-1): logits [B, L]; labels [B], a negative
// one counts for nothing.
LossResult crossEntropy(std::span<const float> logits, std::span<const std::int32_t> labels,
                        const CrossEntropyOptions& options);

// BCEWithLogitsLoss: logits [B, L]; targets [B, L], 0 or 1. The weight is the number of targets.
LossResult binaryCrossEntropy(std::span<const float> logits, std::span<const std::uint8_t> targets);

// MSELoss: logits [B]; values [B].
LossResult squaredError(std::span<const float> logits, std::span<const float> values);

} // namespace attune
