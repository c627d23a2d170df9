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

// A vocabulary of `size` tokens, those met most often, and how many tokens of the texts it covers.
struct CoveragePoint {
    std::int64_t size = 0;
    std::uint64_t covered = 0;
    std::uint64_t count = 0; // of the rarest token that was taken for its count; 0: none was
};

// The way from what must stay to all that the texts hold: token after token with what it needs,
// the most frequent first. Every rule ends somewhere on it, so what each would leave is known at
// once. (A max_size that a token and its needs do not fit into may take a few rarer ones beyond.)
class SelectionPath {
public:
    SelectionPath(const TokenCounts& counts, const std::vector<std::int32_t>& always);

    // [steps + 1]: the sizes ascend, the first is what must stay.
    const std::vector<CoveragePoint>& points() const { return points_; }
    // [V]: the point from which on a token stays; kNever: the texts do not hold it.
    const std::vector<std::uint32_t>& entries() const { return entries_; }
    static constexpr std::uint32_t kNever = UINT32_MAX;

    // Where a rule ends; the last point for none.
    std::size_t endOf(const VocabularySettings& rule) const;
    // The rule of the same kind as `like` (without one: max_size) that ends at `point`, or where
    // tokens of the same count end; its number is as short as it can be. Words and files stay.
    VocabularySettings ruleAt(std::size_t point, VocabularySettings like) const;
    // As selectTokens() has it.
    Selection selectionAt(std::size_t point) const;

private:
    std::vector<CoveragePoint> points_;
    std::vector<std::uint32_t> entries_;
    std::vector<DroppedToken> ranked_;
    std::uint64_t tokens_ = 0;
};

} // namespace attune
