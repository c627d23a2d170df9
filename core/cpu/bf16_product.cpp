// SPDX-License-Identifier: GPL-3.0-or-later
// The product of Kernels<Bf16> where the processor multiplies bf16 (AVX512-BF16): the one
// instruction that compilers do not find by themselves. Compiled for such processors and called on
// them alone.
#if defined(__x86_64__)
#include "cpu/kernels.h"

#include <immintrin.h>

#include <cstring>

namespace attune::cpu::bf16 {

namespace {

template <int M>
inline void tile(int k, const Bf16* a, std::int64_t lda, const Bf16* b, float* c, std::int64_t ldc,
                 bool add) {
    __m512 sums[M][4];
    for (int i = 0; i < M; ++i)
        for (int j = 0; j < 4; ++j)
            sums[i][j] = add ? _mm512_loadu_ps(c + i * ldc + 16 * j) : _mm512_setzero_ps();
    for (int q = 0; q < k; q += 2, b += 2 * kBlock) {
        __m512i right[4];
        for (int j = 0; j < 4; ++j)
            right[j] = _mm512_loadu_si512(b + 32 * j);
        for (int i = 0; i < M; ++i) {
            std::int32_t pair;
            std::memcpy(&pair, a + i * lda + q, 4);
            const __m512i left = _mm512_set1_epi32(pair);
            for (int j = 0; j < 4; ++j)
                sums[i][j] = _mm512_dpbf16_ps(sums[i][j], (__m512bh)left, (__m512bh)right[j]);
        }
    }
    for (int i = 0; i < M; ++i)
        for (int j = 0; j < 4; ++j)
            _mm512_storeu_ps(c + i * ldc + 16 * j, sums[i][j]);
}

} // namespace

void product(int m, int k, const Bf16* a, std::int64_t lda, const Bf16* b, float* c,
             std::int64_t ldc, bool add) {
    int i = 0;
    for (; i + 6 <= m; i += 6)
        tile<6>(k, a + i * lda, lda, b, c + i * ldc, ldc, add);
    for (; i + 2 <= m; i += 2)
        tile<2>(k, a + i * lda, lda, b, c + i * ldc, ldc, add);
    if (i < m)
        tile<1>(k, a + i * lda, lda, b, c + i * ldc, ldc, add);
}

} // namespace attune::cpu::bf16

#endif
