// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/aten_functions.h"

#include "model/dropout_masks.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/bitwise_right_shift.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/zeros.h>
#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>

namespace attune::aten {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

struct ScatterRows : torch::autograd::Function<ScatterRows> {
    static at::Tensor forward(AutogradContext* context, const at::Tensor& x,
                              const at::Tensor& index, std::int64_t rows) {
        context->save_for_backward({index});
        return at::zeros({rows, x.size(1)}, x.options()).index_copy_(0, index, x);
    }
    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const at::Tensor index = context->get_saved_variables()[0];
        return {gradients[0].index_select(0, index), at::Tensor(), at::Tensor()};
    }
};

// Autograd's own index_select adds its gradient row by row, and on CUDA in no fixed order.
struct GatherRows : torch::autograd::Function<GatherRows> {
    static at::Tensor forward(AutogradContext* context, const at::Tensor& x,
                              const at::Tensor& index) {
        context->save_for_backward({index});
        context->saved_data["rows"] = x.size(0);
        return x.index_select(0, index);
    }
    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const at::Tensor index = context->get_saved_variables()[0];
        const at::Tensor& g = gradients[0];
        const std::int64_t rows = context->saved_data["rows"].toInt();
        return {at::zeros({rows, g.size(1)}, g.options()).index_copy_(0, index, g), at::Tensor()};
    }
};

// The [G, T, T] values of m [G, T, 2 T - 1] that belong to pairs: a row starts one value earlier
// than the row above.
at::Tensor distances(const at::Tensor& m) {
    const std::int64_t groups = m.size(0), length = m.size(1), width = m.size(2);
    return m.as_strided({groups, length, length}, {length * width, width - 1, 1},
                        m.storage_offset() + length - 1);
}

struct AddDistances : torch::autograd::Function<AddDistances> {
    static at::Tensor forward(AutogradContext* context, const at::Tensor& scores,
                              const at::Tensor& m, bool transposed) {
        context->saved_data["transposed"] = transposed;
        const at::Tensor d = distances(m.contiguous());
        return scores + (transposed ? d.transpose(1, 2) : d);
    }
    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const at::Tensor& g = gradients[0];
        at::Tensor m = at::zeros({g.size(0), g.size(1), 2 * g.size(1) - 1}, g.options());
        distances(m).copy_(context->saved_data["transposed"].toBool() ? g.transpose(1, 2) : g);
        return {g, m, at::Tensor()};
    }
};

at::Tensor turned(const at::Tensor& x, const at::Tensor& cos, const at::Tensor& sin,
                  double direction) {
    const std::int64_t half = x.size(2) / 2;
    const at::Tensor wide = x.to(at::kFloat);
    const at::Tensor a = wide.narrow(2, 0, half), b = wide.narrow(2, half, half);
    const at::Tensor s = sin * direction;
    return at::cat({a * cos - b * s, b * cos + a * s}, 2).to(x.scalar_type());
}

// The gradient turns back.
struct Rotate : torch::autograd::Function<Rotate> {
    static at::Tensor forward(AutogradContext* context, const at::Tensor& x, const at::Tensor& cos,
                              const at::Tensor& sin) {
        context->save_for_backward({cos, sin});
        return turned(x, cos, sin, 1);
    }
    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const auto saved = context->get_saved_variables();
        return {turned(gradients[0], saved[0], saved[1], -1), at::Tensor(), at::Tensor()};
    }
};

// from_blob does not own the memory: the copy makes it safe.
template <class T>
at::Tensor copied(std::span<const T> values, at::ScalarType type, at::Device device) {
    const at::Tensor view =
        at::from_blob(const_cast<T*>(values.data()), {static_cast<std::int64_t>(values.size())},
                      at::TensorOptions().dtype(type));
    return device.is_cpu() ? view.clone() : view.to(device);
}

// hash32() of dropout.h on int64 tensors that hold 32-bit values.
at::Tensor hash(at::Tensor x) {
    constexpr std::int64_t low = 0xFFFFFFFF;
    x = x ^ at::bitwise_right_shift(x, 16);
    x = (x * 0x7FEB352D) & low;
    x = x ^ at::bitwise_right_shift(x, 15);
    x = (x * std::int64_t{0x846CA68B}) & low; // wraps modulo 2^64: the low half is right
    return x ^ at::bitwise_right_shift(x, 16);
}

} // namespace

at::Tensor toDevice(std::span<const float> values, at::Device device) {
    return copied(values, at::kFloat, device);
}
at::Tensor toDevice(std::span<const std::int32_t> values, at::Device device) {
    return copied(values, at::kInt, device);
}
at::Tensor toDevice(std::span<const std::int64_t> values, at::Device device) {
    return copied(values, at::kLong, device);
}

at::Tensor scatterRows(const at::Tensor& x, const at::Tensor& index, std::int64_t rows) {
    return ScatterRows::apply(x, index, rows);
}

at::Tensor gatherRows(const at::Tensor& x, const at::Tensor& index) {
    return GatherRows::apply(x, index);
}

at::Tensor addDistances(const at::Tensor& scores, const at::Tensor& m, bool transposed) {
    return AddDistances::apply(scores, m, transposed);
}

at::Tensor rotate(const at::Tensor& x, const at::Tensor& cos, const at::Tensor& sin) {
    return Rotate::apply(x, cos, sin);
}

at::Tensor dropoutMask(const at::Tensor& rowKeys, const at::Tensor& columns, double rate) {
    constexpr std::int64_t low = 0xFFFFFFFF;
    const at::Tensor spread = (columns * std::int64_t{0x9E3779B1}) & low;
    const at::Tensor bits = hash(rowKeys.unsqueeze(1) ^ spread.unsqueeze(0));
    const std::int64_t threshold = dropoutThreshold(rate);
    return bits.ge(threshold).to(at::kFloat) * static_cast<float>(1.0 / (1.0 - rate));
}

} // namespace attune::aten

namespace attune {

void dropoutMaskByTensors(std::span<const std::uint32_t> rowKeys,
                          std::span<const std::uint32_t> columns, double rate, float* out) {
    const std::vector<std::int64_t> rows(rowKeys.begin(), rowKeys.end());
    const std::vector<std::int64_t> wide(columns.begin(), columns.end());
    const at::Device cpu(at::kCPU);
    const at::Tensor mask =
        aten::dropoutMask(aten::toDevice(rows, cpu), aten::toDevice(wide, cpu), rate);
    std::copy_n(mask.data_ptr<float>(), mask.numel(), out);
}

} // namespace attune
