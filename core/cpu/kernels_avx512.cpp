// SPDX-License-Identifier: GPL-3.0-or-later
#if defined(__x86_64__)
#define ATTUNE_KERNELS avx512
#include "cpu/kernels_body.h"
#endif
