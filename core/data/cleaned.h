// SPDX-License-Identifier: GPL-3.0-or-later
// Examples through the rules of `clean`, and how many of them each rule changed.
#pragma once

#include "data/dataset.h"
#include "text/cleaning.h"

#include <functional>
#include <span>
#include <stop_token>

namespace attune {

// An example that a rule gave up on, as it stood before.
struct TooHard {
    std::uint64_t row = 0;
    std::uint32_t line = 0;
    std::string text, pair;
    std::uint64_t rules = 0; // bit i: rule i
    bool operator==(const TooHard&) const = default;
};

// Counts of examples; a pair counts once. Vectors of rules are as long as the chain.
struct CleaningCounts {
    std::uint64_t examples = 0;
    std::uint64_t changed = 0;                // by any rule
    std::uint64_t emptied = 0;                // that have no text left, though they had
    std::uint64_t lostSpans = 0;              // labelled spans of which no text is left
    std::vector<std::uint64_t> changedByRule; // [rules]
    std::vector<std::uint64_t> refusedByRule; // [rules]; too hard: the rule left them as they were
    static constexpr std::size_t kListed = 100;
    std::vector<TooHard> tooHard; // the first of those, in the order of the rows
    bool operator==(const CleaningCounts&) const = default;
    // Of the same chain, or empty.
    CleaningCounts& operator+=(const CleaningCounts& other);
};

// Cleans text and second text of each example in place (its spans move along: moved_spans.h), on
// `threads` (0: as many as there are cores). `progress(done, all)` in examples, on the calling
// thread. Throws Cancelled when stopped: then some are cleaned.
CleaningCounts cleanExamples(const Cleaning& cleaning, std::span<Example> examples,
                             unsigned threads = 0, std::stop_token stop = {},
                             const std::function<void(std::size_t, std::size_t)>& progress = {});

} // namespace attune
