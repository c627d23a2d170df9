// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/alike_texts.h"

#include "data/word_hashes.h"

#include <algorithm>
#include <cmath>

namespace attune {
namespace {

constexpr std::uint64_t kEdge = 0x5EED; // stands for the beginning and the end of a text
constexpr double kRounding = 1e-9;      // 0.8 * 5 is 4
constexpr std::uint32_t kTextsBetweenLooks = 1024;

} // namespace

AlikeTexts::AlikeTexts(double least, std::stop_token stop)
    : least_(least), stop_(std::move(stop)) {}

std::uint32_t AlikeTexts::add(const Example& example, std::int32_t label) {
    const std::uint64_t from = starts_.back();
    const auto take = [&](std::string_view text) {
        std::uint64_t last = kEdge;
        const auto pair = [&](std::uint64_t word) {
            words_.push_back(static_cast<std::uint32_t>(mix(last ^ mix(word)) >> 32));
            last = word;
        };
        eachWordHash(text, pair);
        if (last != kEdge)
            pair(kEdge);
    };
    take(example.text);
    if (!example.pair.empty())
        take(example.pair);
    const auto own = words_.begin() + static_cast<std::ptrdiff_t>(from);
    std::sort(own, words_.end());
    words_.erase(std::unique(own, words_.end()), words_.end());
    starts_.push_back(words_.size());
    labels_.push_back(label);
    return static_cast<std::uint32_t>(labels_.size() - 1);
}

// The rarer stands first; equal counts are told apart by the hash, so that the order is one.
bool AlikeTexts::before(std::uint32_t a, std::uint32_t b) const {
    const std::uint32_t mask = static_cast<std::uint32_t>(counts_.size() - 1);
    const std::uint32_t x = counts_[a & mask];
    const std::uint32_t y = counts_[b & mask];
    return x != y ? x < y : a < b;
}

void AlikeTexts::order() {
    ordered_ = true;
    std::size_t slots = 1024;
    while (slots < words_.size() / 2 && slots < (std::size_t{1} << 24))
        slots *= 2;
    counts_.resize(slots);
    slots_.resize(slots);
    filed_.resize(slots);
    seen_.resize(labels_.size());
    for (const std::uint32_t word : words_)
        ++counts_[word & (slots - 1)];
    for (std::uint32_t number = 0; number < labels_.size(); ++number) {
        if (number % kTextsBetweenLooks == 0 && stop_.stop_requested())
            throw Cancelled();
        const auto own = words_.begin() + static_cast<std::ptrdiff_t>(starts_[number]);
        std::sort(own, own + static_cast<std::ptrdiff_t>(size(number)),
                  [this](std::uint32_t a, std::uint32_t b) { return before(a, b); });
    }
}

std::size_t AlikeTexts::prefixOf(std::size_t words) const {
    const double needed = std::ceil(static_cast<double>(words) * least_ - kRounding);
    return words - static_cast<std::size_t>(needed) + 1;
}

std::size_t AlikeTexts::slotOf(std::uint32_t word, std::int32_t label) const {
    return (word ^ mix(static_cast<std::uint32_t>(label))) & (slots_.size() - 1);
}

// Most pairs differ after a few words: so many that the rest cannot make up for it.
double AlikeTexts::share(std::uint32_t a, std::uint32_t b) const {
    const std::uint32_t* x = begin(a);
    const std::uint32_t* y = begin(b);
    const std::uint32_t* const xEnd = x + size(a);
    const std::uint32_t* const yEnd = y + size(b);
    const auto all = static_cast<double>(size(a) + size(b));
    // Rounded down generously: share() itself decides.
    const auto needed = static_cast<std::size_t>(std::max(0.0, all * least_ / (1 + least_) - 0.01));
    if (needed > std::min(size(a), size(b)))
        return 0;
    std::size_t sparedX = size(a) - needed;
    std::size_t sparedY = size(b) - needed;
    std::size_t both = 0;
    while (x != xEnd && y != yEnd) {
        if (*x == *y) {
            ++both;
            ++x;
            ++y;
        } else if (before(*x, *y)) {
            if (sparedX-- == 0)
                return 0;
            ++x;
        } else {
            if (sparedY-- == 0)
                return 0;
            ++y;
        }
    }
    const double found = static_cast<double>(both) / (all - static_cast<double>(both));
    return found >= least_ - kRounding ? found : 0;
}

bool AlikeTexts::collect(std::uint32_t number) {
    candidates_.clear();
    const std::size_t words = size(number);
    bool whole = true;
    for (std::size_t i = 0; i < prefixOf(words); ++i) {
        const std::uint32_t word = begin(number)[i];
        const std::size_t slot = slotOf(word, labels_[number]);
        whole = whole && filed_[slot] <= mostCompared();
        for (std::uint32_t at = slots_[slot]; at != 0; at = entries_[at].next) {
            const Entry& entry = entries_[at];
            if (entry.word != word || labels_[entry.number] != labels_[number] ||
                seen_[entry.number] == number + 1)
                continue;
            const double shorter = static_cast<double>(std::min(words, size(entry.number)));
            const double longer = static_cast<double>(std::max(words, size(entry.number)));
            if (shorter < longer * least_ - kRounding)
                continue;
            if (candidates_.size() == mostCompared())
                return false;
            seen_[entry.number] = number + 1;
            candidates_.push_back(entry.number);
        }
    }
    return whole;
}

std::optional<Alike> AlikeTexts::find(std::uint32_t number) {
    if (!ordered_)
        order();
    if (size(number) == 0)
        return std::nullopt;
    const bool whole = collect(number);
    std::sort(candidates_.begin(), candidates_.end());
    for (const std::uint32_t other : candidates_)
        if (const double found = share(number, other); found > 0)
            return Alike{other, found};
    limited_ += whole ? 0 : 1;
    return std::nullopt;
}

void AlikeTexts::keep(std::uint32_t number) {
    if (!ordered_)
        order();
    const std::size_t words = size(number);
    if (words == 0)
        return;
    for (std::size_t i = 0; i < prefixOf(words); ++i) {
        const std::uint32_t word = begin(number)[i];
        const std::size_t slot = slotOf(word, labels_[number]);
        if (filed_[slot] <= mostCompared())
            ++filed_[slot];
        if (filed_[slot] > mostCompared())
            continue;
        entries_.push_back({word, number, slots_[slot]});
        slots_[slot] = static_cast<std::uint32_t>(entries_.size() - 1);
    }
}

} // namespace attune
