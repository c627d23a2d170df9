// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/han_words.h"

#include <unicode/appendable.h>
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

std::uint32_t keyOf(char16_t first, char16_t second) {
    return static_cast<std::uint32_t>(first) << 16 | second;
}

// What a trie gives its characters to.
struct Characters final : icu::Appendable {
    UBool appendCodeUnit(char16_t c) override {
        all.push_back(c);
        return true;
    }
    std::vector<char16_t> all;
};

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
    : data_(std::move(data)), trie_(trie), costs_(kLast - kFirst + 1, kUnknownCost) {
    icu::UCharsTrie walk(trie);
    std::vector<Pair> pairs;
    for (char32_t c = kFirst; c <= kLast; ++c) {
        const UStringTrieResult found = walk.first(static_cast<std::int32_t>(c));
        if (USTRINGTRIE_HAS_VALUE(found))
            costs_[c - kFirst] = static_cast<std::uint32_t>(walk.getValue());
        if (USTRINGTRIE_HAS_NEXT(found))
            readPairs(static_cast<char16_t>(c), walk, pairs);
    }
    fillTable(pairs);
}

// `walk` stands behind the first character.
void HanWords::readPairs(char16_t first, icu::UCharsTrie& walk, std::vector<Pair>& pairs) {
    const std::uint64_t here = walk.getState64();
    Characters seconds;
    walk.getNextUChars(seconds);
    for (const char16_t second : seconds.all) {
        if (!isKnown(second))
            continue;
        walk.resetToState64(here);
        const UStringTrieResult found = walk.next(second);
        Pair pair{keyOf(first, second), kNoWay, 0};
        if (USTRINGTRIE_HAS_VALUE(found))
            pair.cost = static_cast<std::uint32_t>(walk.getValue());
        if (USTRINGTRIE_HAS_NEXT(found)) {
            states_.push_back(walk.getState64());
            pair.next = static_cast<std::uint32_t>(states_.size());
        }
        pairs.push_back(pair);
    }
}

void HanWords::fillTable(const std::vector<Pair>& pairs) {
    std::size_t size = 2;
    for (shift_ = 31; size < pairs.size() * 3 / 2; --shift_)
        size *= 2;
    table_.resize(size);
    filter_.resize((std::size_t{1} << kFilterBits) / 64);
    for (const Pair& pair : pairs) {
        std::size_t at = placeOf(pair.key);
        while (table_[at].key != 0)
            at = (at + 1) & (size - 1);
        table_[at] = pair;
        filter_[bitOf(pair.key) / 64] |= std::uint64_t{1} << bitOf(pair.key) % 64;
    }
}

const HanWords::Pair* HanWords::find(char16_t first, char16_t second) const {
    const std::uint32_t key = keyOf(first, second);
    if ((filter_[bitOf(key) / 64] >> bitOf(key) % 64 & 1) == 0)
        return nullptr;
    for (std::size_t at = placeOf(key);; at = (at + 1) & (table_.size() - 1))
        if (table_[at].key == key || table_[at].key == 0)
            return table_[at].key == 0 ? nullptr : &table_[at];
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
        const char16_t* const here = scratch.characters.data() + i;
        reach(i + 1, costs_[*here - kFirst]);
        const Pair* pair = i + 1 < n ? find(here[0], here[1]) : nullptr;
        if (pair == nullptr)
            continue;
        if (pair->cost != kNoWay)
            reach(i + 2, pair->cost);
        if (pair->next == 0)
            continue;
        walk.resetToState64(states_[pair->next - 1]);
        for (std::size_t end = i + 2; end < std::min(n, i + kLongestWord);) {
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
