// SPDX-License-Identifier: GPL-3.0-or-later
// How much memory training takes, told before it is taken.
#pragma once

#include "model/engine.h"
#include "train/batching.h"

#include <string>

namespace attune {

// In bytes, beside the weights, which the engine holds already.
struct MemoryNeed {
    std::uint64_t state = 0;     // gradients and both moments of what is trained
    std::uint64_t batch = 0;     // what a pass over `heaviest` keeps for its way back: an estimate
    std::uint64_t text = 0;      // the same of its longest text alone
    std::size_t batchTokens = 0; // of `heaviest`
};

// Of training with an engine. `trained`: all trained parameters. `heaviest`: see longestBatch();
// the longest first. `accumulation`: batches to a step.
MemoryNeed memoryNeed(const Engine& engine, std::span<const ParameterInfo> trained,
                      const EncodedSet& set, const Batch& heaviest, std::int64_t accumulation);

// Tokens that a batch may have so that its pass fits in `available` bytes; 0: any number does.
std::int64_t tokensThatFit(const MemoryNeed& need, std::uint64_t available);

// "2.4": in units of 10^9 bytes, for messages.
std::string gigabytes(std::uint64_t bytes);

} // namespace attune
