// SPDX-License-Identifier: GPL-3.0-or-later
// ATTUNE_VECTOR_CLONES before a function: compiled once for each width of vector instructions, the
// widest that the processor has is taken. Functions of plain loops alone; what they call is
// inlined.
#pragma once

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_THREAD__)
#define ATTUNE_VECTOR_CLONES __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define ATTUNE_VECTOR_CLONES
#endif
