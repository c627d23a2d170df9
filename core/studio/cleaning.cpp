// SPDX-License-Identifier: GPL-3.0-or-later
// What the rules of a recipe do: to one text for a preview, and to the data.
#include "data/cleaned.h"
#include "data/split.h"
#include "studio/read_data.h"
#include "text/compare.h"

#include <algorithm>
#include <chrono>

namespace attune::studio {

namespace {

struct Part {
    const char* name;
    std::vector<Example> Split::*examples;
};
constexpr Part kParts[] = {
    {"train",      &Split::train     },
    {"validation", &Split::validation},
    {"test",       &Split::test      },
};

Split readParts(const Recipe& recipe, std::stop_token stop, const Progress& progress) {
    const auto reading = [&](std::uint64_t done, std::uint64_t all) {
        if (progress)
            progress(static_cast<double>(done), static_cast<double>(all));
    };
    return readSplit(recipe.data, recipe.base, static_cast<std::uint64_t>(recipe.training.seed),
                     std::move(stop), reading, taskOf(recipe));
}

CleaningFigures figuresOf(const Cleaning& cleaning, const CleaningCounts& counts, std::size_t all) {
    CleaningFigures figures;
    figures.texts = static_cast<std::int64_t>(counts.examples);
    figures.all = static_cast<std::int64_t>(all);
    figures.changed = static_cast<std::int64_t>(counts.changed);
    figures.emptied = static_cast<std::int64_t>(counts.emptied);
    figures.lostSpans = static_cast<std::int64_t>(counts.lostSpans);
    for (std::size_t i = 0; i < cleaning.size(); ++i) {
        CleaningFigures::Rule rule{cleaning.settings()[i].name, 0, 0};
        if (i < counts.changedByRule.size()) {
            rule.changed = static_cast<std::int64_t>(counts.changedByRule[i]);
            rule.refused = static_cast<std::int64_t>(counts.refusedByRule[i]);
        }
        figures.rules.push_back(std::move(rule));
    }
    return figures;
}

// Of a part, whose counts are complete so far.
void addTooHard(const Part& part, const CleaningCounts& counts, CleaningFigures& figures) {
    for (const TooHard& one : counts.tooHard)
        if (figures.tooHard.size() < CleaningCounts::kListed)
            figures.tooHard.push_back({part.name, one.line, one.text, one.pair, one.rules});
}

// Of the first texts of a part that change, as they stood before.
void addChanged(const Part& part, std::span<const Example> before, std::span<const Example> after,
                CleaningFigures& figures) {
    for (std::size_t i = 0; i < before.size(); ++i)
        if (figures.firstChanged.size() < CleaningFigures::kChangedListed &&
            (before[i].text != after[i].text || before[i].pair != after[i].pair))
            figures.firstChanged.push_back(
                {part.name, before[i].line, before[i].text, before[i].pair, 0});
}

std::size_t sizeOf(const Split& split) {
    return split.train.size() + split.validation.size() + split.test.size();
}

} // namespace

CleanedText previewCleaning(const CleaningSettings& rules, const std::string& text) {
    CleanedText out;
    Rewrite record = Cleaning(rules).record(text, &out.refused);
    out.text = std::move(record.text);
    out.changes = std::move(record.changes);
    return out;
}

CleaningFigures measureCleaning(const Recipe& recipe,
                                const std::function<void(const CleaningFigures&)>& tell,
                                std::stop_token stop, const Progress& reading) {
    constexpr std::size_t atOnce = 4096;
    const Cleaning cleaning(recipe.clean);
    Split split = readParts(recipe, stop, reading);
    const std::size_t all = sizeOf(split);
    CleaningCounts counts;
    CleaningFigures figures;
    for (const Part& part : kParts) {
        counts.tooHard.clear();
        std::span<Example> rest = split.*part.examples;
        while (!rest.empty()) {
            const auto some = rest.first(std::min(atOnce, rest.size()));
            rest = rest.subspan(some.size());
            std::vector<Example> before;
            if (figures.firstChanged.size() < CleaningFigures::kChangedListed)
                before.assign(some.begin(), some.end());
            counts += cleanExamples(cleaning, some, 0, stop);
            addChanged(part, before, some, figures);
            if (tell)
                tell(figuresOf(cleaning, counts, all));
        }
        addTooHard(part, counts, figures);
    }
    CleaningFigures made = figuresOf(cleaning, counts, all);
    made.tooHard = std::move(figures.tooHard);
    made.firstChanged = std::move(figures.firstChanged);
    return made;
}

CleaningFigures cleanRows(const Recipe& recipe, std::size_t limit,
                          const std::function<void(const CleanedRow&)>& row, std::stop_token stop,
                          const Progress& progress, ReadData* read) {
    const Cleaning cleaning(recipe.clean);
    Split split = readParts(recipe, stop, progress);
    takeReadData(split, read);
    const std::size_t all = limit == 0 ? sizeOf(split) : std::min(limit, sizeOf(split));
    CleaningCounts counts;
    CleaningFigures figures;
    for (const Part& part : kParts) {
        counts.tooHard.clear();
        for (const Example& example : split.*part.examples) {
            if (counts.examples == all)
                break;
            if (stop.stop_requested())
                throw Cancelled();
            Example cleaned = example;
            const CleaningCounts one = cleanExamples(cleaning, {&cleaned, 1}, 1);
            counts += one;
            CleanedRow out{part.name,    example.line,
                           example.text, std::move(cleaned.text),
                           example.pair, std::move(cleaned.pair)};
            for (std::size_t i = 0; i < one.changedByRule.size(); ++i) {
                out.changed |= one.changedByRule[i] << i;
                out.refused |= one.refusedByRule[i] << i;
            }
            row(out);
            if (progress)
                progress(static_cast<double>(counts.examples), static_cast<double>(all));
        }
        addTooHard(part, counts, figures);
    }
    CleaningFigures made = figuresOf(cleaning, counts, all);
    made.tooHard = std::move(figures.tooHard);
    return made;
}

} // namespace attune::studio
