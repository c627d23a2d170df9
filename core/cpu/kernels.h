// SPDX-License-Identifier: GPL-3.0-or-later
// The vector kernels of the CPU engine: single-threaded functions on pointers, compiled once for
// each instruction set (kernels_body.h) and reached through one table of them.
//
// Shape letters: R rows (tokens, or sequences), n columns. Rows of activations lie `stride` values
// apart; products work on blocks of 64 columns, so strides and widths of weights are multiples of
// 64 whose surplus is zero. T is float, or Bf16 for the operands of products in bf16.
#pragma once

#include <cstdint>

namespace attune::cpu {

struct Bf16 {
    std::uint16_t bits; // the upper half of a float, rounded to nearest even
};

constexpr int kBlock = 64;
constexpr std::int64_t padded(std::int64_t n) { return (n + kBlock - 1) / kBlock * kBlock; }

// The mask of dropout.h for rows with these keys; no keys: everything is kept.
struct RowDropout {
    const std::uint32_t* keys = nullptr; // [R]
    std::uint32_t threshold = 0;
    float kept = 1; // 1 / (1 - rate)

    RowDropout from(std::int64_t row) const {
        return {keys == nullptr ? nullptr : keys + row, threshold, kept};
    }
};

// Numbers of the activations of encoder_spec.h.
enum class Curve { Gelu, GeluTanh, Relu, Silu, Tanh, QuickGelu, Mish, Sigmoid, Identity };

// One update, as model/adamw.h has it.
struct AdamStep {
    float kept, size, correction, epsilon, firstWeight, secondKept, secondWeight;
    float gradientScale;
};

// One sequence of `length` tokens. Queries: all of them, or the one of token `asked`.
template <class T> struct AttentionRows {
    int length;
    int asked; // -1: every token asks
    int heads;
    int width; // of a head
    float scale;
    const T* query; // [queries, heads * width], rows `queryStride` apart; key and value alike
    const T* key;
    const T* value;
    std::int64_t queryStride;
    std::int64_t keyStride; // of key and value
    // Added to the scores: a number for each distance (place of the key - place of the query),
    // where this points at that of distance 0 of the first head; null: nothing.
    const float* distances;
    std::int64_t distanceStride; // from head to head
    int window;                  // keys farther away are not seen; -1: all are
    float* peaks;       // [2, heads, queries]: greatest score of a row, and 1 / sum; null: not kept
    RowDropout dropout; // keys of the queries' rows; columns: head * 65536 + place of the key
    float* scratch;     // attentionScratch() floats
    int queries() const { return asked < 0 ? length : 1; }
};
constexpr int kQueryBlock = 64;
constexpr std::int64_t attentionScratch(std::int64_t length, std::int64_t width) {
    const std::int64_t wide = (length + 15) / 16 * 16, deep = (width + 15) / 16 * 16;
    return 6 * wide * deep + 3 * kQueryBlock * (wide + deep) + 64;
}

template <class T> struct Kernels {
    // c [m, 64] (rows `ldc` apart) = a [m, k] * b, or added to it. b is packed: rows of 64, for
    // Bf16 pairs of rows interleaved; k is even then.
    void (*product)(int m, int k, const T* a, std::int64_t lda, const T* b, float* c,
                    std::int64_t ldc, bool add);

    // sum[r] = words[ids[r]] + places[place[r]] + types[type[r]] + offset[r]; tables that are null
    // are left out. Tables have rows of n, sum rows of `stride`.
    void (*embed)(int rows, int n, std::int64_t stride, const std::int32_t* ids,
                  const std::int32_t* place, const std::int32_t* type, const float* words,
                  const float* places, const float* types, const float* offset, float* sum);
    // y = layer norm of x, in `y` (which may be x) and, rounded, in `out`; for the way back the
    // normalised values and 1 / deviation, where they are not null. beta may be null.
    void (*norm)(int rows, int n, std::int64_t stride, const float* x, const float* gamma,
                 const float* beta, float epsilon, float* y, T* out, T* normed, float* deviation);
    // d: the gradient of y becomes that of x.
    void (*normBack)(int rows, int n, std::int64_t stride, float* d, const T* normed,
                     const float* deviation, const float* gamma, float* dgamma, float* dbeta);
    // x += dropped(c + bias); bias may be null.
    void (*addDropped)(int rows, int n, std::int64_t stride, const float* c, const float* bias,
                       float* x, RowDropout dropout);
    // out = dropped gradient, rounded; dbias (may be null) += its column sums.
    void (*dropBack)(int rows, int n, std::int64_t stride, const float* d, T* out, float* dbias,
                     RowDropout dropout);
    // x *= mask, and y too where it is not null.
    void (*dropValues)(int rows, int n, std::int64_t stride, T* x, T* y, RowDropout dropout);
    void (*dropFloats)(int rows, int n, std::int64_t stride, float* x, RowDropout dropout);
    void (*columnSums)(int rows, int n, std::int64_t stride, const T* x, float* sums); // +=
    // Rounded copies.
    void (*round)(int rows, int n, std::int64_t stride, const float* x, T* out);

    // Of a block c [R, 64] of a product: out = c + bias (may be null).
    void (*addBias)(int rows, const float* c, const float* bias, T* out, std::int64_t stride);
    // out = curve(c + bias) in the first `valid` columns, 0 in the others; slope: its derivative,
    // where not null.
    void (*activate)(Curve curve, int rows, int valid, const float* c, const float* bias, T* out,
                     T* slope, std::int64_t stride);
    // out = c * slope; dbias (may be null) += its column sums.
    void (*activateBack)(int rows, const float* c, const T* slope, std::int64_t slopeStride, T* out,
                         std::int64_t stride, float* dbias);
    // Of blocks a and b of the halves of a product: out = curve(a + biasA) * (b + biasB); slopes:
    // the derivatives by a and by b, where not null.
    void (*gate)(Curve curve, int rows, int valid, const float* a, const float* biasA,
                 const float* b, const float* biasB, T* out, T* slopeA, T* slopeB,
                 std::int64_t stride);

    void (*attention)(const AttentionRows<T>& rows, T* out, std::int64_t outStride);
    // dout [queries, heads * width]; dquery, dkey and dvalue are written, where all heads are;
    // ddistances (may be null) += as `distances`.
    void (*attentionBack)(const AttentionRows<T>& rows, const float* dout, std::int64_t doutStride,
                          T* dquery, std::int64_t dqueryStride, T* dkey, T* dvalue,
                          std::int64_t dkeyStride, float* ddistances);
    // The pairs (i, i + width / 2) of each head turned by angles [R, width / 2]; direction -1 turns
    // back.
    void (*rotate)(int rows, int heads, int width, std::int64_t stride, T* x, const float* cosine,
                   const float* sine, float direction);

    // The operands of the gradients of weights: x [R, n] as [n / 64][R][64], pairs of rows
    // interleaved for Bf16 (R even); and y [c, r] = x [r, c], n a multiple of 64.
    void (*packRows)(int rows, int n, const T* x, std::int64_t stride, T* y);
    void (*transpose)(int rows, int n, const T* x, std::int64_t stride, T* y, std::int64_t ldy);

    // A 64 x 64 block of a weight, [out, in]: updates it by its gradient where there is one, and
    // packs it: `forward` for x * W^T, `back` (Bf16 alone) for dy * W.
    void (*adamBlock)(const AdamStep& step, float* values, float* first, float* second,
                      const float* gradient, T* forward, T* back);
    void (*adam)(const AdamStep& step, std::int64_t n, float* values, float* first, float* second,
                 const float* gradient);
    double (*sumOfSquares)(std::int64_t n, const float* x);
    void (*add)(std::int64_t n, float* y, const float* x);
};

// The tables of this machine; `name` tells the instruction set: "AVX-512", "AVX2", "x86-64".
struct InstructionSet {
    const char* name;
    const Kernels<float>* floats;
    const Kernels<Bf16>* halves;
    bool fastHalves; // the processor multiplies bf16
};
// Those that this processor runs, the best one first.
const InstructionSet* instructionSets(int& count);

} // namespace attune::cpu
