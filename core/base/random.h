// SPDX-License-Identifier: GPL-3.0-or-later
// Counter-based randomness: a value is a pure function of (seed, stream name, counters), so results
// depend neither on the scheduling of threads nor on a stored generator state.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace attune {

// A 64-bit finaliser with full avalanche (SplitMix64, Steele et al. 2014).
constexpr std::uint64_t mix(std::uint64_t x) {
    x += 0x9E3779B97F4A7C15u;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
    return x ^ (x >> 31);
}

// The key of a stream: "shuffle", "split", "dropout", ... with any number of counters.
constexpr std::uint64_t streamKey(std::uint64_t seed, std::string_view name) {
    std::uint64_t hash = 0xCBF29CE484222325u; // FNV-1a
    for (const char c : name)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
    return mix(seed ^ mix(hash));
}

template <class... Counters>
constexpr std::uint64_t streamKey(std::uint64_t seed, std::string_view name, Counters... counters) {
    std::uint64_t key = streamKey(seed, name);
    ((key = mix(key ^ static_cast<std::uint64_t>(counters))), ...);
    return key;
}

// Draws from one stream by a running counter.
class RandomStream {
public:
    explicit RandomStream(std::uint64_t key) : key_(key) {}

    std::uint64_t bits() { return mix(key_ ^ mix(counter_++)); }
    // In [0, 1), 53 bits.
    double uniform() { return static_cast<double>(bits() >> 11) * 0x1.0p-53; }
    // In [0, n), without bias worth a measurement (multiply-shift of 64 bits); n > 0.
    std::size_t below(std::size_t n) {
        return static_cast<std::size_t>((static_cast<unsigned __int128>(bits()) * n) >> 64);
    }
    // Standard normal (Box and Muller 1958).
    double normal();

private:
    std::uint64_t key_;
    std::uint64_t counter_ = 0;
};

// Fisher-Yates over the whole sequence.
template <class T> void shuffle(std::vector<T>& items, std::uint64_t key) {
    RandomStream stream(key);
    for (std::size_t i = items.size(); i > 1; --i)
        std::swap(items[i - 1], items[stream.below(i)]);
}

} // namespace attune
