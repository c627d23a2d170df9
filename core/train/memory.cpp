// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/memory.h"

#include "model/model_memory.h"

#include <algorithm>
#include <cstdio>

namespace attune {

MemoryNeed memoryNeed(const Engine& engine, std::span<const ParameterInfo> trained,
                      const EncodedSet& set, const Batch& heaviest, std::int64_t accumulation) {
    const EncoderSpec& spec = engine.spec();
    MemoryNeed need;
    need.state = trainingStateBytes(trained, engine.device(),
                                    static_cast<double>(accumulation) *
                                        static_cast<double>(tokensOf(set, heaviest)));
    if (heaviest.empty())
        return need;
    const auto longest = static_cast<double>(set.length(heaviest.front()));
    const auto texts = static_cast<double>(heaviest.size());
    need.batchTokens = tokensOf(set, heaviest);
    // Scores are made for the longest text of the batch.
    need.batch =
        trainingPassBytes(spec, static_cast<double>(need.batchTokens), texts * longest * longest);
    need.text = trainingPassBytes(spec, longest, longest * longest);
    return need;
}

std::int64_t tokensThatFit(const MemoryNeed& need, std::uint64_t available) {
    if (need.state + need.batch <= available)
        return 0;
    const std::uint64_t left = available > need.state ? available - need.state : 0;
    const double share = static_cast<double>(left) / static_cast<double>(need.batch);
    return std::max<std::int64_t>(
        1, static_cast<std::int64_t>(share * static_cast<double>(need.batchTokens)));
}

std::string gigabytes(std::uint64_t bytes) {
    char text[32];
    std::snprintf(text, sizeof text, "%.1f", static_cast<double>(bytes) / 1e9);
    return text;
}

} // namespace attune
