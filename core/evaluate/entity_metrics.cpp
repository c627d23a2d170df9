// SPDX-License-Identifier: GPL-3.0-or-later
// The metrics of names in texts, by the rules of seqeval 1.2.2 in its default mode, which are those
// of conlleval (Tjong Kim Sang and Buchholz 2000).
#include "data/tag_scheme.h"
#include "evaluate/metrics.h"
#include "evaluate/shares.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace attune {

namespace {

using Tag = ChunkTag;

// "B-PER": 'B' and "PER"; "O": 'O' and "_".
Tag tagOf(const std::string& name) {
    Tag tag;
    if (name.empty())
        return tag;
    tag.letter = name[0];
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

template <class Found>
void findNames(std::span<const std::int32_t> ids, const std::vector<Tag>& tags,
               const Found& found) {
    static const Tag outside;
    const Tag nothing{'O', ""}; // before the first
    const Tag* before = &nothing;
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= ids.size(); ++i) {
        const Tag& tag = i < ids.size() ? tags[static_cast<std::size_t>(ids[i])] : outside;
        if (endsChunk(*before, tag))
            found(before->type, begin, i);
        if (startsChunk(*before, tag))
            begin = i;
        before = &tag;
    }
}

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

std::vector<std::string> entityTypes(const std::vector<std::string>& tags) {
    std::set<std::string> types;
    for (const Tag& tag : tagsOf(tags))
        if (tag.letter != 'O')
            types.insert(tag.type);
    return {types.begin(), types.end()};
}

std::vector<NamesOfText> namesByText(std::span<const std::int32_t> truth,
                                     std::span<const std::int32_t> predicted,
                                     std::span<const std::int32_t> starts,
                                     const std::vector<std::string>& tags) {
    const std::vector<Tag> parsed = tagsOf(tags);
    const std::vector<std::string> types = entityTypes(tags);
    const auto placeOf = [&types](const std::string& type) {
        return static_cast<std::size_t>(std::lower_bound(types.begin(), types.end(), type) -
                                        types.begin());
    };
    std::vector<NamesOfText> out;
    std::vector<std::int32_t> is, said;
    for (std::size_t text = 0; text + 1 < starts.size(); ++text) {
        NamesOfText one;
        is.clear();
        said.clear();
        for (auto i = static_cast<std::size_t>(starts[text]);
             i < static_cast<std::size_t>(starts[text + 1]); ++i) {
            if (truth[i] < 0)
                continue;
            is.push_back(truth[i]);
            said.push_back(predicted[i]);
            one.right += truth[i] == predicted[i] ? 1 : 0;
        }
        one.tokens = static_cast<std::int64_t>(is.size());
        std::map<std::size_t, LabelCounts> counts;
        std::set<std::tuple<std::size_t, std::size_t, std::size_t>> there; // type, begin, end
        findNames(is, parsed, [&](const std::string& type, std::size_t begin, std::size_t end) {
            ++counts[placeOf(type)].support;
            there.emplace(placeOf(type), begin, end);
        });
        findNames(said, parsed, [&](const std::string& type, std::size_t begin, std::size_t end) {
            LabelCounts& of = counts[placeOf(type)];
            ++of.answered;
            of.hits += there.contains({placeOf(type), begin, end}) ? 1 : 0;
        });
        one.byType.assign(counts.begin(), counts.end());
        out.push_back(std::move(one));
    }
    return out;
}

Metrics entityMetrics(const std::vector<LabelCounts>& counts, const std::vector<std::string>& types,
                      std::int64_t texts, std::int64_t tokens, std::int64_t right) {
    Metrics metrics;
    metrics.task = Task::TokenLabels;
    metrics.loss = Metrics::kNone;
    metrics.texts = texts;
    takeAverages(metrics, counts, types, MacroOver::Occurring);
    metrics.accuracy = share(right, tokens);
    return metrics;
}

Metrics computeEntityMetrics(std::span<const std::int32_t> truth,
                             std::span<const std::int32_t> predicted,
                             std::span<const std::int32_t> starts,
                             const std::vector<std::string>& tags) {
    const std::vector<std::string> types = entityTypes(tags);
    const std::vector<NamesOfText> texts = namesByText(truth, predicted, starts, tags);
    std::vector<LabelCounts> counts(types.size());
    std::int64_t tokens = 0, right = 0;
    for (const NamesOfText& text : texts) {
        for (const auto& [type, of] : text.byType)
            counts[type].add(of, 1);
        tokens += text.tokens;
        right += text.right;
    }
    return entityMetrics(counts, types, static_cast<std::int64_t>(texts.size()), tokens, right);
}

} // namespace attune
