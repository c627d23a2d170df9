// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/memory.h"

#include <algorithm>
#include <cstdio>

namespace attune {

namespace {

// Values that a layer keeps: a token (in units of the hidden size and of the feed-forward width),
// and a pair of tokens of one text a head. Measured on the engine of ATen as the growth of the
// process, and rounded up.
constexpr double kHidden = 14, kFeedForward = 4, kScores = 2.5;
// Outside of the layers: embeddings, their sum and its norm.
constexpr double kEmbedding = 6;

double passBytes(const EncoderSpec& spec, double tokens, double pairs) {
    const auto hidden = static_cast<double>(spec.hidden);
    const double token = kHidden * hidden + kFeedForward * static_cast<double>(spec.feedForward);
    // Disentangled scores are sums of up to three.
    const double scores = spec.relative == Relative::None ? kScores : 3 * kScores;
    const double layer = tokens * token + pairs * scores * static_cast<double>(spec.heads);
    return sizeof(float) *
           (static_cast<double>(spec.layers) * layer + tokens * kEmbedding * hidden);
}

} // namespace

MemoryNeed memoryNeed(const EncoderSpec& spec, std::uint64_t trained, const EncodedSet& set,
                      const Batch& heaviest) {
    MemoryNeed need;
    need.state = 3 * sizeof(float) * trained;
    if (heaviest.empty())
        return need;
    const auto longest = static_cast<double>(set.length(heaviest.front()));
    const auto texts = static_cast<double>(heaviest.size());
    need.batchTokens = tokensOf(set, heaviest);
    // Scores are made for the longest text of the batch.
    need.batch = static_cast<std::uint64_t>(
        passBytes(spec, static_cast<double>(need.batchTokens), texts * longest * longest));
    need.text = static_cast<std::uint64_t>(passBytes(spec, longest, longest * longest));
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
