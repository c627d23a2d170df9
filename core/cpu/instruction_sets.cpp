// SPDX-License-Identifier: GPL-3.0-or-later
#include "cpu/kernels.h"

namespace attune::cpu {

#define ATTUNE_TABLES(set)                                                                         \
    namespace set {                                                                                \
    extern const Kernels<float> floats;                                                            \
    extern const Kernels<Bf16> halves;                                                             \
    }
ATTUNE_TABLES(baseline)
#if defined(__x86_64__)
ATTUNE_TABLES(avx2)
ATTUNE_TABLES(avx512)
namespace bf16 {
void product(int m, int k, const Bf16* a, std::int64_t lda, const Bf16* b, float* c,
             std::int64_t ldc, bool add);
}
#endif

const InstructionSet* instructionSets(int& count) {
    struct Found {
        Kernels<Bf16> withProduct; // AVX-512 with the product of bf16
        InstructionSet sets[4];
        int count = 0;
    };
    static const Found* const found = [] {
        static Found all;
        const auto add = [](const char* name, const Kernels<float>& floats,
                            const Kernels<Bf16>& halves, bool fast) {
            all.sets[all.count++] = {name, &floats, &halves, fast};
        };
#if defined(__x86_64__)
        __builtin_cpu_init();
        if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
            __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq")) {
            if (__builtin_cpu_supports("avx512bf16")) {
                all.withProduct = avx512::halves;
                all.withProduct.product = bf16::product;
                add("AVX-512 with bf16", avx512::floats, all.withProduct, true);
            }
            add("AVX-512", avx512::floats, avx512::halves, false);
        }
        if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
            add("AVX2", avx2::floats, avx2::halves, false);
        add("x86-64", baseline::floats, baseline::halves, false);
#else
        add("baseline", baseline::floats, baseline::halves, false);
#endif
        return &all;
    }();
    count = found->count;
    return found->sets;
}

} // namespace attune::cpu
