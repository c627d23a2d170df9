// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/alike_texts.h"

#include "data/word_hashes.h"

#include <algorithm>
#include <cmath>

namespace attune {
namespace {

constexpr std::uint64_t kEdge = 0x5EED; // stands for the beginning and the end of a text
constexpr double kRounding = 1e-9;      // 0.8 * 5 is 4

} // namespace

AlikeTexts::AlikeTexts(double least) : least_(least) {}

std::uint32_t AlikeTexts::add(const Example& example) {
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
    labels_.push_back(example.label);
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
    seen_.resize(labels_.size());
    for (const std::uint32_t word : words_)
        ++counts_[word & (slots - 1)];
    for (std::uint32_t number = 0; number < labels_.size(); ++number) {
        const auto own = words_.begin() + static_cast<std::ptrdiff_t>(starts_[number]);
        std::sort(own, own + static_cast<std::ptrdiff_t>(size(number)),
                  [this](std::uint32_t a, std::uint32_t b) { return before(a, b); });
    }
}

std::size_t AlikeTexts::prefixOf(std::size_t words) const {
    const double needed = std::ceil(static_cast<double>(words) * least_ - kRounding);
    return words - static_cast<std::size_t>(needed) + 1;
}

double AlikeTexts::share(std::uint32_t a, std::uint32_t b) const {
    const std::uint32_t* x = begin(a);
    const std::uint32_t* y = begin(b);
    const std::uint32_t* const xEnd = x + size(a);
    const std::uint32_t* const yEnd = y + size(b);
    std::size_t both = 0;
    while (x != xEnd && y != yEnd) {
        if (*x == *y) {
            ++both;
            ++x;
            ++y;
        } else if (before(*x, *y)) {
            ++x;
        } else {
            ++y;
        }
    }
    return static_cast<double>(both) / static_cast<double>(size(a) + size(b) - both);
}

std::optional<Alike> AlikeTexts::find(std::uint32_t number) {
    if (!ordered_)
        order();
    const std::size_t words = size(number);
    if (words == 0)
        return std::nullopt;
    const auto mask = static_cast<std::uint32_t>(slots_.size() - 1);
    candidates_.clear();
    for (std::size_t i = 0; i < prefixOf(words); ++i) {
        const std::uint32_t word = begin(number)[i];
        for (std::uint32_t at = slots_[word & mask]; at != 0; at = entries_[at].next) {
            const Entry& entry = entries_[at];
            if (entry.word != word || labels_[entry.number] != labels_[number] ||
                seen_[entry.number] == number + 1)
                continue;
            const double shorter = static_cast<double>(std::min(words, size(entry.number)));
            const double longer = static_cast<double>(std::max(words, size(entry.number)));
            if (shorter < longer * least_ - kRounding)
                continue;
            seen_[entry.number] = number + 1;
            candidates_.push_back(entry.number);
        }
    }
    std::size_t compared = std::min(candidates_.size(), mostCompared());
    if (compared < candidates_.size()) {
        ++limited_;
        std::nth_element(candidates_.begin(),
                         candidates_.begin() + static_cast<std::ptrdiff_t>(compared),
                         candidates_.end());
    }
    const auto end = candidates_.begin() + static_cast<std::ptrdiff_t>(compared);
    std::sort(candidates_.begin(), end);
    for (auto it = candidates_.begin(); it != end; ++it)
        if (const double found = share(number, *it); found >= least_ - kRounding)
            return Alike{*it, found};
    return std::nullopt;
}

void AlikeTexts::keep(std::uint32_t number) {
    if (!ordered_)
        order();
    const std::size_t words = size(number);
    if (words == 0)
        return;
    const auto mask = static_cast<std::uint32_t>(slots_.size() - 1);
    for (std::size_t i = 0; i < prefixOf(words); ++i) {
        const std::uint32_t word = begin(number)[i];
        std::uint32_t& slot = slots_[word & mask];
        entries_.push_back({word, number, slot});
        slot = static_cast<std::uint32_t>(entries_.size() - 1);
    }
}

} // namespace attune
