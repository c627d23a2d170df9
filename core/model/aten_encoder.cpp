// SPDX-License-Identifier: GPL-3.0-or-later
// All products run on packed tokens [N, H]. Where the head sees only the first token of a sequence,
// the last layer computes nothing else: exact, and a seventh of the work of six layers.
#include "model/aten_encoder.h"

#include "model/aten_attention.h"
#include "model/aten_functions.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/constant_pad_nd.h>
#include <ATen/ops/conv1d.h>
#include <ATen/ops/embedding.h>

namespace attune::aten {

namespace {

// One pass over one batch.
class Encoder {
public:
    Encoder(const EncoderPass& pass, const PackedBatch& batch)
        : layers_(pass, batch), spec_(pass.spec), layout_(layers_.layout), attention_(layers_) {}

    EncoderResult run() {
        EncoderResult result;
        at::Tensor sum = embeddingSum();
        if (layers_.pass.wantEmbeddingGradient) {
            if (!sum.requires_grad())
                sum = sum.detach().requires_grad_(true);
            result.embeddingSum = sum;
        }
        const at::Tensor embedded = embeddings(sum);
        at::Tensor x = embedded;
        Rows rows = Rows::All;
        for (int layer = 0; layer < spec_.layers; ++layer) {
            const bool convolves = layer == 0 && spec_.convolution > 0;
            const bool last = layer + 1 == spec_.layers;
            if (last && !convolves && spec_.pooling == Pooling::FirstToken)
                rows = Rows::First;
            x = encoderLayer(x, layer, rows);
            if (convolves)
                x = convolution(embedded, x);
        }
        x = layers_.norm(x, Role::FinalNorm, -1);
        result.logits =
            spec_.answersTokens() ? head(x, Rows::All) : head(pooled(x, rows), Rows::First);
        return result;
    }

private:
    // [N, E]
    at::Tensor embeddingSum() const {
        const auto table = [&](Role role) -> const at::Tensor& {
            return layers_.pass.parameters.at(role, -1).weight;
        };
        // As transformers: the row of the padding token gets no gradient.
        const auto& pass = layers_.pass;
        at::Tensor sum = pass.words.defined()
                             ? at::embedding(pass.words, pass.wordIndex, pass.wordPad)
                             : at::embedding(table(Role::WordEmbedding), layout_.ids, spec_.padId);
        if (spec_.types > 0)
            sum = sum + at::embedding(table(Role::TypeEmbedding), layout_.types);
        if (spec_.positionTable)
            sum = sum + at::embedding(table(Role::PositionEmbedding), layout_.positions,
                                      spec_.positionPad);
        const auto& offset = layers_.pass.embeddingOffset;
        if (!offset.empty())
            sum = sum + toDevice(offset, layers_.pass.device).view(sum.sizes());
        return sum;
    }

    // [N, H]
    at::Tensor embeddings(const at::Tensor& sum) {
        const auto projected = [&](const at::Tensor& x) {
            return layers_.linear(x, Role::EmbeddingProjection, -1).to(at::kFloat);
        };
        at::Tensor x = spec_.projectionFirst ? projected(sum) : sum;
        x = layers_.dropped(layers_.norm(x, Role::EmbeddingNorm, -1), -1, DropoutSite::Embeddings,
                            spec_.embeddingDropout, Rows::All);
        return spec_.projection && !spec_.projectionFirst ? projected(x) : x;
    }

    // x [N, H] -> [N, H], or [B, H] of first tokens alone.
    at::Tensor encoderLayer(const at::Tensor& x, int layer, Rows rows) {
        const auto set = static_cast<int>(spec_.parameterSet(layer));
        const bool before = spec_.norm == Norm::Pre;
        const auto asked = [&](const at::Tensor& all) {
            return rows == Rows::First ? gatherRows(all, layout_.first) : all;
        };
        const auto after = [&](const at::Tensor& sum, Role role) {
            return before ? sum : layers_.norm(sum, role, set);
        };
        const at::Tensor input = asked(x);
        const at::Tensor seen = before ? layers_.norm(x, Role::AttentionNorm, set) : x;
        const at::Tensor queries = before ? asked(seen) : input;
        const at::Tensor context =
            layers_.linear(attention_(queries, seen, layer, rows), Role::AttentionOutput, set);
        const at::Tensor attended =
            after(layers_.dropped(context, layer, DropoutSite::AttentionOutput,
                                  spec_.rate(spec_.attentionOutputRate), rows) +
                      input,
                  Role::AttentionNorm);
        const at::Tensor outer = feedForward(
            before ? layers_.norm(attended, Role::FeedForwardNorm, set) : attended, layer, rows);
        return after(layers_.dropped(outer, layer, DropoutSite::FeedForward,
                                     spec_.rate(spec_.feedForwardRate), rows) +
                         attended,
                     Role::FeedForwardNorm);
    }

    at::Tensor feedForward(const at::Tensor& x, int layer, Rows rows) {
        const auto set = static_cast<int>(spec_.parameterSet(layer));
        const at::Tensor wide = layers_.linear(x, Role::FeedForwardIn, set);
        at::Tensor inner;
        if (spec_.gated)
            inner = activate(wide.narrow(1, 0, spec_.feedForward), spec_.activation) *
                    wide.narrow(1, spec_.feedForward, spec_.feedForward);
        else
            inner = activate(wide, spec_.activation);
        inner =
            layers_.dropped(inner, layer, DropoutSite::Inner, spec_.rate(spec_.innerRate), rows);
        return layers_.linear(inner, Role::FeedForwardOut, set);
    }

    // The convolution of the embeddings over the places of each sequence, added to x [N, H].
    at::Tensor convolution(const at::Tensor& embedded, const at::Tensor& x) {
        const Layers::Product& kernel = layers_.product(Role::Convolution, -1);
        const at::Tensor padded = layers_.pad(embedded)
                                      .view({layout_.sequences, layout_.longest, spec_.hidden})
                                      .transpose(1, 2)
                                      .to(layers_.pass.product);
        const at::Tensor made = at::conv1d(padded, kernel.weight, kernel.bias, 1,
                                           (spec_.convolution - 1) / 2, 1, spec_.convolutionGroups)
                                    .transpose(1, 2)
                                    .reshape({layout_.sequences * layout_.longest, spec_.hidden});
        const at::Tensor dropped =
            layers_.dropped(layers_.pack(made).to(at::kFloat), 0, DropoutSite::Convolution,
                            spec_.hiddenDropout, Rows::All);
        return layers_.norm(x + activate(dropped, spec_.convolutionActivation),
                            Role::ConvolutionNorm, -1);
    }

    // [B, H]
    at::Tensor pooled(const at::Tensor& x, Rows rows) const {
        if (rows == Rows::First)
            return x;
        if (spec_.pooling == Pooling::FirstToken)
            return gatherRows(x, layout_.first);
        if (spec_.pooling == Pooling::AskedToken)
            return gatherRows(x, layout_.asked);
        return layers_.pad(x).view({layout_.sequences, layout_.longest, spec_.hidden}).sum(1) /
               layout_.lengths;
    }

    static constexpr std::int64_t mostPaddedRows = 64;

    // x: a row for each answer.
    at::Tensor head(const at::Tensor& x, Rows rows) {
        const at::Tensor entering =
            layers_.dropped(x, -1, DropoutSite::Pooled, spec_.rate(spec_.pooledRate), rows);
        const at::Tensor dense =
            spec_.headDense ? activate(layers_.linear(entering, Role::Pooler, -1).to(at::kFloat),
                                       spec_.headActivation)
                            : entering.to(at::kFloat);
        const at::Tensor kept =
            layers_.dropped(layers_.norm(dense, Role::HeadNorm, -1), -1, DropoutSite::Classifier,
                            spec_.classifierDropout, rows);
        // Empty rows beside them: MKL sums the products of fewer rows than labels in an order that
        // depends on the number of threads. With many labels that would cost more than it is worth.
        const std::int64_t missing = spec_.labels - kept.size(0);
        const bool alone = missing <= 0 || spec_.labels > mostPaddedRows ||
                           at::GradMode::is_enabled() || !kept.device().is_cpu();
        return layers_
            .linear(alone ? kept : at::constant_pad_nd(kept, {0, 0, 0, missing}), Role::Classifier,
                    -1)
            .narrow(0, 0, kept.size(0))
            .to(at::kFloat);
    }

    Layers layers_;
    const EncoderSpec& spec_;
    const Layout& layout_;
    Attention attention_;
};

} // namespace

ParameterTable::ParameterTable(std::int64_t sets) : sets_(static_cast<std::size_t>(sets) + 1) {}

ParameterTable::Module& ParameterTable::at(Role role, int set) {
    return sets_[static_cast<std::size_t>(set + 1)][static_cast<std::size_t>(role)];
}

const ParameterTable::Module& ParameterTable::at(Role role, int set) const {
    return sets_[static_cast<std::size_t>(set + 1)][static_cast<std::size_t>(role)];
}

void ParameterTable::dropCopies() {
    for (auto& modules : sets_)
        for (Module& module : modules)
            module.lowWeight = module.lowBias = at::Tensor();
}

EncoderResult encode(const EncoderPass& pass, const PackedBatch& batch) {
    return Encoder(pass, batch).run();
}

} // namespace attune::aten
