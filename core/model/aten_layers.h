// SPDX-License-Identifier: GPL-3.0-or-later
// What the parts of one pass share: where tokens stand, the modules of the spec, dropout.
// Inside of this room only: it includes LibTorch.
#pragma once

#include "model/aten_encoder.h"
#include "model/dropout.h"

#include <unordered_map>

namespace attune::aten {

// Every token, or the first of each sequence.
enum class Rows { All, First };

// Where tokens stand.
struct Layout {
    std::int64_t sequences = 0;            // B
    std::int64_t tokens = 0;               // N
    std::int64_t longest = 0;              // T
    std::vector<std::uint32_t> sequenceOf; // [N], within the batch
    std::vector<std::uint32_t> positionOf; // [N], within the sequence
    at::Tensor ids, types;                 // [N]
    at::Tensor places;                     // [N], within the sequence
    at::Tensor positions;                  // [N], rows of the position table
    at::Tensor lengths;                    // [B, 1], fp32
    at::Tensor first;                      // [B], row of the first token of each sequence
    at::Tensor asked;                      // [B], likewise of the asked; undefined: none is
    at::Tensor padded;                     // [N], row in [B * T]; undefined: nothing is padded
    // [B, 1, 1, T], 0 or `masked`; undefined likewise.
    at::Tensor keyMask;
};

// A score that leaves no probability; finite, so that a row without any key gives no NaN.
constexpr float masked = -1e30f;

class Layers {
public:
    Layers(const EncoderPass& pass, const PackedBatch& batch);

    const EncoderPass& pass;
    const EncoderSpec& spec;
    const Layout layout;

    // x [rows, C]. Without such a module: x itself.
    at::Tensor norm(const at::Tensor& x, Role role, int set) const;

    // The weight and the bias of a product, in the type of the products.
    struct Product {
        at::Tensor weight;
        at::Tensor bias; // may be undefined
        // The rows [begin, begin + count) of both.
        Product part(std::int64_t begin, std::int64_t count) const;
        // x [rows, in] -> [rows, out] in the type of the products.
        at::Tensor operator()(const at::Tensor& x) const;
    };
    const Product& product(Role role, int set);
    at::Tensor linear(const at::Tensor& x, Role role, int set) { return product(role, set)(x); }

    // x [rows, C] times the dropout mask of a site; layer -1: of none.
    at::Tensor dropped(const at::Tensor& x, int layer, DropoutSite site, double rate,
                       Rows rows) const;
    // The same for rows of a table that all sequences share; x holds its rows from `firstRow`.
    at::Tensor droppedTable(const at::Tensor& x, int layer, DropoutSite site, double rate,
                            std::int64_t firstRow) const;
    // Probabilities [B * A, Q, T] times their mask, Q being T or 1.
    at::Tensor droppedAttention(const at::Tensor& probabilities, int layer, Rows rows) const;

    // Packed [N, C] -> [B * T, C] and back.
    at::Tensor pad(const at::Tensor& x) const;
    at::Tensor pack(const at::Tensor& x) const;

private:
    std::vector<std::uint32_t> rowKeys(int layer, DropoutSite site, Rows rows) const;
    at::Tensor times(const at::Tensor& x, const std::vector<std::uint32_t>& keys,
                     double rate) const;

    std::unordered_map<const ParameterTable::Module*, Product> products_;
};

at::Tensor activate(const at::Tensor& x, Activation activation);

} // namespace attune::aten
