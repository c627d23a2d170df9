// SPDX-License-Identifier: GPL-3.0-or-later
// Losses on logits, outside every engine: cross entropy with class weights and label smoothing as
// torch.nn.CrossEntropyLoss(weight, label_smoothing, reduction="mean").
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

// logits [B, L]; labels [B]. Computed in double.
LossResult crossEntropy(std::span<const float> logits, std::span<const std::int32_t> labels,
                        const CrossEntropyOptions& options);

} // namespace attune
