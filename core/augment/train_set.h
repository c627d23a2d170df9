// SPDX-License-Identifier: GPL-3.0-or-later
// The training part with its rewritten copies: how many of which text, and the texts themselves in
// the order in which a run reads them: each text, then its copies. A judge's veto leaves a copy
// out: it reads in it another label than in the text itself, and not the text's own. So does that
// no operator could change it: it would teach its text once more. Where the labels are balanced
// such copies stay, as their number is what was asked for.
#pragma once

#include "augment/augmentation.h"

#include <functional>
#include <stop_token>

namespace attune {

// A row to train on.
struct AugmentedExample {
    Example example;         // line and row are those of the text it was made from
    std::size_t source = 0;  // index of that text in the training part
    std::uint32_t copy = 0;  // 0: the text itself
    AugmentedText rewritten; // what was changed; empty for the text itself
    bool vetoed = false;     // by the judge: nothing to train on
    bool isDouble = false;   // a copy that no operator could change: nothing to train on
    bool isLeftOut() const { return vetoed || isDouble; }
};

// Counts of rows.
struct AugmentCounts {
    std::uint64_t texts = 0;                      // of the training part
    std::uint64_t copies = 0;                     // of them, those that are trained on
    std::uint64_t vetoed = 0;                     // further copies, which the judge left out
    std::uint64_t doubles = 0;                    // further copies that no operator could change
    std::uint64_t unchanged = 0;                  // of `copies`, for the balance alone
    std::vector<std::uint64_t> changedByOperator; // [operators], of the copies
    std::vector<std::uint64_t> vetoedByOperator;  // [operators], of the vetoed that it changed
    std::vector<std::uint64_t> textsByLabel;      // [labels]
    std::vector<std::uint64_t> copiesByLabel;     // [labels]
    bool operator==(const AugmentCounts&) const = default;
};

class AugmentedTrainSet {
public:
    // `train` has to outlive it. Throws an Error where the operators need what `models` lacks (its
    // texts are not read).
    AugmentedTrainSet(Augmentation augmentation, std::span<const Example> train, std::size_t labels,
                      std::uint64_t seed, const AugmentContext& models = {});

    // Copies of each text of the training part.
    const std::vector<std::uint32_t>& copies() const { return copies_; }
    // Rows altogether, those included that may be left out.
    std::size_t size() const { return size_; }
    // Labels that `most_copies` keeps from reaching the balance.
    const std::vector<std::int32_t>& shortLabels() const { return shortLabels_; }

    // Row `copy` of text `source`: what each() gives, for previews.
    AugmentedExample at(std::size_t source, std::uint32_t copy) const;

    // Calls visit(row) for the first `limit` rows in order, those left out passed over, on the
    // calling thread; they are made on `threads` (0: as many as there are cores) and memory does
    // not grow with their number. `tell` hears there of the counts as they grow. Throws Cancelled
    // when stopped.
    AugmentCounts each(const std::function<void(AugmentedExample&&)>& visit, unsigned threads = 0,
                       std::stop_token stop = {}, std::size_t limit = SIZE_MAX,
                       const std::function<void(const AugmentCounts&)>& tell = {}) const;

private:
    void plan(std::size_t labels, std::uint64_t seed);
    static bool isUnchanged(const AugmentedExample& row);
    bool isVetoed(const AugmentedExample& row) const;
    void count(const AugmentedExample& row, AugmentCounts& counts) const;

    Augmentation augmentation_;
    AugmentContext context_;
    std::uint64_t seed_;
    std::size_t labels_;
    std::vector<std::uint32_t> copies_;
    std::vector<std::int32_t> shortLabels_;
    std::size_t size_ = 0;
};

} // namespace attune
