// SPDX-License-Identifier: GPL-3.0-or-later
// The kernels of kernels.h: plain loops that compilers turn into vector code, and small matrix
// products in the compilers' vector types. Included by one file for each instruction set, which
// names the namespace ATTUNE_KERNELS. Nothing but kernels.h and <cstring> is included here: an
// inline function of a shared header that was compiled for a newer processor could otherwise be the
// copy that the linker keeps.
#pragma once

#include "cpu/kernels.h"

#include <cstring>

// Within a loop: the loop becomes vector code only where all that it calls is part of it.
#define ATTUNE_INLINE [[gnu::always_inline]] inline

namespace attune::cpu::ATTUNE_KERNELS {
namespace {

// One register of floats, and how many of them hold the accumulators of a product: rows x vectors,
// so that with the vectors of the right operand they fit the register file.
#if defined(__AVX512F__)
constexpr int lanes = 16, tileRows = 6, tileVectors = 4; // 24 + 4 of 32
#elif defined(__AVX__)
constexpr int lanes = 8, tileRows = 6, tileVectors = 2; // 12 + 2 of 16
#else
constexpr int lanes = 4, tileRows = 6, tileVectors = 2; // 12 + 2 of 16
#endif
typedef float Vector __attribute__((vector_size(4 * lanes), aligned(4), may_alias));

ATTUNE_INLINE float load(const float* p) { return *p; }
ATTUNE_INLINE float load(const Bf16* p) {
    const std::uint32_t bits = static_cast<std::uint32_t>(p->bits) << 16;
    float value;
    std::memcpy(&value, &bits, 4);
    return value;
}
ATTUNE_INLINE void store(float* p, float value) { *p = value; }
ATTUNE_INLINE void store(Bf16* p, float value) {
    std::uint32_t bits;
    std::memcpy(&bits, &value, 4);
    p->bits = static_cast<std::uint16_t>((bits + 0x7FFFu + ((bits >> 16) & 1)) >> 16);
}

// ---- dropout: as dropout.h ----------------------------------------------------------------------

ATTUNE_INLINE std::uint32_t hash32(std::uint32_t x) {
    x ^= x >> 16;
    x *= 0x7FEB352Du;
    x ^= x >> 15;
    x *= 0x846CA68Bu;
    x ^= x >> 16;
    return x;
}
ATTUNE_INLINE float keeping(const RowDropout& d, std::uint32_t key, std::uint32_t column) {
    return hash32(key ^ (column * 0x9E3779B1u)) >= d.threshold ? d.kept : 0.0f;
}

// ---- curves -------------------------------------------------------------------------------------

// 2^n times a polynomial, relative error about 2e-7; without branches, so that loops become vector
// code. Below -87 it stays at e^-87.
ATTUNE_INLINE float expOf(float x) {
    x = x < -87.0f ? -87.0f : x;
    x = x > 88.0f ? 88.0f : x;
    const float t = x * 1.44269504f, n = (t + 12582912.0f) - 12582912.0f;
    const float r = (x - n * 0.693359375f) + n * 2.12194440e-4f;
    const float y =
        1.0f +
        r * (1.0f +
             r * (0.5f + r * (1.66666667e-1f +
                              r * (4.1666664e-2f + r * (8.333337e-3f + r * 1.3888889e-3f)))));
    const std::int32_t e = (static_cast<std::int32_t>(n) + 127) << 23;
    float power;
    std::memcpy(&power, &e, 4);
    return y * power;
}
ATTUNE_INLINE float absolute(float x) { return __builtin_fabsf(x); }
ATTUNE_INLINE float sigmoid(float x) { return 1.0f / (1.0f + expOf(-x)); }
// Through e^-2|x|; near 0, where that cancels, by its series.
ATTUNE_INLINE float tanhOf(float x) {
    const float a = absolute(x), e = expOf(-2.0f * a), s = x * x;
    const float far = (1.0f - e) / (1.0f + e);
    const float near =
        a * (1.0f + s * (-0.33333333f + s * (0.13333333f + s * (-0.05396825f + s * 0.02186949f))));
    const float value = a < 0.25f ? near : far;
    return x < 0 ? -value : value;
}

struct Point {
    float value, slope;
};
// The distribution function and density of the normal distribution share one exponential
// (Abramowitz & Stegun 26.2.17, error 7.5e-8).
struct Gelu {
    ATTUNE_INLINE static Point at(float x) {
        const float a = absolute(x), e = expOf(-0.5f * x * x), t = 1.0f / (1.0f + 0.2316419f * a);
        const float tail =
            t *
            (0.127414796f +
             t * (-0.142248368f + t * (0.7107068705f + t * (-0.7265760135f + t * 0.5307027145f)))) *
            e;
        const float phi = x > 0 ? 1.0f - tail : tail;
        return {x * phi, phi + x * e * 0.39894228f};
    }
};
struct GeluTanh {
    ATTUNE_INLINE static Point at(float x) {
        const float s = x * x, inner = 0.79788456f * (x + 0.044715f * x * s), t = tanhOf(inner);
        const float half = 0.5f * (1.0f + t);
        return {x * half, half + 0.5f * x * (1.0f - t * t) * 0.79788456f * (1.0f + 0.134145f * s)};
    }
};
struct Relu {
    ATTUNE_INLINE static Point at(float x) { return {x > 0 ? x : 0.0f, x > 0 ? 1.0f : 0.0f}; }
};
struct Silu {
    ATTUNE_INLINE static Point at(float x) {
        const float s = sigmoid(x);
        return {x * s, s * (1.0f + x * (1.0f - s))};
    }
};
struct Tanh {
    ATTUNE_INLINE static Point at(float x) {
        const float t = tanhOf(x);
        return {t, 1.0f - t * t};
    }
};
struct QuickGelu {
    ATTUNE_INLINE static Point at(float x) {
        const float s = sigmoid(1.702f * x);
        return {x * s, s * (1.0f + 1.702f * x * (1.0f - s))};
    }
};
// tanh(log(1 + e^x)) = (u^2 + 2 u) / (u^2 + 2 u + 2), u = e^x; 1 from 20 on, where u^2 is far.
struct Mish {
    ATTUNE_INLINE static Point at(float x) {
        const float u = expOf(x < 20.0f ? x : 20.0f), w = u * (u + 2.0f), t = w / (w + 2.0f);
        return {x * t, t + x * (1.0f - t * t) * (u / (1.0f + u))};
    }
};
struct Sigmoid {
    ATTUNE_INLINE static Point at(float x) {
        const float s = sigmoid(x);
        return {s, s * (1.0f - s)};
    }
};
struct Identity {
    ATTUNE_INLINE static Point at(float x) { return {x, 1.0f}; }
};

// Calls `work` with the type of the curve.
template <class Work> inline void with(Curve curve, Work work) {
    switch (curve) {
    case Curve::Gelu:
        return work(Gelu());
    case Curve::GeluTanh:
        return work(GeluTanh());
    case Curve::Relu:
        return work(Relu());
    case Curve::Silu:
        return work(Silu());
    case Curve::Tanh:
        return work(Tanh());
    case Curve::QuickGelu:
        return work(QuickGelu());
    case Curve::Mish:
        return work(Mish());
    case Curve::Sigmoid:
        return work(Sigmoid());
    case Curve::Identity:
        return work(Identity());
    }
}

// ---- embeddings and norms -----------------------------------------------------------------------

void embed(int rows, int n, std::int64_t stride, const std::int32_t* ids, const std::int32_t* place,
           const std::int32_t* type, const float* words, const float* places, const float* types,
           const float* offset, float* sum) {
    const auto add = [n](float* to, const float* from) {
#pragma omp simd
        for (int i = 0; i < n; ++i)
            to[i] += from[i];
    };
    for (int r = 0; r < rows; ++r, sum += stride) {
        std::memcpy(sum, words + static_cast<std::int64_t>(ids[r]) * n, sizeof(float) * n);
        if (types != nullptr)
            add(sum, types + static_cast<std::int64_t>(type[r]) * n);
        if (places != nullptr)
            add(sum, places + static_cast<std::int64_t>(place[r]) * n);
        if (offset != nullptr)
            add(sum, offset + static_cast<std::int64_t>(r) * n);
        for (std::int64_t i = n; i < stride; ++i)
            sum[i] = 0;
    }
}

template <class T>
void norm(int rows, int n, std::int64_t stride, const float* x, const float* gamma,
          const float* beta, float epsilon, float* y, T* out, T* normed, float* deviation) {
    for (int r = 0; r < rows; ++r, x += stride, y += stride, out += stride) {
        float sum = 0, squares = 0;
#pragma omp simd reduction(+ : sum)
        for (int i = 0; i < n; ++i)
            sum += x[i];
        const float mean = sum / static_cast<float>(n);
#pragma omp simd reduction(+ : squares)
        for (int i = 0; i < n; ++i) {
            const float away = x[i] - mean;
            squares += away * away;
        }
        const float k = 1.0f / __builtin_sqrtf(squares / static_cast<float>(n) + epsilon);
        if (normed != nullptr) {
            deviation[r] = k;
#pragma omp simd
            for (int i = 0; i < n; ++i)
                store(normed + i, (x[i] - mean) * k);
            normed += stride;
        }
        if (beta != nullptr) {
#pragma omp simd
            for (int i = 0; i < n; ++i) {
                const float value = (x[i] - mean) * k * gamma[i] + beta[i];
                y[i] = value;
                store(out + i, value);
            }
        } else {
#pragma omp simd
            for (int i = 0; i < n; ++i) {
                const float value = (x[i] - mean) * k * gamma[i];
                y[i] = value;
                store(out + i, value);
            }
        }
        for (std::int64_t i = n; i < stride; ++i) {
            y[i] = 0;
            store(out + i, 0);
        }
    }
}

template <class T>
void normBack(int rows, int n, std::int64_t stride, float* d, const T* normed,
              const float* deviation, const float* gamma, float* dgamma, float* dbeta) {
    for (int r = 0; r < rows; ++r, d += stride, normed += stride) {
        float sum = 0, products = 0;
#pragma omp simd reduction(+ : sum, products)
        for (int i = 0; i < n; ++i) {
            const float was = load(normed + i), scaled = d[i] * gamma[i];
            sum += scaled;
            products += scaled * was;
        }
        if (dgamma != nullptr) {
#pragma omp simd
            for (int i = 0; i < n; ++i)
                dgamma[i] += d[i] * load(normed + i);
        }
        if (dbeta != nullptr) {
#pragma omp simd
            for (int i = 0; i < n; ++i)
                dbeta[i] += d[i];
        }
        const float mean = sum / static_cast<float>(n), slope = products / static_cast<float>(n);
#pragma omp simd
        for (int i = 0; i < n; ++i)
            d[i] = deviation[r] * (d[i] * gamma[i] - mean - load(normed + i) * slope);
    }
}

void addDropped(int rows, int n, std::int64_t stride, const float* c, const float* bias, float* x,
                RowDropout dropout) {
    for (int r = 0; r < rows; ++r, c += stride, x += stride) {
        if (dropout.keys != nullptr) {
            const std::uint32_t key = dropout.keys[r];
#pragma omp simd
            for (int i = 0; i < n; ++i)
                x[i] += (c[i] + (bias != nullptr ? bias[i] : 0.0f)) *
                        keeping(dropout, key, static_cast<std::uint32_t>(i));
        } else if (bias != nullptr) {
#pragma omp simd
            for (int i = 0; i < n; ++i)
                x[i] += c[i] + bias[i];
        } else {
#pragma omp simd
            for (int i = 0; i < n; ++i)
                x[i] += c[i];
        }
    }
}

template <class T>
void dropBack(int rows, int n, std::int64_t stride, const float* d, T* out, float* dbias,
              RowDropout dropout) {
    for (int r = 0; r < rows; ++r, d += stride, out += stride) {
        if (dropout.keys != nullptr) {
            const std::uint32_t key = dropout.keys[r];
#pragma omp simd
            for (int i = 0; i < n; ++i)
                store(out + i, d[i] * keeping(dropout, key, static_cast<std::uint32_t>(i)));
            if (dbias != nullptr) {
#pragma omp simd
                for (int i = 0; i < n; ++i)
                    dbias[i] += d[i] * keeping(dropout, key, static_cast<std::uint32_t>(i));
            }
        } else {
#pragma omp simd
            for (int i = 0; i < n; ++i)
                store(out + i, d[i]);
            if (dbias != nullptr) {
#pragma omp simd
                for (int i = 0; i < n; ++i)
                    dbias[i] += d[i];
            }
        }
        for (std::int64_t i = n; i < stride; ++i)
            store(out + i, 0);
    }
}

template <class T>
void dropValues(int rows, int n, std::int64_t stride, T* x, T* y, RowDropout dropout) {
    for (int r = 0; r < rows; ++r) {
        const std::uint32_t key = dropout.keys[r];
        T* const a = x + r * stride;
        T* const b = y == nullptr ? nullptr : y + r * stride;
#pragma omp simd
        for (int i = 0; i < n; ++i)
            store(a + i, load(a + i) * keeping(dropout, key, static_cast<std::uint32_t>(i)));
        if (b != nullptr) {
#pragma omp simd
            for (int i = 0; i < n; ++i)
                store(b + i, load(b + i) * keeping(dropout, key, static_cast<std::uint32_t>(i)));
        }
    }
}

template <class T> void columnSums(int rows, int n, std::int64_t stride, const T* x, float* sums) {
    for (int r = 0; r < rows; ++r, x += stride) {
#pragma omp simd
        for (int i = 0; i < n; ++i)
            sums[i] += load(x + i);
    }
}

template <class T> void round(int rows, int n, std::int64_t stride, const float* x, T* out) {
    for (int r = 0; r < rows; ++r, x += stride, out += stride) {
#pragma omp simd
        for (int i = 0; i < n; ++i)
            store(out + i, x[i]);
        for (std::int64_t i = n; i < stride; ++i)
            store(out + i, 0);
    }
}

// ---- what follows a product ---------------------------------------------------------------------

template <class T>
void addBias(int rows, const float* c, const float* bias, T* out, std::int64_t stride) {
    for (int r = 0; r < rows; ++r, c += kBlock, out += stride) {
        if (bias != nullptr) {
#pragma omp simd
            for (int i = 0; i < kBlock; ++i)
                store(out + i, c[i] + bias[i]);
        } else {
#pragma omp simd
            for (int i = 0; i < kBlock; ++i)
                store(out + i, c[i]);
        }
    }
}

inline void clearSurplus(int) {}
template <class T, class... More> inline void clearSurplus(int valid, T* first, More*... more) {
    if (first != nullptr)
        for (int i = valid; i < kBlock; ++i)
            store(first + i, 0);
    clearSurplus(valid, more...);
}

template <class T>
void activate(Curve curve, int rows, int valid, const float* c, const float* bias, T* out, T* slope,
              std::int64_t stride) {
    static const float none[kBlock] = {};
    const float* const b = bias == nullptr ? none : bias;
    with(curve, [=](auto kind) {
        using Kind = decltype(kind);
        for (int r = 0; r < rows; ++r) {
            const float* const from = c + r * kBlock;
            T* const to = out + r * stride;
            T* const way = slope == nullptr ? nullptr : slope + r * stride;
            if (way != nullptr) {
#pragma omp simd
                for (int i = 0; i < kBlock; ++i) {
                    const Point point = Kind::at(from[i] + b[i]);
                    store(to + i, point.value);
                    store(way + i, point.slope);
                }
            } else {
#pragma omp simd
                for (int i = 0; i < kBlock; ++i)
                    store(to + i, Kind::at(from[i] + b[i]).value);
            }
            clearSurplus(valid, to, way);
        }
    });
}

template <class T>
void activateBack(int rows, const float* c, const T* slope, std::int64_t slopeStride, T* out,
                  std::int64_t stride, float* dbias) {
    for (int r = 0; r < rows; ++r, c += kBlock, slope += slopeStride, out += stride) {
#pragma omp simd
        for (int i = 0; i < kBlock; ++i)
            store(out + i, c[i] * load(slope + i));
        if (dbias != nullptr) {
#pragma omp simd
            for (int i = 0; i < kBlock; ++i)
                dbias[i] += c[i] * load(slope + i);
        }
    }
}

template <class T>
void gate(Curve curve, int rows, int valid, const float* a, const float* biasA, const float* b,
          const float* biasB, T* out, T* slopeA, T* slopeB, std::int64_t stride) {
    static const float none[kBlock] = {};
    const float* const ba = biasA == nullptr ? none : biasA;
    const float* const bb = biasB == nullptr ? none : biasB;
    with(curve, [=](auto kind) {
        using Kind = decltype(kind);
        for (int r = 0; r < rows; ++r) {
            const float* const left = a + r * kBlock;
            const float* const right = b + r * kBlock;
            T* const to = out + r * stride;
            T* const wayA = slopeA == nullptr ? nullptr : slopeA + r * stride;
            T* const wayB = slopeB == nullptr ? nullptr : slopeB + r * stride;
            if (wayA != nullptr) {
#pragma omp simd
                for (int i = 0; i < kBlock; ++i) {
                    const Point point = Kind::at(left[i] + ba[i]);
                    const float other = right[i] + bb[i];
                    store(to + i, point.value * other);
                    store(wayA + i, point.slope * other);
                    store(wayB + i, point.value);
                }
            } else {
#pragma omp simd
                for (int i = 0; i < kBlock; ++i)
                    store(to + i, Kind::at(left[i] + ba[i]).value * (right[i] + bb[i]));
            }
            clearSurplus(valid, to, wayA, wayB);
        }
    });
}

// ---- products -----------------------------------------------------------------------------------

// A tile of M rows and V vectors stays in registers; the values of a are read one by one, so a
// transposed operand (rows `am` apart, depth `ak` apart) costs nothing.
template <int M, int V, bool Add>
inline void tile(int k, const float* a, std::int64_t am, std::int64_t ak, const float* b,
                 std::int64_t ldb, float* c, std::int64_t ldc) {
    Vector sums[M][V];
    for (int i = 0; i < M; ++i)
        for (int j = 0; j < V; ++j)
            sums[i][j] = Add ? *reinterpret_cast<const Vector*>(c + i * ldc + lanes * j) : Vector{};
    for (int q = 0; q < k; ++q, a += ak, b += ldb) {
        Vector right[V];
        for (int j = 0; j < V; ++j)
            right[j] = *reinterpret_cast<const Vector*>(b + lanes * j);
        for (int i = 0; i < M; ++i) {
            const Vector left = Vector{} + a[i * am];
            for (int j = 0; j < V; ++j)
                sums[i][j] += left * right[j];
        }
    }
    for (int i = 0; i < M; ++i)
        for (int j = 0; j < V; ++j)
            *reinterpret_cast<Vector*>(c + i * ldc + lanes * j) = sums[i][j];
}

template <int V, bool Add>
inline void column(int m, int k, const float* a, std::int64_t am, std::int64_t ak, const float* b,
                   std::int64_t ldb, float* c, std::int64_t ldc) {
    int i = 0;
    for (; i + tileRows <= m; i += tileRows)
        tile<tileRows, V, Add>(k, a + i * am, am, ak, b, ldb, c + i * ldc, ldc);
    for (; i + 2 <= m; i += 2)
        tile<2, V, Add>(k, a + i * am, am, ak, b, ldb, c + i * ldc, ldc);
    if (i < m)
        tile<1, V, Add>(k, a + i * am, am, ak, b, ldb, c + i * ldc, ldc);
}

// c [m, n] = a [m, k] * b [k, n], or added; n is a multiple of 16. No sum of products depends on
// the rows beside it.
template <bool Add>
inline void multiply(int m, int n, int k, const float* a, std::int64_t am, std::int64_t ak,
                     const float* b, std::int64_t ldb, float* c, std::int64_t ldc) {
    int j = 0;
    for (; j + tileVectors * lanes <= n; j += tileVectors * lanes)
        column<tileVectors, Add>(m, k, a, am, ak, b + j, ldb, c + j, ldc);
    for (; j < n; j += lanes)
        column<1, Add>(m, k, a, am, ak, b + j, ldb, c + j, ldc);
}

void product(int m, int k, const float* a, std::int64_t lda, const float* b, float* c,
             std::int64_t ldc, bool add) {
    if (add)
        multiply<true>(m, kBlock, k, a, lda, 1, b, kBlock, c, ldc);
    else
        multiply<false>(m, kBlock, k, a, lda, 1, b, kBlock, c, ldc);
}

// bf16 where the processor has no product of it: in fp32, the operands widened as they are read.
void product(int m, int k, const Bf16* a, std::int64_t lda, const Bf16* b, float* c,
             std::int64_t ldc, bool add) {
    constexpr int deep = 64, tall = 12;
    float left[tall * deep], right[deep * kBlock];
    for (int q = 0; q < k; q += deep) {
        const int depth = k - q < deep ? k - q : deep;
        for (int p = 0; p < depth; p += 2)
            for (int i = 0; i < kBlock; ++i) {
                right[p * kBlock + i] = load(b + (q + p) * kBlock + 2 * i);
                right[(p + 1) * kBlock + i] = load(b + (q + p) * kBlock + 2 * i + 1);
            }
        for (int i = 0; i < m; i += tall) {
            const int rows = m - i < tall ? m - i : tall;
            for (int r = 0; r < rows; ++r)
#pragma omp simd
                for (int p = 0; p < depth; ++p)
                    left[r * deep + p] = load(a + (i + r) * lda + q + p);
            if (add || q > 0)
                multiply<true>(rows, kBlock, depth, left, deep, 1, right, kBlock, c + i * ldc, ldc);
            else
                multiply<false>(rows, kBlock, depth, left, deep, 1, right, kBlock, c + i * ldc,
                                ldc);
        }
    }
}

// ---- transposing and packing --------------------------------------------------------------------

// 8 x 8 words in registers: three rounds in which halves change places.
typedef std::uint32_t Words __attribute__((vector_size(32), aligned(4), may_alias));
typedef std::uint32_t Word __attribute__((may_alias)); // whatever 32 bits mean
inline void transposeEight(const Word* x, std::int64_t ld, Word* y, std::int64_t ldy) {
    Words a[8], b[8];
    for (int i = 0; i < 8; ++i)
        a[i] = *reinterpret_cast<const Words*>(x + i * ld);
    for (int i = 0; i < 4; ++i) {
        b[i] = __builtin_shufflevector(a[i], a[i + 4], 0, 1, 2, 3, 8, 9, 10, 11);
        b[i + 4] = __builtin_shufflevector(a[i], a[i + 4], 4, 5, 6, 7, 12, 13, 14, 15);
    }
    for (int h = 0; h < 8; h += 4)
        for (int i = 0; i < 2; ++i) {
            a[h + i] = __builtin_shufflevector(b[h + i], b[h + i + 2], 0, 1, 8, 9, 4, 5, 12, 13);
            a[h + i + 2] =
                __builtin_shufflevector(b[h + i], b[h + i + 2], 2, 3, 10, 11, 6, 7, 14, 15);
        }
    for (int h = 0; h < 8; h += 2) {
        *reinterpret_cast<Words*>(y + h * ldy) =
            __builtin_shufflevector(a[h], a[h + 1], 0, 8, 2, 10, 4, 12, 6, 14);
        *reinterpret_cast<Words*>(y + (h + 1) * ldy) =
            __builtin_shufflevector(a[h], a[h + 1], 1, 9, 3, 11, 5, 13, 7, 15);
    }
}

// y[c, r] = x[r, c]; n is a multiple of 8.
void transposeWords(int rows, int n, const Word* x, std::int64_t ld, Word* y, std::int64_t ldy) {
    int r = 0;
    for (; r + 8 <= rows; r += 8)
        for (int c = 0; c < n; c += 8)
            transposeEight(x + r * ld + c, ld, y + c * ldy + r, ldy);
    for (; r < rows; ++r)
        for (int c = 0; c < n; ++c)
            y[c * ldy + r] = x[r * ld + c];
}
inline const Word* words(const void* p) { return static_cast<const Word*>(p); }
inline Word* words(void* p) { return static_cast<Word*>(p); }

void packRows(int rows, int n, const float* x, std::int64_t stride, float* y) {
    for (int r = 0; r < rows; ++r)
        for (int c = 0; c < n; c += kBlock)
            std::memcpy(y + (static_cast<std::int64_t>(c) * rows + r * kBlock), x + r * stride + c,
                        kBlock * sizeof(float));
}
void packRows(int rows, int n, const Bf16* x, std::int64_t stride, Bf16* y) {
    for (int r = 0; r < rows; r += 2)
        for (int c = 0; c < n; c += kBlock) {
            const Bf16* const a = x + r * stride + c;
            const Bf16* const b = a + stride;
            Word* const to = words(y + (static_cast<std::int64_t>(c) * rows + r * kBlock));
#pragma omp simd
            for (int i = 0; i < kBlock; ++i)
                to[i] = static_cast<std::uint32_t>(a[i].bits) |
                        static_cast<std::uint32_t>(b[i].bits) << 16;
        }
}

void transpose(int rows, int n, const float* x, std::int64_t stride, float* y, std::int64_t ldy) {
    transposeWords(rows, n, words(x), stride, words(y), ldy);
}
// Two rows become one row of words first.
void transpose(int rows, int n, const Bf16* x, std::int64_t stride, Bf16* y, std::int64_t ldy) {
    alignas(64) Word pairs[8 * kBlock];
    for (int r = 0; r < rows; r += 16) {
        const int m = rows - r < 16 ? rows - r : 16;
        for (int c = 0; c < n; c += kBlock) {
            for (int i = 0; i < m; i += 2)
                packRows(2, kBlock, x + (r + i) * stride + c, stride,
                         reinterpret_cast<Bf16*>(pairs + i / 2 * kBlock));
            transposeWords(m / 2, kBlock, pairs, kBlock, words(y + c * ldy + r), ldy / 2);
        }
    }
}

// ---- attention ----------------------------------------------------------------------------------

constexpr int rounded(int n) { return (n + 15) / 16 * 16; }

// Rows of one head as floats, [rows, deep]; what is beyond the width of the head is 0.
template <class T>
inline void widen(const T* x, int rows, int width, int deep, std::int64_t stride, float scale,
                  float* y) {
    for (int r = 0; r < rows; ++r, x += stride, y += deep) {
#pragma omp simd
        for (int i = 0; i < width; ++i)
            y[i] = load(x + i) * scale;
        for (int i = width; i < deep; ++i)
            y[i] = 0;
    }
}
template <class T>
inline void narrow(const float* y, int rows, int width, int deep, float scale, T* x,
                   std::int64_t stride) {
    for (int r = 0; r < rows; ++r, x += stride, y += deep) {
#pragma omp simd
        for (int i = 0; i < width; ++i)
            store(x + i, y[i] * scale);
    }
}
// The same transposed, [deep, wide]; places from `rows` on are 0. `room`: [wide, deep].
template <class T>
inline void widenTransposed(const T* x, int rows, int width, int deep, std::int64_t stride,
                            int wide, float* room, float* y) {
    widen(x, rows, width, deep, stride, 1.0f, room);
    std::memset(room + static_cast<std::int64_t>(rows) * deep, 0,
                sizeof(float) * static_cast<std::int64_t>(wide - rows) * deep);
    transposeWords(wide, deep, words(room), deep, words(y), wide);
}

// Where the queries of a block stand, and the scores of one row.
template <class T> struct Scores {
    const AttentionRows<T>& a;
    int head, wide;

    int place(int query) const { return a.asked < 0 ? query : a.asked; }
    // What the scores of the query get beside the product, by the place of the key; null: nothing.
    const float* distances(int query) const {
        return a.distances == nullptr ? nullptr
                                      : a.distances + head * a.distanceStride - place(query);
    }
    // The keys that are seen.
    void seen(int query, int& from, int& to) const {
        from = 0;
        to = a.length;
        if (a.window >= 0) {
            const int at = place(query);
            from = at - a.window > 0 ? at - a.window : 0;
            to = at + a.window + 1 < a.length ? at + a.window + 1 : a.length;
        }
    }
    // s [wide] of products -> scores, those of keys that are not seen far below.
    void finish(int query, float* s) const {
        if (const float* more = distances(query)) {
#pragma omp simd
            for (int j = 0; j < a.length; ++j)
                s[j] += more[j];
        }
        int from, to;
        seen(query, from, to);
        for (int j = 0; j < from; ++j)
            s[j] = -1e30f;
        for (int j = to; j < wide; ++j)
            s[j] = -1e30f;
    }
    // s -> e^(s - peak); 0 for keys that are not seen.
    void raise(int query, float* s, float peak) const {
#pragma omp simd
        for (int j = 0; j < wide; ++j)
            s[j] = expOf(s[j] - peak);
        int from, to;
        seen(query, from, to);
        for (int j = 0; j < from; ++j)
            s[j] = 0;
        for (int j = to; j < wide; ++j)
            s[j] = 0;
    }
    std::uint32_t firstColumn() const { return static_cast<std::uint32_t>(head) * 65536u; }
};

template <class T> void attention(const AttentionRows<T>& a, T* out, std::int64_t outStride) {
    const int wide = rounded(a.length), deep = rounded(a.width), queries = a.queries();
    const std::int64_t matrix = static_cast<std::int64_t>(wide) * deep;
    float* const keys = a.scratch; // [deep, wide]
    float* const values = keys + matrix;
    float* const room = values + matrix;
    float* const q = room + matrix;
    float* const s = q + kQueryBlock * deep;
    float* const o = s + static_cast<std::int64_t>(kQueryBlock) * wide;
    for (int head = 0; head < a.heads; ++head) {
        const std::int64_t at = static_cast<std::int64_t>(head) * a.width;
        const Scores<T> scores{a, head, wide};
        widenTransposed(a.key + at, a.length, a.width, deep, a.keyStride, wide, room, keys);
        widen(a.value + at, a.length, a.width, deep, a.keyStride, 1.0f, values);
        for (int first = 0; first < queries; first += kQueryBlock) {
            const int count = queries - first < kQueryBlock ? queries - first : kQueryBlock;
            widen(a.query + first * a.queryStride + at, count, a.width, deep, a.queryStride,
                  a.scale, q);
            multiply<false>(count, wide, a.width, q, deep, 1, keys, wide, s, wide);
            for (int i = 0; i < count; ++i) {
                float* const row = s + static_cast<std::int64_t>(i) * wide;
                scores.finish(first + i, row);
                float peak = -1e30f, sum = 0;
#pragma omp simd reduction(max : peak)
                for (int j = 0; j < wide; ++j)
                    peak = row[j] > peak ? row[j] : peak;
                scores.raise(first + i, row, peak);
#pragma omp simd reduction(+ : sum)
                for (int j = 0; j < wide; ++j)
                    sum += row[j];
                const float inverse = 1.0f / sum;
                if (a.peaks != nullptr) {
                    const std::int64_t place =
                        static_cast<std::int64_t>(head) * queries + first + i;
                    a.peaks[place] = peak;
                    a.peaks[static_cast<std::int64_t>(a.heads) * queries + place] = inverse;
                }
                if (a.dropout.keys != nullptr) {
                    const std::uint32_t key = a.dropout.keys[first + i];
                    const std::uint32_t column = scores.firstColumn();
#pragma omp simd
                    for (int j = 0; j < wide; ++j)
                        row[j] *= inverse *
                                  keeping(a.dropout, key, column + static_cast<std::uint32_t>(j));
                } else {
#pragma omp simd
                    for (int j = 0; j < wide; ++j)
                        row[j] *= inverse;
                }
            }
            multiply<false>(count, deep, a.length, s, wide, 1, values, deep, o, deep);
            narrow(o, count, a.width, deep, 1.0f, out + first * outStride + at, outStride);
        }
    }
}

template <class T>
void attentionBack(const AttentionRows<T>& a, const float* dout, std::int64_t doutStride, T* dquery,
                   std::int64_t dqueryStride, T* dkey, T* dvalue, std::int64_t dkeyStride,
                   float* ddistances) {
    const int wide = rounded(a.length), deep = rounded(a.width), queries = a.queries();
    const std::int64_t matrix = static_cast<std::int64_t>(wide) * deep;
    float* const keysAcross = a.scratch; // [deep, wide]
    float* const valuesAcross = keysAcross + matrix;
    float* const keys = valuesAcross + matrix; // [length, deep]
    float* const room = keys + matrix;
    float* const sumKeys = room + matrix;
    float* const sumValues = sumKeys + matrix;
    float* const q = sumValues + matrix;
    float* const d = q + kQueryBlock * deep;
    float* const g = d + kQueryBlock * deep;
    float* const s = g + kQueryBlock * deep;
    float* const p = s + static_cast<std::int64_t>(kQueryBlock) * wide;
    float* const ds = p + static_cast<std::int64_t>(kQueryBlock) * wide;
    for (int head = 0; head < a.heads; ++head) {
        const std::int64_t at = static_cast<std::int64_t>(head) * a.width;
        const Scores<T> scores{a, head, wide};
        widenTransposed(a.value + at, a.length, a.width, deep, a.keyStride, wide, room,
                        valuesAcross);
        widenTransposed(a.key + at, a.length, a.width, deep, a.keyStride, wide, keys, keysAcross);
        std::memset(sumKeys, 0, sizeof(float) * 2 * matrix);
        for (int first = 0; first < queries; first += kQueryBlock) {
            const int count = queries - first < kQueryBlock ? queries - first : kQueryBlock;
            widen(a.query + first * a.queryStride + at, count, a.width, deep, a.queryStride,
                  a.scale, q);
            widen(dout + first * doutStride + at, count, a.width, deep, doutStride, 1.0f, d);
            multiply<false>(count, wide, a.width, q, deep, 1, keysAcross, wide, s, wide);
            multiply<false>(count, wide, a.width, d, deep, 1, valuesAcross, wide, ds, wide);
            for (int i = 0; i < count; ++i) {
                float* const row = s + static_cast<std::int64_t>(i) * wide;
                float* const way = ds + static_cast<std::int64_t>(i) * wide;
                float* const dropped = p + static_cast<std::int64_t>(i) * wide;
                const std::int64_t place = static_cast<std::int64_t>(head) * queries + first + i;
                scores.finish(first + i, row);
                scores.raise(first + i, row, a.peaks[place]);
                const float inverse = a.peaks[static_cast<std::int64_t>(a.heads) * queries + place];
#pragma omp simd
                for (int j = 0; j < wide; ++j)
                    row[j] *= inverse;
                float dot = 0;
                if (a.dropout.keys != nullptr) {
                    const std::uint32_t key = a.dropout.keys[first + i];
                    const std::uint32_t column = scores.firstColumn();
#pragma omp simd reduction(+ : dot)
                    for (int j = 0; j < wide; ++j) {
                        const float mask =
                            keeping(a.dropout, key, column + static_cast<std::uint32_t>(j));
                        dropped[j] = row[j] * mask;
                        way[j] *= mask;
                        dot += way[j] * row[j];
                    }
                } else {
#pragma omp simd reduction(+ : dot)
                    for (int j = 0; j < wide; ++j) {
                        dropped[j] = row[j];
                        dot += way[j] * row[j];
                    }
                }
#pragma omp simd
                for (int j = 0; j < wide; ++j)
                    way[j] = row[j] * (way[j] - dot);
                if (ddistances != nullptr) {
                    float* const to =
                        ddistances + head * a.distanceStride - scores.place(first + i);
#pragma omp simd
                    for (int j = 0; j < a.length; ++j)
                        to[j] += way[j];
                }
            }
            multiply<false>(count, deep, a.length, ds, wide, 1, keys, deep, g, deep);
            narrow(g, count, a.width, deep, a.scale, dquery + first * dqueryStride + at,
                   dqueryStride);
            multiply<true>(a.length, deep, count, ds, 1, wide, q, deep, sumKeys, deep);
            multiply<true>(a.length, deep, count, p, 1, wide, d, deep, sumValues, deep);
        }
        narrow(sumKeys, a.length, a.width, deep, 1.0f, dkey + at, dkeyStride);
        narrow(sumValues, a.length, a.width, deep, 1.0f, dvalue + at, dkeyStride);
    }
}

template <class T>
void rotate(int rows, int heads, int width, std::int64_t stride, T* x, const float* cosine,
            const float* sine, float direction) {
    const int half = width / 2;
    for (int r = 0; r < rows; ++r, cosine += half, sine += half)
        for (int head = 0; head < heads; ++head) {
            T* const a = x + r * stride + static_cast<std::int64_t>(head) * width;
            T* const b = a + half;
#pragma omp simd
            for (int i = 0; i < half; ++i) {
                const float left = load(a + i), right = load(b + i), s = sine[i] * direction;
                store(a + i, left * cosine[i] - right * s);
                store(b + i, right * cosine[i] + left * s);
            }
        }
}

// ---- updates ------------------------------------------------------------------------------------

void adam(const AdamStep& asked, std::int64_t n, float* __restrict values, float* __restrict first,
          float* __restrict second, const float* __restrict gradient) {
    const AdamStep step = asked;
#pragma omp simd
    for (std::int64_t i = 0; i < n; ++i) {
        const float g = gradient[i] * step.gradientScale;
        const float m = first[i] + step.firstWeight * (g - first[i]);
        const float v = second[i] * step.secondKept + step.secondWeight * g * g;
        first[i] = m;
        second[i] = v;
        values[i] = values[i] * step.kept -
                    step.size * m / (__builtin_sqrtf(v) / step.correction + step.epsilon);
    }
}

void pack(const float* values, float* forward, float*) {
    transposeWords(kBlock, kBlock, words(values), kBlock, words(forward), kBlock);
}
void pack(const float* values, Bf16* forward, Bf16* back) {
    alignas(64) Bf16 low[kBlock * kBlock];
#pragma omp simd
    for (int i = 0; i < kBlock * kBlock; ++i)
        store(low + i, values[i]);
    for (int row = 0; row < kBlock; row += 2)
        packRows(2, kBlock, low + row * kBlock, kBlock, back + row * kBlock);
    // Pairs of neighbouring inputs move as one word.
    transposeWords(kBlock, kBlock / 2, words(low), kBlock / 2, words(forward), kBlock);
}
template <class T>
void adamBlock(const AdamStep& step, float* values, float* first, float* second,
               const float* gradient, T* forward, T* back) {
    if (gradient != nullptr)
        adam(step, kBlock * kBlock, values, first, second, gradient);
    pack(values, forward, back);
}

double sumOfSquares(std::int64_t n, const float* x) {
    double all = 0;
    for (std::int64_t begin = 0; begin < n; begin += 4096) {
        const std::int64_t end = begin + 4096 < n ? begin + 4096 : n;
        float sum = 0;
#pragma omp simd reduction(+ : sum)
        for (std::int64_t i = begin; i < end; ++i)
            sum += x[i] * x[i];
        all += static_cast<double>(sum);
    }
    return all;
}
void add(std::int64_t n, float* y, const float* x) {
#pragma omp simd
    for (std::int64_t i = 0; i < n; ++i)
        y[i] += x[i];
}

template <class T> constexpr Kernels<T> table() {
    Kernels<T> t{};
    t.product = product;
    t.embed = embed;
    t.norm = norm<T>;
    t.normBack = normBack<T>;
    t.addDropped = addDropped;
    t.dropBack = dropBack<T>;
    t.dropValues = dropValues<T>;
    t.dropFloats = [](int rows, int n, std::int64_t stride, float* x, RowDropout dropout) {
        dropValues<float>(rows, n, stride, x, nullptr, dropout);
    };
    t.columnSums = columnSums<T>;
    t.round = round<T>;
    t.addBias = addBias<T>;
    t.activate = activate<T>;
    t.activateBack = activateBack<T>;
    t.gate = gate<T>;
    t.attention = attention<T>;
    t.attentionBack = attentionBack<T>;
    t.rotate = rotate<T>;
    t.packRows = packRows;
    t.transpose = transpose;
    t.adamBlock = adamBlock<T>;
    t.adam = adam;
    t.sumOfSquares = sumOfSquares;
    t.add = add;
    return t;
}

} // namespace

extern const Kernels<float> floats = table<float>();
extern const Kernels<Bf16> halves = table<Bf16>();

} // namespace attune::cpu::ATTUNE_KERNELS
