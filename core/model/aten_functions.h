// SPDX-License-Identifier: GPL-3.0-or-later
// Tensor operations whose gradients autograd would make slowly, or on CUDA in no fixed order.
// Inside of this room only: it includes LibTorch.
#pragma once

#include <ATen/core/Tensor.h>

#include <span>

namespace attune::aten {

// Values of the host as a tensor [n] of its own on the device.
at::Tensor toDevice(std::span<const float> values, at::Device device);
at::Tensor toDevice(std::span<const std::int32_t> values, at::Device device);
at::Tensor toDevice(std::span<const std::int64_t> values, at::Device device);

// Rows of x [N, C] placed at `index` [N] (no index twice) in zeros [rows, C].
at::Tensor scatterRows(const at::Tensor& x, const at::Tensor& index, std::int64_t rows);
// Rows `index` [N] (no index twice) of x [M, C].
at::Tensor gatherRows(const at::Tensor& x, const at::Tensor& index);

// scores [G, T, T] + d, where d[g, i, j] = m[g, i, j - i + T - 1] and m is [G, T, 2 T - 1]: a row
// of m holds a value for each distance. `transposed`: d[g, j, i] instead. fp32 like scores.
at::Tensor addDistances(const at::Tensor& scores, const at::Tensor& m, bool transposed);

// x [N, A, D] turned by angles: the pairs (i, i + D / 2) of a row by cos and sin [N, 1, D / 2].
at::Tensor rotate(const at::Tensor& x, const at::Tensor& cos, const at::Tensor& sin);

// A dropout mask [rows, columns] on the device of the keys, by integer tensor operations.
at::Tensor dropoutMask(const at::Tensor& rowKeys, const at::Tensor& columns, double rate);

} // namespace attune::aten
