// SPDX-License-Identifier: GPL-3.0-or-later
// Merging, with a heap of the pairs that may merge; pairs that are no more are met later and passed
// over.
#include "tokenizer/merge_table.h"

#include <algorithm>
#include <bit>
#include <tuple>

namespace attune {

MergeTable::MergeTable(std::size_t count)
    : slots_(std::bit_ceil(std::max<std::size_t>(16, count * 2))) {}

std::size_t MergeTable::slotOf(std::uint64_t pair) const {
    const std::size_t mask = slots_.size() - 1;
    const std::uint64_t hash = pair * 0x9E3779B97F4A7C15u;
    std::size_t at = (hash >> 24) & mask;
    while (slots_[at].pair != kFree && slots_[at].pair != pair)
        at = (at + 1) & mask;
    return at;
}

void MergeTable::add(std::int32_t left, std::int32_t right, Merge merge) {
    Slot& slot = slots_[slotOf(pairOf(left, right))];
    slot = {pairOf(left, right), merge};
}

const MergeTable::Merge* MergeTable::find(std::int32_t left, std::int32_t right) const {
    if (slots_.empty())
        return nullptr;
    const Slot& slot = slots_[slotOf(pairOf(left, right))];
    return slot.pair == kFree ? nullptr : &slot.merge;
}

template <class Merging>
void MergeTable::merge(std::vector<Symbol>& symbols, Merging merging) const {
    struct Candidate {
        std::uint32_t rank;
        std::int32_t at;
        std::int32_t id;
    };
    const auto later = [](const Candidate& a, const Candidate& b) {
        return std::tie(a.rank, a.at) > std::tie(b.rank, b.at);
    };
    thread_local std::vector<Candidate> heap;
    heap.clear();
    const auto offer = [&](std::int32_t at, std::int32_t next) {
        if (const Merge* merge = find(symbols[static_cast<std::size_t>(at)].id,
                                      symbols[static_cast<std::size_t>(next)].id)) {
            heap.push_back({merge->rank, at, merge->id});
            return true;
        }
        return false;
    };
    for (std::size_t i = 0; i < symbols.size(); ++i) {
        symbols[i].previous = static_cast<std::int32_t>(i) - 1;
        symbols[i].next = i + 1 < symbols.size() ? static_cast<std::int32_t>(i) + 1 : -1;
        if (i > 0)
            offer(static_cast<std::int32_t>(i) - 1, static_cast<std::int32_t>(i));
    }
    std::make_heap(heap.begin(), heap.end(), later);
    while (!heap.empty()) {
        const Candidate top = heap.front();
        std::pop_heap(heap.begin(), heap.end(), later);
        heap.pop_back();
        Symbol& left = symbols[static_cast<std::size_t>(top.at)];
        if (left.length == 0 || left.next < 0)
            continue;
        Symbol& right = symbols[static_cast<std::size_t>(left.next)];
        const Merge* merge = find(left.id, right.id);
        if (!merge || merge->id != top.id)
            continue;
        merging(top.at, left.next);
        left.id = top.id;
        left.length += right.length;
        left.next = right.next;
        right.length = 0;
        if (right.next >= 0)
            symbols[static_cast<std::size_t>(right.next)].previous = top.at;
        if (left.previous >= 0 && offer(left.previous, top.at))
            std::push_heap(heap.begin(), heap.end(), later);
        if (left.next >= 0 && offer(top.at, left.next))
            std::push_heap(heap.begin(), heap.end(), later);
    }
}

void MergeTable::apply(std::vector<Symbol>& symbols) const {
    merge(symbols, [](std::int32_t, std::int32_t) {});
    std::erase_if(symbols, [](const Symbol& symbol) { return symbol.length == 0; });
}

void MergeTable::apply(std::vector<Symbol>& symbols, TokenNeeds& needs) const {
    std::vector<std::vector<std::int32_t>> parts(symbols.size());
    merge(symbols, [&](std::int32_t left, std::int32_t right) {
        auto& of = parts[static_cast<std::size_t>(left)];
        const auto& taken = parts[static_cast<std::size_t>(right)];
        of.insert(of.end(), taken.begin(), taken.end());
        of.push_back(symbols[static_cast<std::size_t>(left)].id);
        of.push_back(symbols[static_cast<std::size_t>(right)].id);
    });
    for (std::size_t i = 0; i < symbols.size(); ++i)
        if (symbols[i].length > 0)
            for (const std::int32_t part : parts[i])
                needs.push_back({symbols[i].id, part});
    std::erase_if(symbols, [](const Symbol& symbol) { return symbol.length == 0; });
}

} // namespace attune
