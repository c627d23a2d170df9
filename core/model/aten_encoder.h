// SPDX-License-Identifier: GPL-3.0-or-later
// The forward pass of an EncoderSpec over packed tokens, in ATen operations that autograd follows.
// Inside of this room only: it includes LibTorch.
#pragma once

#include "model/engine.h"

#include <ATen/core/Tensor.h>

#include <array>

namespace attune::aten {

// The tensors of the spec by role and layer.
class ParameterTable {
public:
    explicit ParameterTable(std::int64_t layers);

    struct Module {
        at::Tensor weight;
        at::Tensor bias;
        // Copies in the type of the products, for passes that keep nothing; undefined: not made.
        at::Tensor lowWeight;
        at::Tensor lowBias;
    };
    Module& at(Role role, int layer);
    const Module& at(Role role, int layer) const;
    // The masters changed: forget the copies.
    void dropCopies();

private:
    static constexpr int roles = static_cast<int>(Role::Classifier) + 1;
    std::vector<std::array<Module, roles>> layers_; // [0] what belongs to no layer
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
    at::Device device;
    at::ScalarType product; // kFloat or kBFloat16: type of the operands of matrix products
    PassDropout dropout;
    std::span<const float> embeddingOffset;
    bool wantEmbeddingGradient = false;
};

struct EncoderResult {
    at::Tensor logits;       // [B, L], fp32
    at::Tensor embeddingSum; // [N, H], before the norm; only where its gradient is wanted
};

EncoderResult encode(const EncoderPass& pass, const PackedBatch& batch);

// A dropout mask [rows, columns] on the device, by integer tensor operations.
at::Tensor dropoutMask(const at::Tensor& rowKeys, const at::Tensor& columns, double rate);

} // namespace attune::aten
