// SPDX-License-Identifier: GPL-3.0-or-later
#define ATTUNE_KERNELS baseline
#include "cpu/kernels_body.h"
