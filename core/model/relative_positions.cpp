// SPDX-License-Identifier: GPL-3.0-or-later
// The logarithms are taken in single precision, step by step as transformers does: at the borders
// of buckets the last bit decides.
#include "model/relative_positions.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace attune {

namespace {

// Half of the buckets for each direction; within, half of them exact and half logarithmic.
std::int64_t biasRow(std::int64_t distance, std::int64_t buckets, std::int64_t farthest) {
    const std::int64_t half = buckets / 2, exact = half / 2;
    const std::int64_t far = std::abs(distance);
    std::int64_t row = far;
    if (far >= exact) {
        const float share = std::log(static_cast<float>(far) / static_cast<float>(exact)) /
                            static_cast<float>(std::log(static_cast<double>(farthest) /
                                                        static_cast<double>(exact)));
        row = std::min(half - 1,
                       exact + static_cast<std::int64_t>(share * static_cast<float>(half - exact)));
    }
    return (distance > 0 ? half : 0) + row;
}

// Exact up to half of the buckets, logarithmic beyond; zero stands in the middle of the table.
std::int64_t vectorRow(std::int64_t distance, const EncoderSpec& spec) {
    const std::int64_t middle = spec.relativeRows / 2;
    std::int64_t bucket = distance;
    if (const std::int64_t exact = spec.relativeBuckets / 2;
        spec.relativeBuckets > 0 && std::abs(distance) > exact) {
        const auto border = static_cast<float>(exact);
        const float farthest = std::log(static_cast<float>(
            static_cast<double>(spec.relativeDistance - 1) / static_cast<double>(exact)));
        const float share = std::log(static_cast<float>(std::abs(distance)) / border) / farthest;
        float place = std::ceil(share * static_cast<float>(exact - 1)) + border;
        if (!(place < static_cast<float>(spec.relativeRows))) // sizes that make no sense, too
            place = static_cast<float>(spec.relativeRows);
        bucket = static_cast<std::int64_t>(distance > 0 ? place : -place);
    }
    return std::clamp<std::int64_t>(bucket + middle, 0, spec.relativeRows - 1);
}

} // namespace

std::vector<std::int64_t> relativeRows(const EncoderSpec& spec, std::int64_t length) {
    std::vector<std::int64_t> rows;
    for (std::int64_t distance = 1 - length; distance < length; ++distance)
        rows.push_back(spec.relative == Relative::Bias
                           ? biasRow(distance, spec.relativeBuckets, spec.relativeDistance)
                           : vectorRow(-distance, spec));
    return rows;
}

} // namespace attune
