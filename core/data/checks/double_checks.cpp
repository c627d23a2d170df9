// SPDX-License-Identifier: GPL-3.0-or-later
// The same text twice: with the same label, nearly the same, with another label, and in the test.
// What is the same, and what is alike: same_texts.h, alike_texts.h.
#include "data/alike_texts.h"
#include "data/checks/check_kit.h"

#include <algorithm>
#include <unordered_map>

namespace attune {
namespace {

using Severity = Problem::Severity;

// Labels of the test under the ids of the training part; other ones from 1,000,000 on.
Dataset withLabelsOf(const Dataset& train, const Dataset& test) {
    Dataset out;
    out.examples = test.examples;
    for (Example& example : out.examples) {
        if (example.label < 0)
            continue;
        const std::string& name = test.labels[static_cast<std::size_t>(example.label)];
        const auto found = std::lower_bound(train.labels.begin(), train.labels.end(), name);
        example.label = found != train.labels.end() && *found == name
                            ? static_cast<std::int32_t>(found - train.labels.begin())
                            : 1'000'000 + example.label;
    }
    return out;
}

} // namespace

void checkDoubles(const CheckInput& input, Findings& out) {
    input.eachPart([&](const Dataset& data, const char* part) {
        SameTexts texts(SameTexts::Labels::Compared);
        texts.reserve(data.examples.size());
        FindingBuilder found("doubles", data, part);
        for (const Example& example : data.examples) {
            input.look();
            if (isBlank(example))
                continue;
            if (const Example* first = texts.add(example))
                found.add(example, *first, data);
        }
        proposeDropping(found.finish(out, Severity::Warning,
                                     ATTUNE_TEXT("core", "Rows whose text stands earlier with the "
                                                         "same label: %1 of %2 (lines %3).")),
                        true);
    });
}

void checkNearDoubles(const CheckInput& input, Findings& out) {
    input.eachPart([&](const Dataset& data, const char* part) {
        AlikeTexts alike(AlikeTexts::standard);
        SameTexts same(SameTexts::Labels::Compared);
        same.reserve(data.examples.size());
        for (const Example& example : data.examples) {
            input.look();
            alike.add(example);
        }
        FindingBuilder found("near-doubles", data, part);
        for (std::size_t i = 0; i < data.examples.size(); ++i) {
            input.look();
            const Example& example = data.examples[i];
            if (isBlank(example) || same.add(example))
                continue; // a double, not a near one
            const auto number = static_cast<std::uint32_t>(i);
            if (const auto other = alike.find(number))
                found.add(example, data.examples[other->number], data);
            else
                alike.keep(number);
        }
        proposeDropping(
            found.finish(out, Severity::Info,
                         ATTUNE_TEXT("core", "Rows much like an earlier one with the same label "
                                             "(%4% of the neighbouring words and more): %1 of %2 "
                                             "(lines %3)."),
                         static_cast<int>(AlikeTexts::standard * 100)),
            false);
    });
}

void checkConflicts(const CheckInput& input, Findings& out) {
    if (!input.hasUsableLabels())
        return;
    input.eachPart([&](const Dataset& data, const char* part) {
        // Of every text the first row, and the first one with another label.
        SameTexts texts(SameTexts::Labels::Ignored);
        texts.reserve(data.examples.size());
        std::unordered_map<const Example*, const Example*> torn;
        std::vector<const Example*> firsts(data.examples.size());
        for (std::size_t i = 0; i < firsts.size(); ++i) {
            input.look();
            const Example& example = data.examples[i];
            if (isBlank(example) || example.label < 0)
                continue;
            const Example* first = texts.add(example);
            firsts[i] = first ? first : &example;
            if (first && first->label != example.label)
                torn.emplace(first, &example);
        }
        FindingBuilder found("conflicts", data, part);
        for (std::size_t i = 0; i < firsts.size(); ++i) {
            const auto place = torn.find(firsts[i]);
            if (place == torn.end())
                continue;
            const Example& example = data.examples[i];
            const bool likeFirst = example.label == firsts[i]->label;
            found.add(example, likeFirst ? *place->second : *firsts[i], data);
        }
        proposeDropping(found.finish(out, Severity::Warning,
                                     ATTUNE_TEXT("core", "Rows whose text stands elsewhere with "
                                                         "another label: %1 of %2 (lines %3).")),
                        false);
    });
}

void checkLeaks(const CheckInput& input, Findings& out) {
    if (!input.test)
        return;
    SameTexts texts(SameTexts::Labels::Ignored);
    texts.reserve(input.test->examples.size());
    for (const Example& example : input.test->examples)
        if (!isBlank(example))
            texts.add(example);
    FindingBuilder found("leaks", input.train, "train");
    for (const Example& example : input.train.examples) {
        input.look();
        if (const Example* other = isBlank(example) ? nullptr : texts.find(example))
            found.add(example, *other, *input.test);
    }
    proposeDropping(found.finish(out, Severity::Warning,
                                 ATTUNE_TEXT("core", "Training rows whose text stands in the test "
                                                     "too, which then looks better than it is: %1 "
                                                     "of %2 (lines %3).")),
                    false);
}

void checkNearLeaks(const CheckInput& input, Findings& out) {
    if (!input.test)
        return;
    const Dataset test = withLabelsOf(input.train, *input.test);
    SameTexts same(SameTexts::Labels::Ignored);
    AlikeTexts alike(AlikeTexts::standard);
    for (const Example& example : test.examples) {
        same.add(example);
        alike.add(example);
    }
    for (const Example& example : input.train.examples) {
        input.look();
        alike.add(example);
    }
    const auto tests = static_cast<std::uint32_t>(test.examples.size());
    for (std::uint32_t i = 0; i < tests; ++i)
        alike.keep(i);
    FindingBuilder found("near-leaks", input.train, "train");
    for (std::size_t i = 0; i < input.train.examples.size(); ++i) {
        input.look();
        const Example& example = input.train.examples[i];
        if (isBlank(example) || same.find(example))
            continue;
        if (const auto other = alike.find(tests + static_cast<std::uint32_t>(i)))
            found.add(example, input.test->examples[other->number], *input.test);
    }
    proposeDropping(
        found.finish(out, Severity::Warning,
                     ATTUNE_TEXT("core", "Training rows much like one of the test with the same "
                                         "label (%4% of the neighbouring words and more): %1 of "
                                         "%2 (lines %3)."),
                     static_cast<int>(AlikeTexts::standard * 100)),
        false);
}

} // namespace attune
