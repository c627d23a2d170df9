// SPDX-License-Identifier: GPL-3.0-or-later
// How much memory passes of a model take, told before they are made. Estimates in bytes, in fp32,
// beside weights, gradients and moments; measured as the growth of the process, and rounded up.
#pragma once

#include "model/encoder_spec.h"

#include <cstdint>

namespace attune {

// `tokens`: of a batch. `pairs`: pairs of tokens within one text, each text as long as the longest
// (scores of attention are made so).
std::uint64_t trainingPassBytes(const EncoderSpec& spec, double tokens, double pairs);
// A pass that keeps nothing for a way back.
std::uint64_t plainPassBytes(const EncoderSpec& spec, double tokens, double pairs);

} // namespace attune
