// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/cleaned.h"

#include "base/parallel.h"
#include "data/moved_spans.h"
#include "text/compare.h"

#include <algorithm>
#include <atomic>

namespace attune {
namespace {

constexpr std::size_t kBlock = 256; // examples that a thread takes at once

CleaningCounts zero(std::size_t rules) {
    CleaningCounts counts;
    counts.changedByRule.resize(rules);
    counts.refusedByRule.resize(rules);
    return counts;
}

// Keeps the first ones, whatever the order in which threads find them.
void list(std::vector<TooHard>& all, TooHard one) {
    const auto place =
        std::upper_bound(all.begin(), all.end(), one.row,
                         [](std::uint64_t row, const TooHard& other) { return row < other.row; });
    if (all.size() == CleaningCounts::kListed && place == all.end())
        return;
    all.insert(place, std::move(one));
    if (all.size() > CleaningCounts::kListed)
        all.pop_back();
}

void cleanOne(const Cleaning& cleaning, Example& example, CleaningCounts& counts) {
    const bool empty = trimmed(example.text).empty();
    Cleaned text = cleaning.apply(example.text);
    Cleaned pair;
    if (!example.pair.empty())
        pair = cleaning.apply(example.pair);
    const bool emptied = !empty && trimmed(text.text).empty();
    const std::uint64_t changed = text.changed | pair.changed;
    const std::uint64_t refused = text.refused | pair.refused;
    ++counts.examples;
    counts.changed += changed != 0;
    counts.emptied += emptied;
    for (std::size_t i = 0; i < cleaning.size(); ++i) {
        counts.changedByRule[i] += changed >> i & 1;
        counts.refusedByRule[i] += refused >> i & 1;
    }
    if (refused != 0)
        list(counts.tooHard, {example.row, example.line, example.text, example.pair, refused});
    if (!example.spans.empty() && text.changed != 0)
        counts.lostSpans += moveSpans(example.spans, example.text, cleaning.record(example.text));
    example.text = std::move(text.text);
    example.pair = std::move(pair.text);
}

} // namespace

CleaningCounts& CleaningCounts::operator+=(const CleaningCounts& other) {
    examples += other.examples;
    changed += other.changed;
    emptied += other.emptied;
    lostSpans += other.lostSpans;
    changedByRule.resize(std::max(changedByRule.size(), other.changedByRule.size()));
    refusedByRule.resize(changedByRule.size());
    for (std::size_t i = 0; i < other.changedByRule.size(); ++i) {
        changedByRule[i] += other.changedByRule[i];
        refusedByRule[i] += other.refusedByRule[i];
    }
    for (const TooHard& one : other.tooHard)
        list(tooHard, one);
    return *this;
}

CleaningCounts cleanExamples(const Cleaning& cleaning, std::span<Example> examples,
                             unsigned threads, std::stop_token stop,
                             const std::function<void(std::size_t, std::size_t)>& progress) {
    CleaningCounts sum = zero(cleaning.size());
    if (cleaning.empty()) {
        sum.examples = examples.size();
        return sum;
    }
    const std::size_t blocks = (examples.size() + kBlock - 1) / kBlock;
    std::vector<CleaningCounts> counts(threadsOf(threads), sum); // by thread
    std::atomic<std::size_t> done{0};
    inParallel(blocks, counts.size(), 1, [&](std::size_t worker, std::size_t block) {
        if (stop.stop_requested())
            throw Cancelled();
        const std::span<Example> part =
            examples.subspan(block * kBlock, std::min(kBlock, examples.size() - block * kBlock));
        for (Example& example : part)
            cleanOne(cleaning, example, counts[worker]);
        const std::size_t now = done += part.size();
        if (worker == 0 && progress) // the calling thread
            progress(now, examples.size());
    });
    for (const CleaningCounts& one : counts)
        sum += one;
    return sum;
}

} // namespace attune
