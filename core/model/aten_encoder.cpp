// SPDX-License-Identifier: GPL-3.0-or-later
// All products run on packed tokens [N, H]. Only the scores of attention are made in a padded form
// [B * A, T, T], T the longest sequence of the batch; padded keys are masked, padded rows are
// dropped when the result is packed again. In the last layer only the first token of a sequence is
// computed, for nothing else reaches the head: exact, and a seventh of the work of six layers.
#include "model/aten_encoder.h"

#include "model/dropout_masks.h"

#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/bitwise_right_shift.h>
#include <ATen/ops/bmm.h>
#include <ATen/ops/embedding.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/gelu.h>
#include <ATen/ops/layer_norm.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/relu.h>
#include <ATen/ops/silu.h>
#include <ATen/ops/softmax.h>
#include <ATen/ops/tanh.h>
#include <ATen/ops/zeros.h>
#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace attune::aten {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

// Rows of x [N, C] placed at `index` [N] (no index twice) in zeros [M, C].
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

// Rows `index` [N] (no index twice) of x [M, C]. Autograd's own index_select adds its gradient row
// by row, and on CUDA in no fixed order.
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

template <class T, class Values>
at::Tensor toDevice(const Values& values, at::ScalarType type, at::Device device) {
    // from_blob does not own the memory: the copy makes it safe.
    const at::Tensor view =
        at::from_blob(const_cast<T*>(values.data()), {static_cast<std::int64_t>(values.size())},
                      at::TensorOptions().dtype(type));
    return device.is_cpu() ? view.clone() : view.to(device);
}

// Where tokens stand.
struct Layout {
    std::int64_t sequences = 0;            // B
    std::int64_t tokens = 0;               // N
    std::int64_t longest = 0;              // T
    std::vector<std::uint32_t> sequenceOf; // [N], within the batch
    std::vector<std::uint32_t> positionOf; // [N]
    at::Tensor ids, types, positions;      // [N]
    at::Tensor first;                      // [B], row of the first token of each sequence
    at::Tensor padded;                     // [N], row in [B * T]; undefined where nothing is padded
    at::Tensor keyMask;                    // [B, 1, 1, T], 0 or -inf; undefined likewise
};

Layout layOut(const PackedBatch& batch, at::Device device) {
    Layout layout;
    layout.sequences = static_cast<std::int64_t>(batch.sequences());
    layout.tokens = static_cast<std::int64_t>(batch.tokens());
    for (std::size_t b = 0; b < batch.sequences(); ++b)
        layout.longest =
            std::max<std::int64_t>(layout.longest, batch.starts[b + 1] - batch.starts[b]);
    const bool pads = layout.sequences * layout.longest != layout.tokens;
    std::vector<std::int64_t> positions(batch.tokens()), padded(batch.tokens());
    std::vector<std::int64_t> first(batch.sequences());
    std::vector<float> mask;
    if (pads)
        mask.assign(static_cast<std::size_t>(layout.sequences * layout.longest),
                    -std::numeric_limits<float>::infinity());
    layout.sequenceOf.resize(batch.tokens());
    layout.positionOf.resize(batch.tokens());
    for (std::size_t b = 0; b < batch.sequences(); ++b) {
        first[b] = batch.starts[b];
        for (std::int64_t i = batch.starts[b]; i < batch.starts[b + 1]; ++i) {
            const std::int64_t position = i - batch.starts[b];
            const std::int64_t place = static_cast<std::int64_t>(b) * layout.longest + position;
            positions[i] = position;
            padded[i] = place;
            layout.sequenceOf[i] = static_cast<std::uint32_t>(b);
            layout.positionOf[i] = static_cast<std::uint32_t>(position);
            if (pads)
                mask[place] = 0;
        }
    }
    layout.ids = toDevice<std::int32_t>(batch.ids, at::kInt, device);
    layout.types = toDevice<std::int32_t>(batch.typeIds, at::kInt, device);
    layout.positions = toDevice<std::int64_t>(positions, at::kLong, device);
    layout.first = toDevice<std::int64_t>(first, at::kLong, device);
    if (pads) {
        layout.padded = toDevice<std::int64_t>(padded, at::kLong, device);
        layout.keyMask = toDevice<float>(mask, at::kFloat, device)
                             .view({layout.sequences, 1, 1, layout.longest});
    }
    return layout;
}

// One pass over one batch.
class Encoder {
public:
    Encoder(const EncoderPass& pass, const PackedBatch& batch)
        : pass_(pass), spec_(pass.spec), layout_(layOut(batch, pass.device)) {}

    EncoderResult run() {
        EncoderResult result;
        at::Tensor sum = embed();
        if (pass_.wantEmbeddingGradient) {
            if (!sum.requires_grad())
                sum = sum.detach().requires_grad_(true);
            result.embeddingSum = sum;
        }
        at::Tensor x = dropped(norm(sum, Role::EmbeddingNorm, -1), -1, DropoutSite::Embeddings,
                               spec_.hiddenDropout, Rows::All);
        for (int layer = 0; layer < spec_.layers; ++layer)
            x = encoderLayer(x, layer, layer + 1 == spec_.layers ? Rows::First : Rows::All);
        // PoolerClassifier; x holds the first tokens, [B, H].
        const at::Tensor pooled = at::tanh(linear(x, Role::Pooler, -1).to(at::kFloat));
        const at::Tensor kept =
            dropped(pooled, -1, DropoutSite::Classifier, spec_.classifierDropout, Rows::First);
        result.logits = linear(kept, Role::Classifier, -1).to(at::kFloat);
        return result;
    }

private:
    enum class Rows { All, First }; // every token, or the first of each sequence

    const ParameterTable::Module& module(Role role, int layer) const {
        return pass_.parameters.at(role, layer);
    }

    at::Tensor embed() const {
        // As transformers: the row of the padding token gets no gradient.
        at::Tensor sum =
            at::embedding(module(Role::WordEmbedding, -1).weight, layout_.ids, spec_.padId) +
            at::embedding(module(Role::TypeEmbedding, -1).weight, layout_.types);
        sum = sum + at::embedding(module(Role::PositionEmbedding, -1).weight, layout_.positions);
        if (!pass_.embeddingOffset.empty())
            sum = sum + toDevice<float>(pass_.embeddingOffset, at::kFloat, pass_.device)
                            .view({layout_.tokens, spec_.hidden});
        return sum;
    }

    at::Tensor norm(const at::Tensor& x, Role role, int layer) const {
        const auto& m = module(role, layer);
        return at::layer_norm(x, {spec_.hidden}, m.weight, m.bias, spec_.normEpsilon);
    }

    // x [rows, in] -> [rows, out] in the type of the products.
    at::Tensor linear(const at::Tensor& x, Role role, int layer) const {
        auto& m = pass_.parameters.at(role, layer);
        if (pass_.product == at::kFloat)
            return at::linear(x, m.weight, m.bias);
        if (at::GradMode::is_enabled())
            return at::linear(x.to(pass_.product), m.weight.to(pass_.product),
                              m.bias.to(pass_.product));
        if (!m.lowWeight.defined()) {
            m.lowWeight = m.weight.to(pass_.product);
            m.lowBias = m.bias.to(pass_.product);
        }
        return at::linear(x.to(pass_.product), m.lowWeight, m.lowBias);
    }

    at::Tensor activation(const at::Tensor& x) const {
        switch (spec_.activation) {
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
        }
        return x;
    }

    // Keys of the mask's rows at a site, for tokens or for first tokens.
    std::vector<std::uint32_t> rowKeys(int layer, DropoutSite site, Rows rows) const {
        const auto& dropout = pass_.dropout;
        std::vector<std::uint32_t> keys;
        if (rows == Rows::First) {
            for (std::int64_t b = 0; b < layout_.sequences; ++b)
                keys.push_back(dropoutRowKey(dropout.key, layer, site,
                                             dropout.firstSequence + static_cast<std::uint32_t>(b),
                                             0));
            return keys;
        }
        keys.reserve(static_cast<std::size_t>(layout_.tokens));
        for (std::size_t i = 0; i < layout_.sequenceOf.size(); ++i)
            keys.push_back(dropoutRowKey(dropout.key, layer, site,
                                         dropout.firstSequence + layout_.sequenceOf[i],
                                         layout_.positionOf[i]));
        return keys;
    }

    // x [rows, C] times its dropout mask.
    at::Tensor dropped(const at::Tensor& x, int layer, DropoutSite site, double rate,
                       Rows rows) const {
        if (!pass_.dropout.on || rate <= 0)
            return x;
        const std::vector<std::uint32_t> keys = rowKeys(layer, site, rows);
        const auto columns = static_cast<std::size_t>(x.size(1));
        if (!pass_.device.is_cpu()) {
            const std::vector<std::int64_t> wide(keys.begin(), keys.end());
            const at::Tensor numbers =
                at::arange(x.size(1), at::TensorOptions().dtype(at::kLong).device(pass_.device));
            return x * dropoutMask(toDevice<std::int64_t>(wide, at::kLong, pass_.device), numbers,
                                   rate);
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

    // probabilities [B * A, Q, T] times their mask, Q being T or 1.
    at::Tensor droppedAttention(const at::Tensor& probabilities, int layer, Rows rows) const {
        const double rate = spec_.attentionDropout;
        if (!pass_.dropout.on || rate <= 0)
            return probabilities;
        const std::int64_t heads = spec_.heads;
        const std::int64_t queries = probabilities.size(1);
        const std::int64_t longest = layout_.longest;
        // Padded rows get the key 0; what they hold is dropped anyway.
        std::vector<std::uint32_t> keys(static_cast<std::size_t>(layout_.sequences * queries));
        const auto packed = rowKeys(layer, DropoutSite::Attention, rows);
        if (rows == Rows::First)
            keys = packed;
        else
            for (std::size_t i = 0; i < packed.size(); ++i)
                keys[layout_.sequenceOf[i] * static_cast<std::size_t>(longest) +
                     layout_.positionOf[i]] = packed[i];
        if (!pass_.device.is_cpu()) {
            const std::vector<std::int64_t> wide(keys.begin(), keys.end());
            const auto options = at::TensorOptions().dtype(at::kLong).device(pass_.device);
            const at::Tensor columns = (at::arange(heads, options).unsqueeze(1) * 65536 +
                                        at::arange(longest, options).unsqueeze(0))
                                           .reshape({-1});
            // [B * Q, A * T] -> [B, A, Q, T]
            const at::Tensor mask =
                dropoutMask(toDevice<std::int64_t>(wide, at::kLong, pass_.device), columns, rate)
                    .view({layout_.sequences, queries, heads, longest})
                    .transpose(1, 2)
                    .reshape(probabilities.sizes());
            return probabilities * mask;
        }
        const at::Tensor mask =
            at::empty(probabilities.sizes(), at::TensorOptions().dtype(at::kFloat));
        float* out = mask.data_ptr<float>();
        at::parallel_for(
            0, layout_.sequences * heads, 1, [&](std::int64_t begin, std::int64_t end) {
                for (std::int64_t group = begin; group < end; ++group) {
                    const std::int64_t b = group / heads, head = group % heads;
                    fillDropoutMask({keys.data() + b * queries, static_cast<std::size_t>(queries)},
                                    static_cast<std::uint32_t>(head) * 65536u,
                                    static_cast<std::size_t>(longest),
                                    static_cast<std::size_t>(longest), rate,
                                    out + group * queries * longest);
                }
            });
        return probabilities * mask;
    }

    // Packed [N, H] (or [B, H], one query a sequence) -> [B * A, T, D] (or [B * A, 1, D]).
    at::Tensor intoHeads(const at::Tensor& x, Rows rows) const {
        const std::int64_t length = rows == Rows::First ? 1 : layout_.longest;
        at::Tensor padded = x;
        if (rows == Rows::All && layout_.padded.defined())
            padded = ScatterRows::apply(x, layout_.padded, layout_.sequences * length);
        const std::int64_t depth = spec_.hidden / spec_.heads;
        return padded.view({layout_.sequences, length, spec_.heads, depth})
            .transpose(1, 2)
            .reshape({layout_.sequences * spec_.heads, length, depth});
    }

    // The inverse.
    at::Tensor outOfHeads(const at::Tensor& x, Rows rows) const {
        const std::int64_t length = rows == Rows::First ? 1 : layout_.longest;
        const at::Tensor padded =
            x.view({layout_.sequences, spec_.heads, length, spec_.hidden / spec_.heads})
                .transpose(1, 2)
                .reshape({layout_.sequences * length, spec_.hidden});
        return rows == Rows::All && layout_.padded.defined()
                   ? GatherRows::apply(padded, layout_.padded)
                   : padded;
    }

    at::Tensor attention(const at::Tensor& queries, const at::Tensor& x, int layer,
                         Rows rows) const {
        const double scale =
            1 / std::sqrt(static_cast<double>(spec_.hidden) / static_cast<double>(spec_.heads));
        const at::Tensor q = intoHeads(linear(queries, Role::Query, layer) * scale, rows);
        const at::Tensor k = intoHeads(linear(x, Role::Key, layer), Rows::All);
        const at::Tensor v = intoHeads(linear(x, Role::Value, layer), Rows::All);
        at::Tensor scores = at::bmm(q, k.transpose(1, 2)).to(at::kFloat); // [B * A, Q, T]
        if (layout_.keyMask.defined())
            scores = (scores.view({layout_.sequences, spec_.heads, -1, layout_.longest}) +
                      layout_.keyMask)
                         .view(scores.sizes());
        const at::Tensor probabilities =
            droppedAttention(at::softmax(scores, -1), layer, rows).to(pass_.product);
        return outOfHeads(at::bmm(probabilities, v), rows);
    }

    // x [N, H] -> [N, H], or [B, H] of first tokens alone.
    at::Tensor encoderLayer(const at::Tensor& x, int layer, Rows rows) const {
        const at::Tensor input = rows == Rows::First ? GatherRows::apply(x, layout_.first) : x;
        const at::Tensor context =
            linear(attention(input, x, layer, rows), Role::AttentionOutput, layer);
        const at::Tensor attended =
            norm(dropped(context, layer, DropoutSite::AttentionOutput, spec_.hiddenDropout, rows) +
                     input,
                 Role::AttentionNorm, layer);
        const at::Tensor inner = activation(linear(attended, Role::FeedForwardIn, layer));
        const at::Tensor outer = linear(inner, Role::FeedForwardOut, layer);
        return norm(dropped(outer, layer, DropoutSite::FeedForward, spec_.hiddenDropout, rows) +
                        attended,
                    Role::FeedForwardNorm, layer);
    }

    const EncoderPass& pass_;
    const EncoderSpec& spec_;
    Layout layout_;
};

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

ParameterTable::ParameterTable(std::int64_t layers)
    : layers_(static_cast<std::size_t>(layers) + 1) {}

ParameterTable::Module& ParameterTable::at(Role role, int layer) {
    return layers_[static_cast<std::size_t>(layer + 1)][static_cast<std::size_t>(role)];
}

const ParameterTable::Module& ParameterTable::at(Role role, int layer) const {
    return layers_[static_cast<std::size_t>(layer + 1)][static_cast<std::size_t>(role)];
}

void ParameterTable::dropCopies() {
    for (auto& modules : layers_)
        for (Module& module : modules)
            module.lowWeight = module.lowBias = at::Tensor();
}

EncoderResult encode(const EncoderPass& pass, const PackedBatch& batch) {
    return Encoder(pass, batch).run();
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
        aten::dropoutMask(aten::toDevice<std::int64_t>(rows, at::kLong, cpu),
                          aten::toDevice<std::int64_t>(wide, at::kLong, cpu), rate);
    std::copy_n(mask.data_ptr<float>(), mask.numel(), out);
}

} // namespace attune
