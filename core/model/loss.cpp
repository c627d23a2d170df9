// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/loss.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace attune {

// With weights w, smoothing e and L labels, PyTorch's mean over rows of label y is
//   sum_i [ (1 - e) w_y (-log p_y) + e/L sum_c w_c (-log p_c) ] / sum_i w_y
// (torch/nn/functional cross_entropy; the smoothed target is (1 - e) onehot + e/L).
LossResult crossEntropy(std::span<const float> logits, std::span<const std::int32_t> labels,
                        const CrossEntropyOptions& options) {
    LossResult result;
    if (labels.empty())
        return result;
    const std::size_t count = logits.size() / labels.size(); // L
    if (count * labels.size() != logits.size() ||
        (!options.classWeights.empty() && options.classWeights.size() != count))
        throw std::invalid_argument("logits, labels and class weights do not fit together");
    const double smoothing = options.labelSmoothing;
    const auto weightOf = [&](std::size_t c) {
        return options.classWeights.empty() ? 1.0 : options.classWeights[c];
    };
    double allWeights = 0;
    for (std::size_t c = 0; c < count; ++c)
        allWeights += weightOf(c);

    result.gradient.resize(logits.size());
    for (std::size_t row = 0; row < labels.size(); ++row) {
        const float* values = logits.data() + row * count;
        if (labels[row] < 0)
            continue;
        if (static_cast<std::size_t>(labels[row]) >= count)
            throw std::invalid_argument("a label is outside of the logits");
        const auto label = static_cast<std::size_t>(labels[row]);
        const double top = *std::max_element(values, values + count);
        double exponentials = 0;
        for (std::size_t c = 0; c < count; ++c)
            exponentials += std::exp(values[c] - top);
        const double logSum = top + std::log(exponentials);

        const double own = (1 - smoothing) * weightOf(label);
        const double share = smoothing / static_cast<double>(count);
        result.weight += weightOf(label);
        for (std::size_t c = 0; c < count; ++c) {
            const double target = (c == label ? own : 0) + share * weightOf(c);
            const double probability = std::exp(values[c] - logSum);
            if (target != 0)
                result.sum += target * (logSum - values[c]);
            result.gradient[row * count + c] =
                static_cast<float>((own + share * allWeights) * probability - target);
        }
    }
    return result;
}

LossResult binaryCrossEntropy(std::span<const float> logits,
                              std::span<const std::uint8_t> targets) {
    if (logits.size() != targets.size())
        throw std::invalid_argument("logits and targets do not fit together");
    LossResult result;
    result.weight = static_cast<double>(targets.size());
    result.gradient.reserve(targets.size());
    for (std::size_t i = 0; i < targets.size(); ++i) {
        const double x = logits[i], target = targets[i] != 0 ? 1 : 0;
        // log(1 + e^x) - target x, and the sigmoid, without overflow on either side.
        const double small = std::exp(-std::abs(x));
        result.sum += std::max(x, 0.0) - x * target + std::log1p(small);
        result.gradient.push_back(static_cast<float>((x >= 0 ? 1 : small) / (1 + small) - target));
    }
    return result;
}

LossResult squaredError(std::span<const float> logits, std::span<const float> values) {
    if (logits.size() != values.size())
        throw std::invalid_argument("logits and values do not fit together");
    LossResult result;
    result.weight = static_cast<double>(values.size());
    result.gradient.reserve(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double error = double{logits[i]} - double{values[i]};
        result.sum += error * error;
        result.gradient.push_back(static_cast<float>(2 * error));
    }
    return result;
}

} // namespace attune
