// SPDX-License-Identifier: GPL-3.0-or-later
// How much memory passes of a model take, told before they are made. Estimates in bytes, in fp32,
// beside weights, gradients and moments; measured as the growth of the process, and rounded up.
#pragma once

#include "model/engine.h"

#include <cstdint>
#include <span>

namespace attune {

// What training keeps from step to step: both moments of what is trained and its gradients. On a
// processor the table of words has gradients for the rows alone that a step meets, at most one for
// each of its `tokens`; on CUDA for all rows.
std::uint64_t trainingStateBytes(std::span<const ParameterInfo> trained, DeviceKind device,
                                 double tokens);

// `tokens`: of a batch. `pairs`: pairs of tokens within one text, each text as long as the longest
// (scores of attention are made so).
std::uint64_t trainingPassBytes(const EncoderSpec& spec, double tokens, double pairs);
// A pass that keeps nothing for a way back.
std::uint64_t plainPassBytes(const EncoderSpec& spec, double tokens, double pairs);

} // namespace attune
