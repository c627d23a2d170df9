// SPDX-License-Identifier: GPL-3.0-or-later
// The encoder over tiles: a batch is cut into tiles of whole sequences, and one thread takes a tile
// through all layers, forward and backward, without waiting for another one. What a tile leaves for
// the gradients of weights is taken up for all tiles at once (gradients.h).
//
// No value of a sequence depends on the sequences beside it.
#pragma once

#include "cpu/cpu_parameters.h"

namespace attune::cpu {

// What all tiles of an engine need to know of a spec.
struct Plan {
    Plan(const EncoderSpec& spec, const Parameters& parameters);

    const EncoderSpec& spec;
    const Parameters& parameters;
    std::int64_t hidden, width, feedForward; // H, E, F as multiples of 64
    int head;                                // width of one
    float scale;                             // of attention scores
    bool few;                                // the last layer computes one row a sequence alone
};

// A product of the pass for whose weight a gradient is wanted, of the blocks [first, end) of its
// outputs.
template <class T> struct Use {
    int matrix = 0;
    std::int64_t first = 0, end = 0;
    int rows = 0;             // with those of zeros at the end
    const T* input = nullptr; // as packRows() makes it
    T* gradient = nullptr;    // of the outputs, transposed: [(end - first) * 64, rows]
};

struct PassMasks {
    bool on = false;
    std::uint64_t key = 0;
    std::uint32_t firstSequence = 0;
};

template <class T> struct Tile {
    // Sequences of the batch, one after the other: R rows.
    std::vector<std::int32_t> sequences;
    std::vector<std::int32_t> starts;                  // [sequences + 1]
    std::vector<std::int32_t> ids, types, places;      // [R]; places: rows of the position table
    std::vector<std::int32_t> tokens;                  // [R] where they stand in the batch
    std::vector<std::uint32_t> sequenceOf, positionOf; // [R], as dropout counts
    std::vector<std::int32_t> asked;                   // [sequences] rows that are pooled
    std::vector<float> offset;                         // [R, E] or empty
    int longest = 0;

    int rows() const { return static_cast<int>(ids.size()); }
    int count() const { return static_cast<int>(sequences.size()); }

    // What the way forward leaves for the way back.
    struct Layer {
        int query = -1, keys = -1, output = -1, inner = -1, outer = -1; // places in `uses`
        T *projected = nullptr, *asking = nullptr; // [R, 3 H]; queries [n, H] where few rows ask
        float* peaks = nullptr;
        T *attentionNormed = nullptr, *outerNormed = nullptr;
        float *attentionDeviation = nullptr, *outerDeviation = nullptr;
        T *slope = nullptr, *gateSlope = nullptr; // [r, F]
    };
    std::vector<Layer> layers;
    std::vector<Use<T>> uses;
    T *embeddingNormed = nullptr, *finalNormed = nullptr, *headNormed = nullptr;
    float *embeddingDeviation = nullptr, *finalDeviation = nullptr, *headDeviation = nullptr;
    float* headSlope = nullptr;
    int projection = -1, pooler = -1, classifier = -1;
    float* distances = nullptr;           // [A, 2 * longest - 1]
    float *cosine[2] = {}, *sine[2] = {}; // [R, head / 2], without and with a window

    std::vector<float> logits;          // [answers, L]
    std::vector<float> flatGradient;    // of all that lies flat
    float* embeddingGradient = nullptr; // [R, E] in rows of Plan::width; null: none was wanted

    Arena kept;    // until the tile is used again
    Arena scratch; // within one layer

    void clear();
};

// Fills `logits`.
template <class T>
void forward(const Plan& plan, const InstructionSet& set, const PackedMatrices<T>& packed,
             const PassMasks& masks, bool training, Tile<T>& tile);

// dlogits: [answers of the batch, L]. Fills the gradients of the uses, flatGradient and, where
// something of the embeddings is trained or `wanted`, embeddingGradient. Goes no lower than that.
template <class T>
void backward(const Plan& plan, const InstructionSet& set, const PackedMatrices<T>& packed,
              const PassMasks& masks, const float* dlogits, bool wanted, Tile<T>& tile);

} // namespace attune::cpu
