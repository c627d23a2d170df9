// SPDX-License-Identifier: GPL-3.0-or-later
// Which texts stand in which batch: shuffled anew each epoch, texts of like length together.
#pragma once

#include "data/encoded_set.h"

#include <cstdint>
#include <span>
#include <vector>

namespace attune {

using Batch = std::vector<std::size_t>; // rows of an EncodedSet

std::int64_t batchCount(std::size_t rows, std::int64_t batchSize);

// The batches of an epoch: every row once, the last batch of the last window may be smaller. A
// function of the rows' lengths, the size, the seed and the epoch alone. Rows are shuffled, sorted
// by length within windows of 50 batches, cut, and the batches shuffled: so batches hold texts of
// like length, yet which texts meet changes from epoch to epoch.
std::vector<Batch> batchesOfEpoch(const EncodedSet& set, std::int64_t batchSize, std::uint64_t seed,
                                  std::int64_t epoch);

// The heaviest batch that can occur: the longest rows.
Batch longestBatch(const EncodedSet& set, std::int64_t batchSize);

std::size_t tokensOf(const EncodedSet& set, std::span<const std::size_t> rows);

} // namespace attune
