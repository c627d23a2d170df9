// SPDX-License-Identifier: GPL-3.0-or-later
#include "vocabulary/selection.h"

#include <algorithm>
#include <cmath>

namespace attune {
namespace {

// A set of tokens that grows with everything that its tokens need.
class Closure {
public:
    explicit Closure(const TokenCounts& counts) : counts_(counts), in_(counts.counts.size()) {}

    bool has(std::int32_t id) const { return in_[static_cast<std::size_t>(id)]; }
    std::size_t size() const { return size_; }
    std::uint64_t covered() const { return covered_; }

    // The token and what it needs, as far as they are not there yet.
    std::vector<std::int32_t> missingOf(std::int32_t id) const {
        std::vector<std::int32_t> found;
        const auto wants = [&](std::int32_t one) {
            return !has(one) && std::find(found.begin(), found.end(), one) == found.end();
        };
        if (!has(id))
            found.push_back(id);
        for (std::size_t i = 0; i < found.size(); ++i) {
            const auto [begin, end] = std::equal_range(
                counts_.needs.begin(), counts_.needs.end(), TokenNeed{found[i], 0},
                [](const TokenNeed& a, const TokenNeed& b) { return a.token < b.token; });
            for (auto need = begin; need != end; ++need)
                if (wants(need->needed))
                    found.push_back(need->needed);
        }
        return found;
    }

    void add(const std::vector<std::int32_t>& ids) {
        for (const std::int32_t id : ids)
            if (!has(id)) {
                in_[static_cast<std::size_t>(id)] = true;
                ++size_;
                covered_ += counts_.counts[static_cast<std::size_t>(id)];
            }
    }

    std::vector<std::int32_t> ids() const {
        std::vector<std::int32_t> ids;
        for (std::size_t id = 0; id < in_.size(); ++id)
            if (in_[id])
                ids.push_back(static_cast<std::int32_t>(id));
        return ids;
    }

private:
    const TokenCounts& counts_;
    std::vector<bool> in_;
    std::size_t size_ = 0;
    std::uint64_t covered_ = 0;
};

Closure startOf(const TokenCounts& counts, const std::vector<std::int32_t>& always) {
    Closure closure(counts);
    for (const std::int32_t id : always)
        closure.add(closure.missingOf(id));
    return closure;
}

std::vector<DroppedToken> byCount(const TokenCounts& counts) {
    std::vector<DroppedToken> ranked;
    for (std::size_t id = 0; id < counts.counts.size(); ++id)
        if (counts.counts[id] > 0)
            ranked.push_back({static_cast<std::int32_t>(id), counts.counts[id]});
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const auto& a, const auto& b) { return a.count > b.count; });
    return ranked;
}

} // namespace

Selection selectTokens(const TokenCounts& counts, const std::vector<std::int32_t>& always,
                       const VocabularySettings& rule) {
    Closure closure = startOf(counts, always);
    if (rule.max_size && closure.size() > static_cast<std::size_t>(*rule.max_size))
        throw UsageError(
            say(ATTUNE_TEXT("core", "%1 tokens must stay: special ones, those that spell "
                                    "unknown characters, and your own words."),
                closure.size()),
            "vocabulary.trim.max_size",
            say(ATTUNE_TEXT("core", "Set it to at least %1."), closure.size()));
    const double wanted = rule.coverage.value_or(0) * static_cast<double>(counts.tokens);
    const std::vector<DroppedToken> ranked = byCount(counts);
    for (const DroppedToken& token : ranked) {
        if (rule.min_count && token.count < static_cast<std::uint64_t>(*rule.min_count))
            break;
        if (rule.coverage && static_cast<double>(closure.covered()) >= wanted)
            break;
        const std::vector<std::int32_t> missing = closure.missingOf(token.id);
        if (rule.max_size &&
            closure.size() + missing.size() > static_cast<std::size_t>(*rule.max_size))
            continue; // a less frequent one that needs nothing else may still fit
        closure.add(missing);
    }
    Selection made;
    made.kept = closure.ids();
    made.covered = closure.covered();
    for (const DroppedToken& token : ranked)
        if (!closure.has(token.id))
            made.dropped.push_back(token);
    return made;
}

SelectionPath::SelectionPath(const TokenCounts& counts, const std::vector<std::int32_t>& always)
    : entries_(counts.counts.size(), kNever), ranked_(byCount(counts)), tokens_(counts.tokens) {
    Closure closure = startOf(counts, always);
    for (const std::int32_t id : closure.ids())
        entries_[static_cast<std::size_t>(id)] = 0;
    points_.push_back({static_cast<std::int64_t>(closure.size()), closure.covered(), 0});
    for (const DroppedToken& token : ranked_) {
        const std::vector<std::int32_t> missing = closure.missingOf(token.id);
        if (missing.empty())
            continue;
        for (const std::int32_t id : missing)
            entries_[static_cast<std::size_t>(id)] = static_cast<std::uint32_t>(points_.size());
        closure.add(missing);
        points_.push_back(
            {static_cast<std::int64_t>(closure.size()), closure.covered(), token.count});
    }
}

std::size_t SelectionPath::endOf(const VocabularySettings& rule) const {
    const auto place = [&](auto it) { return static_cast<std::size_t>(it - points_.begin()); };
    if (rule.min_count) // counts fall along the way
        return place(std::partition_point(points_.begin() + 1, points_.end(),
                                          [&](const CoveragePoint& point) {
                                              return point.count >=
                                                     static_cast<std::uint64_t>(*rule.min_count);
                                          })) -
               1;
    if (rule.coverage) {
        const double wanted = *rule.coverage * static_cast<double>(tokens_);
        const std::size_t end =
            place(std::partition_point(points_.begin(), points_.end(), [&](const auto& point) {
                return static_cast<double>(point.covered) < wanted;
            }));
        return std::min(end, points_.size() - 1);
    }
    if (rule.max_size) {
        const std::size_t end =
            place(std::partition_point(points_.begin(), points_.end(), [&](const auto& point) {
                return point.size <= *rule.max_size;
            }));
        return end == 0 ? 0 : end - 1;
    }
    return points_.size() - 1;
}

VocabularySettings SelectionPath::ruleAt(std::size_t point, VocabularySettings like) const {
    if (like.min_count) {
        like.min_count = point > 0            ? static_cast<std::int64_t>(points_[point].count)
                         : points_.size() > 1 ? static_cast<std::int64_t>(points_[1].count) + 1
                                              : 1;
    } else if (like.coverage) {
        const double share = tokens_ == 0 ? 0
                                          : static_cast<double>(points_[point].covered) /
                                                static_cast<double>(tokens_);
        like.coverage = share;
        for (double parts = 100; parts < 1e12; parts *= 10) {
            VocabularySettings shorter;
            shorter.coverage = std::floor(share * parts) / parts;
            if (endOf(shorter) == point) {
                like.coverage = shorter.coverage;
                break;
            }
        }
    } else {
        like.max_size = points_[point].size;
    }
    return like;
}

Selection SelectionPath::selectionAt(std::size_t point) const {
    Selection made;
    for (std::size_t id = 0; id < entries_.size(); ++id)
        if (entries_[id] <= point)
            made.kept.push_back(static_cast<std::int32_t>(id));
    for (const DroppedToken& token : ranked_)
        if (entries_[static_cast<std::size_t>(token.id)] > point)
            made.dropped.push_back(token);
    made.covered = points_[point].covered;
    return made;
}

} // namespace attune
