// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/row_filter.h"

#include "data/alike_texts.h"
#include "data/same_texts.h"
#include "data/target.h"
#include "text/compare.h"
#include "text/language.h"
#include "text/pattern.h"
#include "text/utf8.h"

#include <algorithm>
#include <functional>
#include <unordered_map>

namespace attune {
namespace {

// Why a row is left out; empty where it stays. Rows are asked in their order.
using Verdict = std::function<Message(const Example&, std::size_t index)>;

struct Filter {
    const char* key;
    Verdict verdict;
};

std::vector<Filter> filtersOf(const DataSettings& settings, std::span<const Example> rows,
                              FilteredRows& report, const std::stop_token& stop) {
    std::vector<Filter> filters;
    const auto add = [&](const char* key, Verdict verdict) {
        filters.push_back({key, std::move(verdict)});
    };
    const auto length = [](const Example& row) {
        return static_cast<std::int64_t>(countCodePoints(trimmed(row.text)));
    };
    if (const auto& least = settings.filter_min_characters)
        add("min_characters", [=](const Example& row, std::size_t) {
            const std::int64_t has = length(row);
            return has >= *least ? Message()
                                 : say(ATTUNE_TEXT("core", "Filter %1: the number of characters is "
                                                           "%2, less than %3."),
                                       "min_characters", has, *least);
        });
    if (const auto& most = settings.filter_max_characters)
        add("max_characters", [=](const Example& row, std::size_t) {
            const std::int64_t has = length(row);
            return has <= *most ? Message()
                                : say(ATTUNE_TEXT("core", "Filter %1: the number of characters is "
                                                          "%2, more than %3."),
                                      "max_characters", has, *most);
        });
    if (!settings.filter_languages.empty())
        add("languages", [guess = LanguageGuess(), &settings](const Example& row, std::size_t) {
            const std::string language = guess.of(row.text);
            const auto& wanted = settings.filter_languages;
            if (language.empty())
                return guess.mayBeIn(row.text, wanted)
                           ? Message()
                           : say(ATTUNE_TEXT("core", "Filter %1: the text is in letters that "
                                                     "these languages are not written in."),
                                 "languages");
            if (std::find(wanted.begin(), wanted.end(), language) != wanted.end())
                return Message();
            return say(ATTUNE_TEXT("core", "Filter %1: the text seems to be in “%2”."), "languages",
                       language);
        });
    const auto addPattern = [&](const char* key, const std::string& pattern, bool wanted,
                                const char* reason) {
        if (pattern.empty())
            return;
        Problems problems;
        std::shared_ptr<const Pattern> compiled = Pattern::read(pattern, false, key, problems);
        throwIfErrors(problems, "data.filter");
        add(key, [=, &report](const Example& row, std::size_t) {
            const Pattern::Found found = compiled->find(row.text);
            report.tooHard += found == Pattern::Found::TooHard;
            return found == Pattern::Found::TooHard || (found == Pattern::Found::Yes) == wanted
                       ? Message()
                       : say(reason, key);
        });
    };
    addPattern("matching", settings.filter_matching, true,
               ATTUNE_TEXT("core", "Filter %1: the pattern finds nothing in the text."));
    addPattern("not_matching", settings.filter_not_matching, false,
               ATTUNE_TEXT("core", "Filter %1: the pattern finds something in the text."));
    if (settings.filter_doubles) {
        auto texts = std::make_shared<SameTexts>(SameTexts::Labels::Compared);
        texts->reserve(rows.size());
        add("doubles", [texts](const Example& row, std::size_t) {
            const Example* first = texts->add(row);
            return first == nullptr
                       ? Message()
                       : say(ATTUNE_TEXT("core", "Filter %1: the text stands in line %2 already."),
                             "doubles", lineOf(*first));
        });
    }
    if (settings.filter_near_doubles) {
        auto texts = std::make_shared<AlikeTexts>(*settings.filter_near_doubles, stop);
        std::unordered_map<std::string, std::int32_t> targets; // the same number for the same
        for (const Example& row : rows) {
            if (stop.stop_requested())
                throw Cancelled();
            const auto next = static_cast<std::int32_t>(targets.size());
            texts->add(row, targets.emplace(targetKey(row), next).first->second);
        }
        add("near_doubles", [texts, rows, &report](const Example&, std::size_t index) {
            const auto number = static_cast<std::uint32_t>(index);
            const auto alike = texts->find(number);
            report.limited = texts->limited();
            if (alike)
                return say(ATTUNE_TEXT("core", "Filter %1: the text is to %2% the same as in line "
                                               "%3."),
                           "near_doubles", static_cast<int>(alike->share * 100),
                           lineOf(rows[alike->number]));
            texts->keep(number);
            return Message();
        });
    }
    return filters;
}

} // namespace

bool hasFilters(const DataSettings& settings) {
    const DataSettings standard;
    for (const Field<DataSettings>& field : filterFields())
        if (valueOf(settings, field) != valueOf(standard, field))
            return true;
    return false;
}

FilteredRows filterRows(const DataSettings& settings, std::vector<Example>& examples,
                        std::stop_token stop) {
    FilteredRows report;
    report.before = examples.size();
    if (!hasFilters(settings))
        return report;
    throwIfErrors(checkFilters(settings), settings.train);
    const std::vector<Filter> filters = filtersOf(settings, examples, report, stop);
    for (const Filter& filter : filters)
        report.filters.push_back({filter.key, 0, {}});
    std::vector<bool> stays(examples.size());
    for (std::size_t i = 0; i < examples.size(); ++i) {
        if (stop.stop_requested())
            throw Cancelled();
        const Example& row = examples[i];
        std::size_t at = 0;
        Message reason;
        while (at < filters.size() && (reason = filters[at].verdict(row, i)).empty())
            ++at;
        stays[i] = at == filters.size();
        if (stays[i])
            continue;
        report.left.push_back({lineOf(row), std::move(reason)});
        if (report.filters[at].rows++ == 0)
            report.filters[at].first = report.left.back();
    }
    std::size_t kept = 0;
    for (std::size_t i = 0; i < examples.size(); ++i)
        if (stays[i] && kept++ != i)
            examples[kept - 1] = std::move(examples[i]);
    examples.resize(kept);
    return report;
}

} // namespace attune
