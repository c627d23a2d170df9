// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/batching.h"

#include "base/random.h"

#include <algorithm>
#include <numeric>

namespace attune {

namespace {

constexpr std::size_t kWindow = 50; // batches

std::vector<std::size_t> everyRow(const EncodedSet& set) {
    std::vector<std::size_t> rows(set.rows());
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    return rows;
}

void sortLongestFirst(const EncodedSet& set, std::span<std::size_t> rows) {
    std::stable_sort(rows.begin(), rows.end(),
                     [&](std::size_t a, std::size_t b) { return set.length(a) > set.length(b); });
}

} // namespace

std::int64_t batchCount(std::size_t rows, std::int64_t batchSize) {
    return (static_cast<std::int64_t>(rows) + batchSize - 1) / batchSize;
}

std::vector<Batch> batchesOfEpoch(const EncodedSet& set, std::int64_t batchSize, std::uint64_t seed,
                                  std::int64_t epoch) {
    std::vector<std::size_t> rows = everyRow(set);
    shuffle(rows, streamKey(seed, "shuffle", epoch));
    const auto size = static_cast<std::size_t>(batchSize);
    std::vector<Batch> batches;
    batches.reserve(static_cast<std::size_t>(batchCount(rows.size(), batchSize)));
    for (std::size_t window = 0; window < rows.size(); window += kWindow * size) {
        const auto part =
            std::span(rows).subspan(window, std::min(kWindow * size, rows.size() - window));
        sortLongestFirst(set, part);
        for (std::size_t begin = 0; begin < part.size(); begin += size) {
            const auto batch = part.subspan(begin, std::min(size, part.size() - begin));
            batches.emplace_back(batch.begin(), batch.end());
        }
    }
    shuffle(batches, streamKey(seed, "batches", epoch));
    return batches;
}

Batch longestBatch(const EncodedSet& set, std::int64_t batchSize) {
    std::vector<std::size_t> rows = everyRow(set);
    sortLongestFirst(set, rows);
    rows.resize(std::min(rows.size(), static_cast<std::size_t>(batchSize)));
    return rows;
}

std::size_t tokensOf(const EncodedSet& set, std::span<const std::size_t> rows) {
    std::size_t tokens = 0;
    for (const std::size_t row : rows)
        tokens += set.length(row);
    return tokens;
}

} // namespace attune
