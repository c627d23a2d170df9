// SPDX-License-Identifier: GPL-3.0-or-later
// Which tokens stay.
#pragma once

#include "vocabulary/coverage.h"
#include "vocabulary/settings.h"

namespace attune {

struct DroppedToken {
    std::int32_t id = 0;
    std::uint64_t count = 0;
};

// What a vocabulary of `size` tokens, those met most often, covers of all tokens of the texts.
struct CoveragePoint {
    std::int64_t size = 0;
    std::uint64_t covered = 0;
    std::uint64_t count = 0; // of the rarest token that was taken for its count
};

struct Selection {
    std::vector<std::int32_t> kept;    // ids, ascending
    std::vector<DroppedToken> dropped; // that the texts hold; the most frequent first
    std::uint64_t covered = 0;         // tokens of the texts that stay
};

// `always` stays in any case. Whatever stays brings along what it needs (TokenCounts::needs), so
// that a text none of whose tokens was dropped is encoded as before. Throws a UsageError for a
// max_size that `always` exceeds.
Selection selectTokens(const TokenCounts& counts, const std::vector<std::int32_t>& always,
                       const VocabularySettings& rule);

// About `points` sizes from the smallest to the one that covers everything.
std::vector<CoveragePoint> coverageCurve(const TokenCounts& counts,
                                         const std::vector<std::int32_t>& always,
                                         std::size_t points = 200);

} // namespace attune
