// SPDX-License-Identifier: GPL-3.0-or-later
// How much memory a model takes, told before it is loaded.
#pragma once

#include "model/encoder_spec.h"

#include <cstdint>

namespace attune {

// Estimates in bytes, with the program itself, in fp32. They are meant to tell whether a machine
// will do, and were within a fifth of what was measured (tests/bench/engine_bench.cpp tells it).
struct MemoryNeed {
    std::uint64_t training = 0; // a step of AdamW with everything trained
    std::uint64_t running = 0;  // a pass that keeps nothing
};
// For batches of so many texts of so many tokens each, or as many as the model can take.
MemoryNeed memoryNeed(const EncoderSpec& spec, std::int64_t texts, std::int64_t tokens);

} // namespace attune
