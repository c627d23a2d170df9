// SPDX-License-Identifier: GPL-3.0-or-later
// The engine for the CPU that is written by hand: tiles of whole sequences, weights in blocks, and
// kernels for each instruction set. Several times as fast as tensors with autograd, with the same
// masks and, but for rounding, the same numbers.
#pragma once

#include "model/engine.h"

#include <memory>
#include <string>

namespace attune {

// Why the CPU engine does not do this spec, ATTUNE_TEXT; empty where it does.
std::string whyNotOnCpuEngine(const EncoderSpec& spec);

// The spec is one that it does. `instructionSet`: place in cpu::instructionSets().
std::unique_ptr<Engine> makeCpuEngine(const EncoderSpec& spec, const EngineOptions& options,
                                      int instructionSet = 0);

// The CPU engine where it does the spec on the device that is asked for, else the ATen engine.
std::unique_ptr<Engine> makeEngine(const EncoderSpec& spec, const EngineOptions& options);
// Why that one; ATTUNE_TEXT.
std::string engineReason(const EncoderSpec& spec, const EngineOptions& options);

} // namespace attune
