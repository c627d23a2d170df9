// SPDX-License-Identifier: GPL-3.0-or-later
// Compiled without contraction into fused multiply-adds: whether a processor has them would decide
// about the last bit.
#include "model/adamw.h"

#include "model/vector_clones.h"

#include <algorithm>
#include <cmath>

namespace attune {

namespace {

// Values whose moments stay in registers or the nearest cache while updates pass over them.
constexpr std::size_t kBlock = 64;

// As torch: the mean moves by the smaller of the two weights.
inline void moveFirst(float& first, float gradient, const AdamWStep& step) {
    const float way = gradient - first;
    first = step.firstWeight < 0.5f ? first + step.firstWeight * way
                                    : gradient + (step.firstWeight - 1) * way;
}

inline void moveValue(float& value, float first, float second, const AdamWStep& step) {
    const float root = std::sqrt(second) / step.correction + step.epsilon;
    value = value * step.kept - step.size * first / root;
}

ATTUNE_VECTOR_CLONES
void withGradient(float* values, float* first, float* second, const float* gradient,
                  std::size_t width, float divisor, AdamWStep step) {
    for (std::size_t i = 0; i < width; ++i) {
        const float g = gradient[i] / divisor;
        moveFirst(first[i], g, step);
        second[i] = second[i] * step.secondKept + step.secondWeight * g * g;
        moveValue(values[i], first[i], second[i], step);
    }
}

ATTUNE_VECTOR_CLONES
void withoutGradient(float* values, float* first, float* second, std::size_t width,
                     const AdamWStep* steps, std::size_t count) {
    for (std::size_t begin = 0; begin < width; begin += kBlock) {
        const std::size_t size = std::min(kBlock, width - begin);
        float v[kBlock] = {}, m[kBlock] = {}, s[kBlock] = {};
        std::copy_n(values + begin, size, v);
        std::copy_n(first + begin, size, m);
        std::copy_n(second + begin, size, s);
        for (std::size_t k = 0; k < count; ++k) {
            const AdamWStep step = steps[k];
            for (std::size_t i = 0; i < kBlock; ++i) {
                moveFirst(m[i], 0, step);
                s[i] *= step.secondKept;
                moveValue(v[i], m[i], s[i], step);
            }
        }
        std::copy_n(v, size, values + begin);
        std::copy_n(m, size, first + begin);
        std::copy_n(s, size, second + begin);
    }
}

ATTUNE_VECTOR_CLONES
void decayAlone(float* values, std::size_t width, const AdamWStep* steps, std::size_t count) {
    for (std::size_t begin = 0; begin < width; begin += kBlock) {
        const std::size_t size = std::min(kBlock, width - begin);
        float v[kBlock] = {};
        std::copy_n(values + begin, size, v);
        for (std::size_t k = 0; k < count; ++k)
            for (std::size_t i = 0; i < kBlock; ++i)
                v[i] *= steps[k].kept;
        std::copy_n(v, size, values + begin);
    }
}

} // namespace

AdamWStep adamWStep(const UpdateOptions& options, double rateScale, double weightDecay) {
    const double rate = options.learningRate * rateScale;
    const auto n = static_cast<double>(options.step);
    AdamWStep step;
    step.kept = static_cast<float>(1 - rate * weightDecay);
    step.size = static_cast<float>(rate / (1 - std::pow(options.beta1, n)));
    step.correction = static_cast<float>(std::sqrt(1 - std::pow(options.beta2, n)));
    step.epsilon = static_cast<float>(options.epsilon);
    step.firstWeight = static_cast<float>(1 - options.beta1);
    step.secondKept = static_cast<float>(options.beta2);
    step.secondWeight = static_cast<float>(1 - options.beta2);
    return step;
}

void updateRow(const AdamWRow& row, const float* gradient, float divisor, const AdamWStep& step) {
    withGradient(row.values, row.first, row.second, gradient, row.width, divisor, step);
}

void updateRowWithoutGradient(const AdamWRow& row, std::span<const AdamWStep> steps) {
    withoutGradient(row.values, row.first, row.second, row.width, steps.data(), steps.size());
}

void decayRow(float* values, std::size_t width, std::span<const AdamWStep> steps) {
    decayAlone(values, width, steps.data(), steps.size());
}

} // namespace attune
