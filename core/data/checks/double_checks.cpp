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

// What was not compared, beside what was found or, where that is nothing, by itself.
void tellLimited(Findings& out, DataFinding* finding, const char* kind, const Dataset& data,
                 const char* part, std::uint64_t limited) {
    if (limited == 0)
        return;
    Message what = say(ATTUNE_TEXT("core", "Their rarest words stand in very many texts, so that "
                                           "they were not compared with all of them: %1 of %2."),
                       limited, data.examples.size());
    if (finding) {
        finding->hint = std::move(what);
        return;
    }
    DataFinding alone;
    alone.kind = kind;
    alone.severity = Severity::Info;
    alone.part = part;
    alone.source = data.source;
    alone.message = std::move(what);
    out.push_back(std::move(alone));
}

} // namespace

void checkDoubles(const CheckInput& input, Findings& out) {
    input.eachPart([&](const Dataset& data, const char* part) {
        SameTexts texts(SameTexts::Labels::Compared, input.meaningsOf(data));
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
        AlikeTexts alike(AlikeTexts::standard, input.stop);
        SameTexts same(SameTexts::Labels::Compared, input.meaningsOf(data));
        same.reserve(data.examples.size());
        for (const Example& example : data.examples) {
            input.look();
            alike.add(example, input.meaningOf(data, example));
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
        DataFinding* finding =
            found.finish(out, Severity::Info,
                         ATTUNE_TEXT("core", "Rows much like an earlier one with the same label "
                                             "(%4% of the neighbouring words and more): %1 of %2 "
                                             "(lines %3)."),
                         static_cast<int>(AlikeTexts::standard * 100));
        proposeDropping(finding, false);
        tellLimited(out, finding, "near-doubles", data, part, alike.limited());
    });
}

void checkConflicts(const CheckInput& input, Findings& out) {
    if (!input.hasUsableLabels())
        return;
    input.eachPart([&](const Dataset& data, const char* part) {
        // Of every text the first row, and the first one with a label of another meaning.
        SameTexts texts(SameTexts::Labels::Ignored);
        texts.reserve(data.examples.size());
        std::unordered_map<const Example*, const Example*> torn;
        std::vector<const Example*> firsts(data.examples.size());
        const auto agree = [&](const Example& a, const Example& b) {
            return input.meaningOf(data, a) == input.meaningOf(data, b);
        };
        for (std::size_t i = 0; i < firsts.size(); ++i) {
            input.look();
            const Example& example = data.examples[i];
            if (isBlank(example) || !input.hasTarget(example))
                continue;
            const Example* first = texts.add(example);
            firsts[i] = first ? first : &example;
            if (first && !agree(*first, example))
                torn.emplace(first, &example);
        }
        FindingBuilder found("conflicts", data, part);
        for (std::size_t i = 0; i < firsts.size(); ++i) {
            const auto place = torn.find(firsts[i]);
            if (place == torn.end())
                continue;
            const Example& example = data.examples[i];
            found.add(example, agree(example, *firsts[i]) ? *place->second : *firsts[i], data);
        }
        proposeDropping(found.finish(out, Severity::Warning,
                                     ATTUNE_TEXT("core", "Rows whose text stands elsewhere with "
                                                         "another label: %1 of %2 (lines %3).")),
                        false);
    });
}

// Which of the two rows is to go, a person has to say: without the training row the model learns
// less, without that of the test less is measured.
void checkLeaks(const CheckInput& input, Findings& out) {
    if (!input.test)
        return;
    SameTexts texts(SameTexts::Labels::Ignored);
    texts.reserve(input.test->examples.size());
    for (const Example& example : input.test->examples) {
        input.look();
        if (!isBlank(example))
            texts.add(example);
    }
    FindingBuilder found("leaks", input.train, "train");
    for (const Example& example : input.train.examples) {
        input.look();
        if (const Example* other = isBlank(example) ? nullptr : texts.find(example))
            found.add(example, *other, *input.test);
    }
    proposeDropping(found.finish(out, Severity::Warning,
                                 ATTUNE_TEXT("core", "Training rows whose text stands in the test "
                                                     "too, which then looks better than it is: %1 "
                                                     "of %2 (lines %3 of the training file).")),
                    false);
}

void checkNearLeaks(const CheckInput& input, Findings& out) {
    if (!input.test)
        return;
    SameTexts same(SameTexts::Labels::Ignored);
    AlikeTexts alike(AlikeTexts::standard, input.stop);
    for (const Example& example : input.test->examples) {
        input.look();
        same.add(example);
        alike.add(example, input.meaningOf(*input.test, example));
    }
    for (const Example& example : input.train.examples) {
        input.look();
        alike.add(example, input.meaningOf(input.train, example));
    }
    const auto tests = static_cast<std::uint32_t>(input.test->examples.size());
    for (std::uint32_t i = 0; i < tests; ++i) {
        input.look();
        alike.keep(i);
    }
    FindingBuilder found("near-leaks", input.train, "train");
    for (std::size_t i = 0; i < input.train.examples.size(); ++i) {
        input.look();
        const Example& example = input.train.examples[i];
        if (isBlank(example) || same.find(example))
            continue;
        if (const auto other = alike.find(tests + static_cast<std::uint32_t>(i)))
            found.add(example, input.test->examples[other->number], *input.test);
    }
    DataFinding* finding =
        found.finish(out, Severity::Warning,
                     ATTUNE_TEXT("core", "Training rows much like one of the test with the same "
                                         "label (%4% of the neighbouring words and more): %1 of "
                                         "%2 (lines %3 of the training file)."),
                     static_cast<int>(AlikeTexts::standard * 100));
    proposeDropping(finding, false);
    tellLimited(out, finding, "near-leaks", input.train, "train", alike.limited());
}

} // namespace attune
