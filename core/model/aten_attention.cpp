// SPDX-License-Identifier: GPL-3.0-or-later
// Scores are made in a padded form [B * A, Q, T], T the longest sequence of the batch and Q = T or
// 1; padded keys are masked, padded rows are dropped when the result is packed again. Where no
// score is needed afterwards, LibTorch's fused attention makes them block by block and holds none.
#include "model/aten_attention.h"

#include "model/aten_functions.h"
#include "model/relative_positions.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/bmm.h>
#include <ATen/ops/cos.h>
#include <ATen/ops/embedding.h>
#include <ATen/ops/pow.h>
#include <ATen/ops/scaled_dot_product_attention.h>
#include <ATen/ops/sin.h>
#include <ATen/ops/softmax.h>

#include <algorithm>
#include <cmath>

namespace attune::aten {

Attention::Attention(Layers& layers)
    : layers_(layers),
      spec_(layers.spec),
      layout_(layers.layout),
      scale_(1 / std::sqrt(static_cast<double>(spec_.scoreParts * (spec_.hidden / spec_.heads)))) {
    if (spec_.relative != Relative::None)
        tableRows_ = relativeRows(spec_, layout_.longest);
    if (spec_.relative != Relative::Disentangled)
        return;
    const auto [low, high] = std::minmax_element(tableRows_.begin(), tableRows_.end());
    firstTableRow_ = *low;
    const at::Tensor& table = layers_.pass.parameters.at(Role::RelativeEmbedding, -1).weight;
    table_ = layers_.norm(table.narrow(0, *low, *high - *low + 1), Role::RelativeNorm, -1);
    for (std::int64_t& row : tableRows_)
        row -= firstTableRow_;
}

Attention::Projections Attention::project(const at::Tensor& queries, const at::Tensor& x, int layer,
                                          Rows rows) {
    const auto set = static_cast<int>(spec_.parameterSet(layer));
    if (!spec_.joinedAttention)
        return {layers_.linear(queries, Role::Query, set), layers_.linear(x, Role::Key, set),
                layers_.linear(x, Role::Value, set)};
    const Layers::Product& joined = layers_.product(Role::QueryKeyValue, set);
    const std::int64_t width = spec_.hidden;
    if (rows == Rows::First) {
        const at::Tensor both = joined.part(width, 2 * width)(x);
        return {joined.part(0, width)(queries), both.narrow(1, 0, width),
                both.narrow(1, width, width)};
    }
    const at::Tensor all = joined(x);
    return {all.narrow(1, 0, width), all.narrow(1, width, width), all.narrow(1, 2 * width, width)};
}

const Attention::Angles& Attention::angles(bool local) {
    Angles& made = angles_[local];
    if (!made.cos.defined()) {
        const double base = local ? spec_.rotaryLocalBase : spec_.rotaryBase;
        const std::int64_t depth = spec_.hidden / spec_.heads;
        const auto options = at::TensorOptions().dtype(at::kFloat).device(layers_.pass.device);
        const at::Tensor frequencies =
            at::pow(at::Scalar(base), at::arange(0, depth, 2, options) / depth).reciprocal();
        const at::Tensor turns =
            layout_.places.to(at::kFloat).view({-1, 1, 1}) * frequencies.view({1, 1, -1});
        made = {at::cos(turns), at::sin(turns)};
    }
    return made;
}

// Packed [N, H] (or [B, H], one query a sequence) -> [B * A, T, D] (or [B * A, 1, D]).
at::Tensor Attention::intoHeads(const at::Tensor& x, Rows rows) const {
    const std::int64_t length = rows == Rows::First ? 1 : layout_.longest;
    const std::int64_t depth = spec_.hidden / spec_.heads;
    return (rows == Rows::First ? x : layers_.pad(x))
        .reshape({layout_.sequences, length, spec_.heads, depth})
        .transpose(1, 2)
        .reshape({layout_.sequences * spec_.heads, length, depth});
}

// The inverse.
at::Tensor Attention::outOfHeads(const at::Tensor& x, Rows rows) const {
    const std::int64_t length = rows == Rows::First ? 1 : layout_.longest;
    const at::Tensor padded =
        x.view({layout_.sequences, spec_.heads, length, spec_.hidden / spec_.heads})
            .transpose(1, 2)
            .reshape({layout_.sequences * length, spec_.hidden});
    return rows == Rows::First ? padded : layers_.pack(padded);
}

// [Q, T], 0 within the window and `masked` outside.
at::Tensor Attention::windowMask(Rows rows) const {
    const auto options = at::TensorOptions().dtype(at::kLong).device(layers_.pass.device);
    const at::Tensor places = at::arange(layout_.longest, options);
    const at::Tensor queries = rows == Rows::First ? places.narrow(0, 0, 1) : places;
    const at::Tensor outside = (queries.unsqueeze(1) - places.unsqueeze(0)).abs().gt(spec_.window);
    return outside.to(at::kFloat) * masked;
}

// [A, Q, T]: the bias of the distance between query and key.
at::Tensor Attention::distanceBias(Rows rows) {
    const std::int64_t length = layout_.longest, count = rows == Rows::First ? 1 : length;
    std::vector<std::int64_t> index;
    index.reserve(static_cast<std::size_t>(count * length));
    for (std::int64_t query = 0; query < count; ++query)
        for (std::int64_t key = 0; key < length; ++key)
            index.push_back(tableRows_[static_cast<std::size_t>(key - query + length - 1)]);
    const at::Tensor& table = layers_.pass.parameters.at(Role::RelativeEmbedding, -1).weight;
    return at::embedding(table, toDevice(index, layers_.pass.device))
        .t()
        .reshape({spec_.heads, count, length});
}

at::Tensor Attention::offset(bool local, Rows rows) {
    Offset& kept = offsets_[local][rows == Rows::First];
    if (kept.made)
        return kept.tensor;
    kept.made = true;
    kept.tensor = layout_.keyMask;
    const auto add = [&](const at::Tensor& more) {
        kept.tensor = kept.tensor.defined() ? kept.tensor + more : more;
    };
    if (local && layout_.longest - 1 > spec_.window)
        add(windowMask(rows).unsqueeze(0).unsqueeze(0));
    if (spec_.relative == Relative::Bias)
        add(distanceBias(rows).unsqueeze(0));
    return kept.tensor;
}

at::Tensor Attention::distanceVectors(Role role, Role sharedRole, int layer, Rows rows,
                                      bool ascending) {
    const std::int64_t length = layout_.longest;
    const at::Tensor table = layers_.droppedTable(table_, layer, DropoutSite::Relative,
                                                  spec_.hiddenDropout, firstTableRow_);
    at::Tensor vectors = layers_.linear(table, spec_.sharedRelative ? sharedRole : role,
                                        static_cast<int>(spec_.parameterSet(layer)));
    // The query at place 0 has keys at the distances from 0 on.
    std::vector<std::int64_t> index(tableRows_.begin() + (rows == Rows::First ? length - 1 : 0),
                                    tableRows_.end());
    if (!ascending)
        std::reverse(index.begin(), index.end());
    vectors = at::embedding(vectors, toDevice(index, layers_.pass.device));
    return vectors.view({-1, spec_.heads, spec_.hidden / spec_.heads}).permute({1, 2, 0});
}

// Adds the products of queries, and of keys, with the vectors of the distances between them.
at::Tensor Attention::addDisentangled(const at::Tensor& scores, const at::Tensor& q,
                                      const at::Tensor& k, int layer, Rows rows) {
    at::Tensor sum = scores;
    // x [B * A, n, D] with the vectors of its head: [B * A, n, distances].
    const auto times = [&](const at::Tensor& x, const at::Tensor& vectors) {
        const std::int64_t depth = vectors.size(1), count = vectors.size(2);
        return at::bmm(x, vectors.unsqueeze(0)
                              .expand({layout_.sequences, spec_.heads, depth, count})
                              .reshape({layout_.sequences * spec_.heads, depth, count}))
            .to(at::kFloat);
    };
    if (spec_.contentToPosition) {
        const at::Tensor m =
            times(q, distanceVectors(Role::RelativeKey, Role::Key, layer, rows, true));
        sum = rows == Rows::First ? sum + m : addDistances(sum, m, false);
    }
    if (spec_.positionToContent) {
        // Seen from the key the distances run the other way.
        const bool ascending = rows == Rows::First;
        const at::Tensor vectors =
            distanceVectors(Role::RelativeQuery, Role::Query, layer, rows, ascending) * scale_;
        if (rows == Rows::First) {
            const at::Tensor m = (k.view({layout_.sequences, spec_.heads, layout_.longest, -1}) *
                                  vectors.transpose(1, 2).unsqueeze(0))
                                     .to(at::kFloat)
                                     .sum(-1);
            sum = sum + m.view(sum.sizes());
        } else {
            sum = addDistances(sum, times(k, vectors), true);
        }
    }
    return sum;
}

bool Attention::isPlain() const {
    if (!at::GradMode::is_enabled())
        return spec_.relative != Relative::Disentangled;
    // On CUDA the way back of the fused kernels adds in no fixed order.
    return spec_.relative == Relative::None && layers_.pass.device.is_cpu() &&
           (!layers_.pass.dropout.on || spec_.attentionDropout <= 0);
}

at::Tensor Attention::plain(const Projections& made, bool local, Rows rows) {
    const std::int64_t depth = spec_.hidden / spec_.heads;
    const auto heads = [&](const at::Tensor& x, Rows which) {
        const std::int64_t length = which == Rows::First ? 1 : layout_.longest;
        return (which == Rows::First ? x : layers_.pad(x))
            .reshape({layout_.sequences, length, spec_.heads, depth})
            .transpose(1, 2);
    };
    at::Tensor added = offset(local, rows);
    if (added.defined() && !layers_.pass.device.is_cpu()) // whose kernels want one type
        added = added.to(made.query.scalar_type());
    const at::Tensor told =
        at::scaled_dot_product_attention(
            heads(made.query, rows), heads(made.key, Rows::All), heads(made.value, Rows::All),
            added.defined() ? std::optional(added) : std::nullopt, 0, false, scale_)
            .transpose(1, 2)
            .reshape({-1, spec_.hidden});
    return rows == Rows::First ? told : layers_.pack(told);
}

at::Tensor Attention::operator()(const at::Tensor& queries, const at::Tensor& x, int layer,
                                 Rows rows) {
    const bool local = spec_.isLocal(layer);
    Projections made = project(queries, x, layer, rows);
    if (spec_.rotaryBase > 0) {
        const Angles& turn = angles(local);
        const auto turned = [&](const at::Tensor& packed) {
            return rotate(packed.view({layout_.tokens, spec_.heads, -1}), turn.cos, turn.sin)
                .view({layout_.tokens, spec_.hidden});
        };
        made.key = turned(made.key);
        if (rows == Rows::All) // the angle of the first place is 0
            made.query = turned(made.query);
    }
    if (isPlain())
        return plain(made, local, rows);
    const at::Tensor q = intoHeads(made.query * scale_, rows);
    const at::Tensor k = intoHeads(made.key, Rows::All);
    const at::Tensor v = intoHeads(made.value, Rows::All);
    at::Tensor scores = at::bmm(q, k.transpose(1, 2)).to(at::kFloat); // [B * A, Q, T]
    if (spec_.relative == Relative::Disentangled)
        scores = addDisentangled(scores, q, k, layer, rows);
    if (const at::Tensor added = offset(local, rows); added.defined())
        scores = (scores.view({layout_.sequences, spec_.heads, -1, layout_.longest}) + added)
                     .view(scores.sizes());
    const at::Tensor probabilities =
        layers_.droppedAttention(at::softmax(scores, -1), layer, rows).to(layers_.pass.product);
    return outOfHeads(at::bmm(probabilities, v), rows);
}

} // namespace attune::aten
