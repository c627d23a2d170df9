// SPDX-License-Identifier: GPL-3.0-or-later
// One parameter with what its training keeps. Inside of this room only: it includes LibTorch.
#pragma once

#include <ATen/core/Tensor.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/zeros_like.h>

#include <algorithm>
#include <span>

namespace attune::aten {

struct Parameter {
    at::Tensor value;         // the master, fp32
    at::Tensor gradient;      // undefined: none has arrived
    at::Tensor first, second; // moments; undefined: zero
    bool trained = false;

    void makeMoments() {
        if (first.defined())
            return;
        first = at::zeros_like(value);
        second = at::zeros_like(value);
    }
};

// A view of the caller's values in the shape of `like`; valid while they are.
inline at::Tensor viewOf(std::span<const float> values, const at::Tensor& like) {
    return at::from_blob(const_cast<float*>(values.data()), like.sizes(),
                         at::TensorOptions().dtype(at::kFloat));
}

inline void copyOut(const at::Tensor& tensor, std::span<float> values) {
    const at::Tensor host = tensor.detach().to(at::kCPU).contiguous();
    std::copy_n(host.const_data_ptr<float>(), values.size(), values.begin());
}

} // namespace attune::aten
