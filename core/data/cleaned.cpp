// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/cleaned.h"

#include "text/compare.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>

namespace attune {
namespace {

constexpr std::size_t kBlock = 256; // examples that a thread takes at once

CleaningCounts zero(std::size_t rules) {
    CleaningCounts counts;
    counts.changedByRule.resize(rules);
    counts.refusedByRule.resize(rules);
    return counts;
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
    example.text = std::move(text.text);
    example.pair = std::move(pair.text);
}

} // namespace

CleaningCounts& CleaningCounts::operator+=(const CleaningCounts& other) {
    examples += other.examples;
    changed += other.changed;
    emptied += other.emptied;
    changedByRule.resize(std::max(changedByRule.size(), other.changedByRule.size()));
    refusedByRule.resize(changedByRule.size());
    for (std::size_t i = 0; i < other.changedByRule.size(); ++i) {
        changedByRule[i] += other.changedByRule[i];
        refusedByRule[i] += other.refusedByRule[i];
    }
    return *this;
}

CleaningCounts cleanExamples(const Cleaning& cleaning, std::span<Example> examples,
                             unsigned threads, std::stop_token stop,
                             const std::function<void(std::size_t, std::size_t)>& progress) {
    CleaningCounts counts = zero(cleaning.size());
    if (cleaning.empty()) {
        counts.examples = examples.size();
        return counts;
    }
    std::atomic<std::size_t> next{0};
    std::mutex mutex; // of `counts` and `failure`
    std::exception_ptr failure;
    const auto work = [&](bool tells) {
        CleaningCounts own = zero(cleaning.size());
        try {
            for (std::size_t from = 0;
                 !stop.stop_requested() && (from = next.fetch_add(kBlock)) < examples.size();) {
                for (Example& example :
                     examples.subspan(from, std::min(kBlock, examples.size() - from)))
                    cleanOne(cleaning, example, own);
                if (tells && progress)
                    progress(std::min(next.load(), examples.size()), examples.size());
            }
        } catch (...) {
            const std::lock_guard lock(mutex);
            failure = std::current_exception();
            next = examples.size();
        }
        const std::lock_guard lock(mutex);
        counts += own;
    };
    {
        const std::size_t cores = threads > 0 ? threads : std::thread::hardware_concurrency();
        std::vector<std::jthread> helpers;
        for (std::size_t i = 1; i < std::min(cores, (examples.size() + kBlock - 1) / kBlock); ++i)
            helpers.emplace_back(work, false);
        work(true);
    }
    if (failure)
        std::rethrow_exception(failure);
    if (stop.stop_requested())
        throw Cancelled();
    return counts;
}

} // namespace attune
