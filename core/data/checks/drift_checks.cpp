// SPDX-License-Identifier: GPL-3.0-or-later
// Whether the test is of the same kind as the training part. A difference is told where it is both
// large and, by the number of texts, no chance (one in a thousand).
#include "base/lists.h"
#include "data/checks/check_kit.h"
#include "data/word_hashes.h"
#include "text/utf8.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <unordered_set>

namespace attune {
namespace {

using Severity = Problem::Severity;

void tell(const CheckInput& input, Findings& out, const char* kind, Message message, Message hint) {
    DataFinding finding;
    finding.kind = kind;
    finding.part = "test";
    finding.source = input.test->source;
    finding.message = std::move(message);
    finding.hint = std::move(hint);
    out.push_back(std::move(finding));
}

double percent(double share) { return std::round(share * 1000) / 10; }

// The value that a chi-square of so many degrees exceeds once in a thousand times (Wilson and
// Hilferty 1931).
double chiSquareBound(double degrees) {
    const double part = 2 / (9 * degrees);
    return degrees * std::pow(1 - part + 3.09 * std::sqrt(part), 3);
}

std::vector<double> lengthsOf(const CheckInput& input, const Dataset& data) {
    std::vector<double> lengths;
    for (const Example& example : data.examples) {
        input.look();
        if (!isBlank(example))
            lengths.push_back(static_cast<double>(countCodePoints(trimmed(example.text))));
    }
    std::sort(lengths.begin(), lengths.end());
    return lengths;
}

// The greatest distance of two distributions (Kolmogorov and Smirnov), of sorted values.
double distance(const std::vector<double>& a, const std::vector<double>& b) {
    std::size_t i = 0;
    std::size_t j = 0;
    double most = 0;
    while (i < a.size() && j < b.size()) {
        const double at = std::min(a[i], b[j]);
        while (i < a.size() && a[i] == at)
            ++i;
        while (j < b.size() && b[j] == at)
            ++j;
        most = std::max(most, std::abs(static_cast<double>(i) / static_cast<double>(a.size()) -
                                       static_cast<double>(j) / static_cast<double>(b.size())));
    }
    return most;
}

} // namespace

void checkUnknownLabels(const CheckInput& input, Findings& out) {
    if (!input.test || !input.hasUsableLabels())
        return;
    const std::vector<std::string> all = targetNames(input.test->task, input.test->labels);
    std::vector<bool> unknown; // by label or type of the test
    if (input.isSingle()) {
        const std::set<std::int32_t> known(input.trainMeanings.begin(), input.trainMeanings.end());
        for (const std::int32_t meaning : input.testMeanings)
            unknown.push_back(!known.contains(meaning));
    } else {
        const std::vector<std::string> trained = targetNames(input.train.task, input.train.labels);
        for (const std::string& name : all)
            unknown.push_back(!std::binary_search(trained.begin(), trained.end(), name));
    }
    FindingBuilder found("unknown-labels", *input.test, "test");
    std::vector<std::string> names;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (unknown[i])
            names.push_back(all[i]);
    for (const Example& example : input.test->examples) {
        input.look();
        const std::vector<std::int32_t> targets = targetsOf(example, input.test->task);
        if (std::any_of(targets.begin(), targets.end(), [&](std::int32_t target) {
                return unknown[static_cast<std::size_t>(target)];
            }))
            found.add(example);
    }
    if (DataFinding* finding =
            found.finish(out, Severity::Warning,
                         ATTUNE_TEXT("core", "Labels of the test that no training row has, %4: %1 "
                                             "of %2 rows (lines %3)."),
                         quoted(names)))
        finding->hint = say(ATTUNE_TEXT("core", "Add texts with these labels to the training data, "
                                                "or correct the labels."));
}

void checkLabelDrift(const CheckInput& input, Findings& out) {
    constexpr double large = 0.1;
    if (!input.test || !input.isSingle() || !input.hasUsableLabels())
        return;
    std::vector<std::array<double, 2>> counts(input.meant.size()); // by meaning
    std::array<double, 2> all{};
    input.eachPart([&](const Dataset& data, const char*) {
        const std::size_t part = &data == &input.train ? 0 : 1;
        for (const Example& example : data.examples) {
            input.look();
            if (example.label < 0)
                continue;
            ++counts[static_cast<std::size_t>(input.meaningOf(data, example))][part];
            ++all[part];
        }
    });
    if (all[0] == 0 || all[1] == 0)
        return;
    double chiSquare = 0;
    double most = 0;
    std::size_t farthest = 0;
    for (std::size_t label = 0; label < counts.size(); ++label) {
        const std::array<double, 2>& count = counts[label];
        const double share = (count[0] + count[1]) / (all[0] + all[1]);
        for (const std::size_t part : {0, 1}) {
            const double expected = share * all[part];
            chiSquare += (count[part] - expected) * (count[part] - expected) / expected;
        }
        const double difference = std::abs(count[0] / all[0] - count[1] / all[1]);
        if (difference > most) {
            most = difference;
            farthest = label;
        }
    }
    if (most < large || chiSquare < chiSquareBound(static_cast<double>(counts.size() - 1)))
        return;
    const std::array<double, 2>& count = counts[farthest];
    tell(
        input, out, "label-drift",
        say(ATTUNE_TEXT("core", "The label “%1” makes up %2% of the training rows and %3% of the "
                                "test."),
            input.meant[farthest], percent(count[0] / all[0]), percent(count[1] / all[1])),
        say(ATTUNE_TEXT("core", "Look at figures of each label; a test with the shares of real use "
                                "tells most.")));
}

void checkLengthDrift(const CheckInput& input, Findings& out) {
    constexpr double large = 1.5;
    if (!input.test)
        return;
    const std::vector<double> train = lengthsOf(input, input.train);
    const std::vector<double> test = lengthsOf(input, *input.test);
    if (train.empty() || test.empty())
        return;
    const double before = train[train.size() / 2];
    const double after = test[test.size() / 2];
    const double ratio = std::max(before, after) / std::min(before, after);
    const auto n = static_cast<double>(train.size());
    const auto m = static_cast<double>(test.size());
    if (ratio < large || distance(train, test) < 1.95 * std::sqrt((n + m) / (n * m)))
        return;
    tell(input, out, "length-drift",
         say(ATTUNE_TEXT("core", "Half of the training texts have up to %1 characters, half of the "
                                 "test up to %2."),
             before, after),
         say(ATTUNE_TEXT("core", "Train on texts such as those that the model will read.")));
}

// What is usual is measured on the training part: the words of every tenth text that the others
// lack. A text that stands twice counts once, lest it be known by its double.
void checkVocabularyDrift(const CheckInput& input, Findings& out) {
    constexpr double large = 0.1;
    constexpr double leastWords = 200;
    if (!input.test)
        return;
    SameTexts texts(SameTexts::Labels::Ignored);
    texts.reserve(input.train.examples.size());
    std::unordered_set<std::uint64_t> known; // at first, of nine texts in ten
    std::vector<const Example*> tenth;
    std::size_t number = 0;
    for (const Example& example : input.train.examples) {
        input.look();
        if (texts.add(example))
            continue;
        if (++number % 10 == 0)
            tenth.push_back(&example);
        else
            eachWordHash(example.text, [&](std::uint64_t word) { known.insert(word); });
    }
    const auto unknown = [&](const Example& example, double& words, double& found) {
        eachWordHash(example.text, [&](std::uint64_t word) {
            ++words;
            found += known.contains(word) ? 0 : 1;
        });
    };
    double usualWords = 0, usual = 0, words = 0, fresh = 0;
    for (const Example* example : tenth)
        unknown(*example, usualWords, usual);
    for (const Example* example : tenth)
        eachWordHash(example->text, [&](std::uint64_t word) { known.insert(word); });
    for (const Example& example : input.test->examples) {
        input.look();
        unknown(example, words, fresh);
    }
    if (words < leastWords || usualWords == 0)
        return;
    const double expected = usual / usualWords;
    const double share = fresh / words;
    if (share < 2 * expected + large)
        return;
    tell(input, out, "vocabulary-drift",
         say(ATTUNE_TEXT("core", "%1% of the words of the test stand nowhere in the training part; "
                                 "%2% would be usual."),
             percent(share), percent(expected)),
         say(ATTUNE_TEXT("core", "Train on texts such as those that the model will read.")));
}

} // namespace attune
