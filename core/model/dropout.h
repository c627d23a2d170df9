// SPDX-License-Identifier: GPL-3.0-or-later
// The dropout mask of every engine, as a pure function: a mask depends on the key of the pass and
// on where the value stands, not on threads, tiles, micro-batches or devices.
#pragma once

#include <cstdint>

namespace attune {

enum class DropoutSite : std::uint32_t {
    Embeddings = 0,      // column: hidden unit
    Attention = 1,       // column: head * 65536 + key position
    AttentionOutput = 2, // column: hidden unit
    FeedForward = 3,     // column: hidden unit
    Classifier = 4,      // position 0; column: hidden unit
    Inner = 5,           // column: unit between the products of the feed-forward part
    Relative = 6,        // sequence 0; position: row of the table of distances; column: hidden unit
    Convolution = 7,     // column: hidden unit
    Pooled = 8,          // position 0; column: hidden unit
};

// Integer hash with good avalanche, two rounds (Wellons 2018, "lowbias32").
constexpr std::uint32_t hash32(std::uint32_t x) {
    x ^= x >> 16;
    x *= 0x7FEB352Du;
    x ^= x >> 15;
    x *= 0x846CA68Bu;
    x ^= x >> 16;
    return x;
}

// The key of one row of a site: layer -1 for embeddings and head.
constexpr std::uint32_t dropoutRowKey(std::uint64_t passKey, int layer, DropoutSite site,
                                      std::uint32_t sequence, std::uint32_t position) {
    const std::uint32_t place =
        static_cast<std::uint32_t>(layer + 1) * 16u + static_cast<std::uint32_t>(site);
    std::uint32_t key = hash32(static_cast<std::uint32_t>(passKey) ^ hash32(place));
    key = hash32(key ^ static_cast<std::uint32_t>(passKey >> 32) ^ hash32(sequence + 0x9E3779B9u));
    return hash32(key ^ position);
}

// A value is kept when its bits are not below rate * 2^32; kept values are divided by (1 - rate).
constexpr std::uint32_t dropoutBits(std::uint32_t rowKey, std::uint32_t column) {
    return hash32(rowKey ^ (column * 0x9E3779B1u));
}
constexpr std::uint32_t dropoutThreshold(double rate) {
    const double limit = rate * 4294967296.0;
    return limit >= 4294967295.0 ? 0xFFFFFFFFu : static_cast<std::uint32_t>(limit);
}

} // namespace attune
