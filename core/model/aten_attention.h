// SPDX-License-Identifier: GPL-3.0-or-later
// Attention of every layer of one pass. Inside of this room only: it includes LibTorch.
#pragma once

#include "model/aten_layers.h"

namespace attune::aten {

class Attention {
public:
    explicit Attention(Layers& layers);

    // What the tokens of x [N, H] tell to each of them, or to the first of each sequence:
    // [N, H] or [B, H], before the product that follows attention. `queries` holds the rows of x
    // that ask: x itself or [B, H].
    at::Tensor operator()(const at::Tensor& queries, const at::Tensor& x, int layer, Rows rows);

private:
    struct Projections {
        at::Tensor query, key, value; // packed, [rows, H]
    };
    struct Angles {
        at::Tensor cos, sin; // [N, 1, D / 2]
    };

    Projections project(const at::Tensor& queries, const at::Tensor& x, int layer, Rows rows);
    const Angles& angles(bool local);
    at::Tensor intoHeads(const at::Tensor& x, Rows rows) const;
    at::Tensor outOfHeads(const at::Tensor& x, Rows rows) const;

    // Whether no score has to be held: nothing is dropped, and nothing depends on the content but
    // the products of queries and keys.
    bool isPlain() const;
    at::Tensor plain(const Projections& made, bool local, Rows rows);

    // What is added to scores [B, A, Q, T] whatever they are: masks and biases of distances, with
    // four dimensions. Undefined: nothing.
    at::Tensor offset(bool local, Rows rows);
    at::Tensor windowMask(Rows rows) const;
    at::Tensor distanceBias(Rows rows);

    // Vectors of distances through the product of a role: [A, D, distances], the distances
    // ascending or descending.
    at::Tensor distanceVectors(Role role, Role sharedRole, int layer, Rows rows, bool ascending);
    at::Tensor addDisentangled(const at::Tensor& scores, const at::Tensor& q, const at::Tensor& k,
                               int layer, Rows rows);

    Layers& layers_;
    const EncoderSpec& spec_;
    const Layout& layout_;
    double scale_;
    Angles angles_[2];
    struct Offset {
        bool made = false;
        at::Tensor tensor;
    };
    Offset offsets_[2][2]; // [local][rows]
    // Disentangled: the rows of the table that the batch needs, after their norm; and for each
    // distance (ascending) the row among them.
    at::Tensor table_;
    std::int64_t firstTableRow_ = 0;
    std::vector<std::int64_t> tableRows_;
};

} // namespace attune::aten
