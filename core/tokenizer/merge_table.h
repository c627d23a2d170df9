// SPDX-License-Identifier: GPL-3.0-or-later
// The merges of a BPE model, and what they make of a row of symbols.
#pragma once

#include "tokenizer/tokenizer.h"

#include <cstdint>
#include <vector>

namespace attune {

// A symbol of a word, in a list that shrinks as symbols merge.
struct Symbol {
    std::int32_t id = 0;
    std::uint32_t length = 0; // in whatever the caller counts; 0 once merged away
    std::int32_t previous = -1;
    std::int32_t next = -1;
};

class MergeTable {
public:
    struct Merge {
        std::uint32_t rank = 0;
        std::int32_t id = -1; // of the merged token
    };

    MergeTable() = default;
    explicit MergeTable(std::size_t count);
    // Of equal pairs the last counts.
    void add(std::int32_t left, std::int32_t right, Merge merge);
    // Null where the two do not merge.
    const Merge* find(std::int32_t left, std::int32_t right) const;

    // Merges the pair of the lowest rank, of these the first, until no pair merges (Sennrich et
    // al. 2016); then takes the symbols that were merged away out of the row.
    void apply(std::vector<Symbol>& symbols) const;
    // The same; appends of each symbol that stays the tokens that it was merged from on the way.
    void apply(std::vector<Symbol>& symbols, TokenNeeds& needs) const;

private:
    struct Slot {
        std::uint64_t pair = kFree;
        Merge merge;
    };
    static constexpr std::uint64_t kFree = ~std::uint64_t{0};
    static std::uint64_t pairOf(std::int32_t left, std::int32_t right) {
        return static_cast<std::uint64_t>(static_cast<std::uint32_t>(left)) << 32 |
               static_cast<std::uint32_t>(right);
    }
    std::size_t slotOf(std::uint64_t pair) const;
    // `merging(left, right)`: indices of two symbols that are about to become one.
    template <class Merging> void merge(std::vector<Symbol>& symbols, Merging merging) const;

    std::vector<Slot> slots_; // open addressing, a power of two, at most half full
};

} // namespace attune
