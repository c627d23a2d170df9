// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/dropout_masks.h"

#include "model/vector_clones.h"

namespace attune {

namespace {

// The multiply of 32-bit lanes came with SSE4.1: the plain x86-64 build would be four times slower.
ATTUNE_VECTOR_CLONES
void fillRow(std::uint32_t rowKey, std::uint32_t firstColumn, std::size_t columns,
             std::uint32_t threshold, float kept, float* out) {
    for (std::size_t j = 0; j < columns; ++j) {
        const std::uint32_t bits = dropoutBits(rowKey, firstColumn + static_cast<std::uint32_t>(j));
        out[j] = bits >= threshold ? kept : 0.0f;
    }
}

} // namespace

void fillDropoutMask(std::span<const std::uint32_t> rowKeys, std::uint32_t firstColumn,
                     std::size_t columns, std::size_t stride, double rate, float* out) {
    const std::uint32_t threshold = dropoutThreshold(rate);
    const auto kept = static_cast<float>(1.0 / (1.0 - rate));
    for (std::size_t i = 0; i < rowKeys.size(); ++i)
        fillRow(rowKeys[i], firstColumn, columns, threshold, kept, out + i * stride);
}

} // namespace attune
