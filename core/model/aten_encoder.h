// SPDX-License-Identifier: GPL-3.0-or-later
// The forward pass of an EncoderSpec over packed tokens, in ATen operations that autograd follows.
// Inside of this room only: it includes LibTorch.
//
//   aten_encoder    embeddings, layers, head
//   aten_attention  scores, probabilities and what positions add to them
//   aten_layers     what both need: the layout of the batch, modules by role, dropout
//   aten_functions  operations whose way back is our own
#pragma once

#include "model/engine.h"

#include <ATen/core/Tensor.h>

#include <array>

namespace attune::aten {

// The tensors of the spec by role and set of parameters.
class ParameterTable {
public:
    explicit ParameterTable(std::int64_t sets);

    struct Module {
        at::Tensor weight; // undefined: the spec has no such module
        at::Tensor bias;   // undefined: none
        // Copies in the type of the products, for passes that keep nothing; undefined: not made.
        at::Tensor lowWeight;
        at::Tensor lowBias;
    };
    Module& at(Role role, int set);
    const Module& at(Role role, int set) const;
    // The masters changed: forget the copies.
    void dropCopies();

private:
    static constexpr int roles = static_cast<int>(Role::Classifier) + 1;
    std::vector<std::array<Module, roles>> sets_; // [0] what is there once
};

// Dropout of one pass; rate 0 everywhere where `on` is false.
struct PassDropout {
    bool on = false;
    std::uint64_t key = 0;
    std::uint32_t firstSequence = 0;
};

struct EncoderPass {
    const EncoderSpec& spec;
    ParameterTable& parameters;
    // The rows of the table of words that the batch needs, and for each token its row among them.
    // Undefined: all rows stand in the table, a parameter like others.
    at::Tensor words = {};
    at::Tensor wordIndex = {};
    std::int64_t wordPad = -1; // the padding token's row
    at::Device device;
    at::ScalarType product; // kFloat or kBFloat16: type of the operands of matrix products
    PassDropout dropout;
    std::span<const float> embeddingOffset;
    bool wantEmbeddingGradient = false;
};

struct EncoderResult {
    at::Tensor logits;       // [B, L], fp32
    at::Tensor embeddingSum; // [N, E], before the norm; only where its gradient is wanted
};

EncoderResult encode(const EncoderPass& pass, const PackedBatch& batch);

} // namespace attune::aten
