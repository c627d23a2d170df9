// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/aten_layers.h"

#include "model/aten_functions.h"
#include "model/dropout_masks.h"

#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/gelu.h>
#include <ATen/ops/layer_norm.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/mish.h>
#include <ATen/ops/relu.h>
#include <ATen/ops/sigmoid.h>
#include <ATen/ops/silu.h>
#include <ATen/ops/tanh.h>

#include <algorithm>

namespace attune::aten {

namespace {

Layout layOut(const EncoderSpec& spec, const PackedBatch& batch, at::Device device) {
    Layout layout;
    layout.sequences = static_cast<std::int64_t>(batch.sequences());
    layout.tokens = static_cast<std::int64_t>(batch.tokens());
    for (std::size_t b = 0; b < batch.sequences(); ++b)
        layout.longest =
            std::max<std::int64_t>(layout.longest, batch.starts[b + 1] - batch.starts[b]);
    const bool pads = layout.sequences * layout.longest != layout.tokens;
    std::vector<std::int64_t> places(batch.tokens()), positions(batch.tokens()),
        padded(batch.tokens()), first(batch.sequences());
    std::vector<float> lengths(batch.sequences()), mask;
    if (pads)
        mask.assign(static_cast<std::size_t>(layout.sequences * layout.longest), masked);
    layout.sequenceOf.resize(batch.tokens());
    layout.positionOf.resize(batch.tokens());
    for (std::size_t b = 0; b < batch.sequences(); ++b) {
        const std::int64_t begin = batch.starts[b], end = batch.starts[b + 1];
        first[b] = begin;
        lengths[b] = static_cast<float>(end - begin);
        std::int64_t next = spec.positionPad + 1;
        for (std::int64_t i = begin; i < end; ++i) {
            const std::int64_t place = static_cast<std::int64_t>(b) * layout.longest + i - begin;
            places[i] = i - begin;
            // With positionPad -1 no id is left out.
            positions[i] = batch.ids[i] == spec.positionPad ? spec.positionPad : next++;
            padded[i] = place;
            layout.sequenceOf[i] = static_cast<std::uint32_t>(b);
            layout.positionOf[i] = static_cast<std::uint32_t>(i - begin);
            if (pads)
                mask[place] = 0;
        }
    }
    layout.ids = toDevice(batch.ids, device);
    if (spec.types > 0)
        layout.types = toDevice(batch.typeIds, device);
    layout.places = toDevice(places, device);
    layout.positions = toDevice(positions, device);
    layout.lengths = toDevice(lengths, device).unsqueeze(1);
    layout.first = toDevice(first, device);
    if (spec.pooling == Pooling::AskedToken)
        layout.asked =
            toDevice(std::vector<std::int64_t>(batch.asked.begin(), batch.asked.end()), device);
    if (pads) {
        layout.padded = toDevice(padded, device);
        layout.keyMask = toDevice(mask, device).view({layout.sequences, 1, 1, layout.longest});
    }
    return layout;
}

} // namespace

Layers::Layers(const EncoderPass& itsPass, const PackedBatch& batch)
    : pass(itsPass), spec(itsPass.spec), layout(layOut(spec, batch, itsPass.device)) {}

at::Tensor Layers::norm(const at::Tensor& x, Role role, int set) const {
    const auto& m = pass.parameters.at(role, set);
    return m.weight.defined() ? at::layer_norm(x, {x.size(-1)}, m.weight, m.bias, spec.normEpsilon)
                              : x;
}

Layers::Product Layers::Product::part(std::int64_t begin, std::int64_t count) const {
    return {weight.narrow(0, begin, count),
            bias.defined() ? bias.narrow(0, begin, count) : at::Tensor()};
}

at::Tensor Layers::Product::operator()(const at::Tensor& x) const {
    return at::linear(x.to(weight.scalar_type()), weight, bias);
}

const Layers::Product& Layers::product(Role role, int set) {
    auto& m = pass.parameters.at(role, set);
    const auto [entry, fresh] = products_.try_emplace(&m);
    Product& made = entry->second;
    if (!fresh)
        return made;
    const auto low = [&](const at::Tensor& tensor) {
        return tensor.defined() ? tensor.to(pass.product) : tensor;
    };
    if (pass.product == at::kFloat) {
        made = {m.weight, m.bias};
    } else if (at::GradMode::is_enabled()) {
        made = {low(m.weight), low(m.bias)};
    } else {
        if (!m.lowWeight.defined()) {
            m.lowWeight = low(m.weight);
            m.lowBias = low(m.bias);
        }
        made = {m.lowWeight, m.lowBias};
    }
    return made;
}

std::vector<std::uint32_t> Layers::rowKeys(int layer, DropoutSite site, Rows rows) const {
    const auto& dropout = pass.dropout;
    std::vector<std::uint32_t> keys;
    if (rows == Rows::First) {
        for (std::int64_t b = 0; b < layout.sequences; ++b)
            keys.push_back(dropoutRowKey(dropout.key, layer, site,
                                         dropout.firstSequence + static_cast<std::uint32_t>(b), 0));
        return keys;
    }
    keys.reserve(static_cast<std::size_t>(layout.tokens));
    for (std::size_t i = 0; i < layout.sequenceOf.size(); ++i)
        keys.push_back(dropoutRowKey(dropout.key, layer, site,
                                     dropout.firstSequence + layout.sequenceOf[i],
                                     layout.positionOf[i]));
    return keys;
}

at::Tensor Layers::times(const at::Tensor& x, const std::vector<std::uint32_t>& keys,
                         double rate) const {
    const auto columns = static_cast<std::size_t>(x.size(1));
    if (!pass.device.is_cpu()) {
        const std::vector<std::int64_t> wide(keys.begin(), keys.end());
        const at::Tensor numbers =
            at::arange(x.size(1), at::TensorOptions().dtype(at::kLong).device(pass.device));
        return x * dropoutMask(toDevice(wide, pass.device), numbers, rate);
    }
    const at::Tensor mask = at::empty(x.sizes(), at::TensorOptions().dtype(at::kFloat));
    float* out = mask.data_ptr<float>();
    at::parallel_for(0, static_cast<std::int64_t>(keys.size()), 16,
                     [&](std::int64_t begin, std::int64_t end) {
                         fillDropoutMask({keys.data() + begin, keys.data() + end}, 0, columns,
                                         columns, rate, out + begin * x.size(1));
                     });
    return x * mask;
}

at::Tensor Layers::dropped(const at::Tensor& x, int layer, DropoutSite site, double rate,
                           Rows rows) const {
    if (!pass.dropout.on || rate <= 0)
        return x;
    return times(x, rowKeys(layer, site, rows), rate);
}

at::Tensor Layers::droppedTable(const at::Tensor& x, int layer, DropoutSite site, double rate,
                                std::int64_t firstRow) const {
    if (!pass.dropout.on || rate <= 0)
        return x;
    std::vector<std::uint32_t> keys;
    for (std::int64_t row = 0; row < x.size(0); ++row)
        keys.push_back(dropoutRowKey(pass.dropout.key, layer, site, 0,
                                     static_cast<std::uint32_t>(firstRow + row)));
    return times(x, keys, rate);
}

at::Tensor Layers::droppedAttention(const at::Tensor& probabilities, int layer, Rows rows) const {
    const double rate = spec.attentionDropout;
    if (!pass.dropout.on || rate <= 0)
        return probabilities;
    const std::int64_t heads = spec.heads;
    const std::int64_t queries = probabilities.size(1);
    const std::int64_t longest = layout.longest;
    // Padded rows get the key 0; what they hold is dropped anyway.
    std::vector<std::uint32_t> keys(static_cast<std::size_t>(layout.sequences * queries));
    const auto packed = rowKeys(layer, DropoutSite::Attention, rows);
    if (rows == Rows::First)
        keys = packed;
    else
        for (std::size_t i = 0; i < packed.size(); ++i)
            keys[layout.sequenceOf[i] * static_cast<std::size_t>(longest) + layout.positionOf[i]] =
                packed[i];
    if (!pass.device.is_cpu()) {
        const std::vector<std::int64_t> wide(keys.begin(), keys.end());
        const auto options = at::TensorOptions().dtype(at::kLong).device(pass.device);
        const at::Tensor columns = (at::arange(heads, options).unsqueeze(1) * 65536 +
                                    at::arange(longest, options).unsqueeze(0))
                                       .reshape({-1});
        // [B * Q, A * T] -> [B, A, Q, T]
        const at::Tensor mask = dropoutMask(toDevice(wide, pass.device), columns, rate)
                                    .view({layout.sequences, queries, heads, longest})
                                    .transpose(1, 2)
                                    .reshape(probabilities.sizes());
        return probabilities * mask;
    }
    const at::Tensor mask = at::empty(probabilities.sizes(), at::TensorOptions().dtype(at::kFloat));
    float* out = mask.data_ptr<float>();
    at::parallel_for(0, layout.sequences * heads, 1, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t group = begin; group < end; ++group) {
            const std::int64_t b = group / heads, head = group % heads;
            fillDropoutMask({keys.data() + b * queries, static_cast<std::size_t>(queries)},
                            static_cast<std::uint32_t>(head) * 65536u,
                            static_cast<std::size_t>(longest), static_cast<std::size_t>(longest),
                            rate, out + group * queries * longest);
        }
    });
    return probabilities * mask;
}

at::Tensor Layers::pad(const at::Tensor& x) const {
    return layout.padded.defined()
               ? scatterRows(x, layout.padded, layout.sequences * layout.longest)
               : x;
}

at::Tensor Layers::pack(const at::Tensor& x) const {
    return layout.padded.defined() ? gatherRows(x, layout.padded) : x;
}

at::Tensor activate(const at::Tensor& x, Activation activation) {
    switch (activation) {
    case Activation::Gelu:
        return at::gelu(x);
    case Activation::GeluTanh:
        return at::gelu(x, "tanh");
    case Activation::Relu:
        return at::relu(x);
    case Activation::Silu:
        return at::silu(x);
    case Activation::Tanh:
        return at::tanh(x);
    case Activation::QuickGelu:
        return x * at::sigmoid(x * 1.702);
    case Activation::Mish:
        return at::mish(x);
    case Activation::Sigmoid:
        return at::sigmoid(x);
    case Activation::Identity:
        return x;
    }
    return x;
}

} // namespace attune::aten
