// SPDX-License-Identifier: GPL-3.0-or-later
// The metrics of names in texts, by the rules of seqeval 1.2.2 in its default mode, which are those
// of conlleval (Tjong Kim Sang and Buchholz 2000).
#include "evaluate/metrics.h"
#include "evaluate/shares.h"

#include <algorithm>
#include <map>

namespace attune {

namespace {

// "B-PER": 'B' and "PER"; "O": 'O' and "_".
struct Tag {
    char kind = 'O';
    std::string type = "_";
};

Tag tagOf(const std::string& name) {
    Tag tag;
    if (name.empty())
        return tag;
    tag.kind = name[0];
    const std::size_t dash = name.find('-', 1);
    tag.type = dash == std::string::npos ? name.substr(1) : name.substr(dash + 1);
    if (tag.type.empty())
        tag.type = "_";
    return tag;
}

std::vector<Tag> tagsOf(const std::vector<std::string>& names) {
    std::vector<Tag> tags;
    for (const std::string& name : names)
        tags.push_back(tagOf(name));
    return tags;
}

// Whether a name that holds `before` ends there when `tag` follows.
bool ends(const Tag& before, const Tag& tag) {
    switch (before.kind) {
    case 'E':
    case 'S':
        return true;
    case 'B':
    case 'I':
        if (tag.kind == 'B' || tag.kind == 'S' || tag.kind == 'O')
            return true;
        break;
    case 'O':
    case '.':
        return false;
    default:
        break;
    }
    return before.type != tag.type;
}

bool begins(const Tag& before, const Tag& tag) {
    if (tag.kind == 'O' || tag.kind == '.')
        return false;
    if (tag.kind == 'B' || tag.kind == 'S')
        return true;
    if ((tag.kind == 'E' || tag.kind == 'I') &&
        (before.kind == 'E' || before.kind == 'S' || before.kind == 'O'))
        return true;
    return before.type != tag.type;
}

template <class Found>
void findNames(std::span<const std::int32_t> ids, const std::vector<Tag>& tags,
               const Found& found) {
    static const Tag outside;
    const Tag nothing{'O', ""}; // before the first
    const Tag* before = &nothing;
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= ids.size(); ++i) {
        const Tag& tag = i < ids.size() ? tags[static_cast<std::size_t>(ids[i])] : outside;
        if (ends(*before, tag))
            found(before->type, begin, i);
        if (begins(*before, tag))
            begin = i;
        before = &tag;
    }
}

using Place = std::pair<std::size_t, std::size_t>;

} // namespace

std::vector<TaggedName> namesOfTags(std::span<const std::int32_t> tags,
                                    const std::vector<std::string>& names) {
    std::vector<TaggedName> out;
    findNames(tags, tagsOf(names),
              [&out](const std::string& type, std::size_t begin, std::size_t end) {
                  out.push_back({type, begin, end});
              });
    return out;
}

Metrics computeEntityMetrics(std::span<const std::int32_t> truth,
                             std::span<const std::int32_t> predicted,
                             std::span<const std::int32_t> starts,
                             const std::vector<std::string>& tags) {
    const std::vector<Tag> parsed = tagsOf(tags);
    // Every type that a tag names is listed, found or not, so that all evaluations have as many.
    std::map<std::string, LabelCounts> byType;
    for (const Tag& tag : parsed)
        if (tag.kind != 'O')
            byType[tag.type];
    Metrics metrics;
    metrics.task = Task::TokenLabels;
    metrics.loss = Metrics::kNone;
    metrics.texts = starts.empty() ? 0 : static_cast<std::int64_t>(starts.size()) - 1;
    std::int64_t tokens = 0, right = 0;
    std::vector<std::int32_t> is, said;
    std::map<std::string, std::vector<Place>> true_, found;
    for (std::size_t text = 0; text + 1 < starts.size(); ++text) {
        is.clear();
        said.clear();
        true_.clear();
        found.clear();
        for (auto i = static_cast<std::size_t>(starts[text]);
             i < static_cast<std::size_t>(starts[text + 1]); ++i) {
            if (truth[i] < 0)
                continue;
            is.push_back(truth[i]);
            said.push_back(predicted[i]);
            right += truth[i] == predicted[i] ? 1 : 0;
        }
        tokens += static_cast<std::int64_t>(is.size());
        const auto into = [](auto& places) {
            return [&places](const std::string& type, std::size_t begin, std::size_t end) {
                places[type].emplace_back(begin, end);
            };
        };
        findNames(is, parsed, into(true_));
        findNames(said, parsed, into(found));
        for (const auto& [type, places] : true_)
            byType[type].support += static_cast<std::int64_t>(places.size());
        for (const auto& [type, places] : found) {
            LabelCounts& counts = byType[type];
            counts.answered += static_cast<std::int64_t>(places.size());
            // Both are in order.
            const std::vector<Place>& there = true_[type];
            counts.hits += std::count_if(places.begin(), places.end(), [&](const Place& place) {
                return std::binary_search(there.begin(), there.end(), place);
            });
        }
    }
    std::vector<LabelCounts> counts;
    std::vector<std::string> types;
    for (const auto& [type, one] : byType) {
        types.push_back(type);
        counts.push_back(one);
    }
    takeAverages(metrics, counts, types, MacroOver::Occurring);
    metrics.accuracy = share(right, tokens);
    return metrics;
}

} // namespace attune
