// SPDX-License-Identifier: GPL-3.0-or-later
// Dropout masks of whole passes, made from the function in dropout.h: 0 where a value is dropped,
// 1 / (1 - rate) where it is kept. The two ways give the same bits.
#pragma once

#include "model/dropout.h"

#include <span>

namespace attune {

// out [rows, columns] row major, where rows = rowKeys.size() and columns are numbered from
// `firstColumn`; `stride` values from one row of `out` to the next (the rest is left alone).
// On the calling thread, as vector instructions.
void fillDropoutMask(std::span<const std::uint32_t> rowKeys, std::uint32_t firstColumn,
                     std::size_t columns, std::size_t stride, double rate, float* out);

// The same by tensor operations in 64-bit integers, as a device without our kernels makes them;
// out [rows, columns] dense. Runs on the CPU here, so that a test can compare.
void dropoutMaskByTensors(std::span<const std::uint32_t> rowKeys,
                          std::span<const std::uint32_t> columns, double rate, float* out);

} // namespace attune
