// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/han_words.h"

#include <unicode/udata.h>

#include <algorithm>
#include <limits>

namespace attune {
namespace {

constexpr std::uint32_t kNoWay = std::numeric_limits<std::uint32_t>::max();
constexpr std::uint32_t kUnknownCost = 255; // of a character that the dictionary lacks
constexpr std::size_t kLongestWord = 20;    // characters
constexpr std::size_t kBytes = 3;           // of a character in UTF-8

// The head of a dictionary of ICU: where the trie begins, ..., its kind in the fifth number.
constexpr int kTrieOffset = 0, kTrieKind = 4, kTrieKindMask = 7, kTrieOfUnits = 1;

} // namespace

std::optional<HanWords> HanWords::open() {
    UErrorCode status = U_ZERO_ERROR;
    const std::shared_ptr<UDataMemory> data(
        udata_open(U_ICUDATA_NAME "-brkitr", "dict", "cjdict", &status),
        [](UDataMemory* memory) { udata_close(memory); });
    if (U_FAILURE(status))
        return {};
    const auto* head = static_cast<const std::int32_t*>(udata_getMemory(data.get()));
    if ((head[kTrieKind] & kTrieKindMask) != kTrieOfUnits)
        return {};
    const auto* bytes = reinterpret_cast<const char*>(head);
    return HanWords(data, reinterpret_cast<const char16_t*>(bytes + head[kTrieOffset]));
}

HanWords::HanWords(std::shared_ptr<UDataMemory> data, const char16_t* trie)
    : data_(std::move(data)), trie_(trie), starts_(kLast - kFirst + 1) {
    icu::UCharsTrie walk(trie);
    for (std::size_t i = 0; i < starts_.size(); ++i) {
        const UStringTrieResult found = walk.first(static_cast<std::int32_t>(kFirst + i));
        Start& start = starts_[i];
        start.word = USTRINGTRIE_HAS_VALUE(found);
        start.goesOn = USTRINGTRIE_HAS_NEXT(found);
        if (start.word)
            start.cost = static_cast<std::uint32_t>(walk.getValue());
        if (start.goesOn)
            start.state = walk.getState64();
    }
}

// The cheapest way from the first boundary to the last, a word of the dictionary a step; among
// equal ways ICU's, which keeps the one whose last word is the longest.
void HanWords::split(std::string_view text, Span run, Scratch& scratch,
                     std::vector<TextPart>& parts) const {
    const std::size_t n = run.size() / kBytes;
    scratch.characters.resize(n);
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    for (std::size_t i = 0, at = run.begin; i < n; ++i, at += kBytes)
        scratch.characters[i] = static_cast<char16_t>(
            (byte(at) & 0x0F) << 12 | (byte(at + 1) & 0x3F) << 6 | (byte(at + 2) & 0x3F));
    scratch.cost.assign(n + 1, kNoWay);
    scratch.from.resize(n + 1);
    scratch.cost[0] = 0;
    icu::UCharsTrie walk(trie_);
    for (std::size_t i = 0; i < n; ++i) {
        const std::uint32_t before = scratch.cost[i];
        const auto reach = [&](std::size_t end, std::uint32_t cost) {
            if (before + cost < scratch.cost[end]) {
                scratch.cost[end] = before + cost;
                scratch.from[end] = static_cast<std::uint32_t>(i);
            }
        };
        const Start& start = starts_[scratch.characters[i] - kFirst];
        reach(i + 1, start.word ? start.cost : kUnknownCost);
        if (!start.goesOn)
            continue;
        walk.resetToState64(start.state);
        const std::size_t most = std::min(n, i + kLongestWord);
        for (std::size_t end = i + 1; end < most;) {
            const UStringTrieResult found = walk.next(scratch.characters[end++]);
            if (USTRINGTRIE_HAS_VALUE(found))
                reach(end, static_cast<std::uint32_t>(walk.getValue()));
            if (!USTRINGTRIE_HAS_NEXT(found))
                break;
        }
    }
    const std::size_t first = parts.size();
    for (std::size_t end = n; end > 0; end = scratch.from[end])
        parts.push_back({
            {run.begin + scratch.from[end] * kBytes, run.begin + end * kBytes},
            true
        });
    std::reverse(parts.begin() + static_cast<std::ptrdiff_t>(first), parts.end());
}

} // namespace attune
