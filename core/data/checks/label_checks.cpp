// SPDX-License-Identifier: GPL-3.0-or-later
// Labels: whether they are any, how they are written, and how many texts each has.
#include "base/lists.h"
#include "data/checks/check_kit.h"

#include <algorithm>
#include <map>
#include <set>

namespace attune {
namespace {

using Severity = Problem::Severity;

constexpr std::size_t kSuspiciousRows = 4; // each with a label of its own
constexpr std::size_t kFewTexts = 10;      // of a label
constexpr std::size_t kImbalance = 10;     // the most frequent label to the rarest
constexpr std::size_t kLeastRows = 100;    // below, every label may well be rare

// By label or type of the training part: the rows that have it, of single labels those whose label
// means the same.
std::vector<std::size_t> countsOfMeant(const CheckInput& input) {
    if (!input.isSingle()) {
        std::vector<std::size_t> counts(targetNames(input.train.task, input.train.labels).size());
        for (const Example& example : input.train.examples) {
            input.look();
            for (const std::int32_t target : targetsOf(example, input.train.task))
                ++counts[static_cast<std::size_t>(target)];
        }
        return counts;
    }
    std::vector<std::size_t> sums(input.meant.size());
    for (const Example& example : input.train.examples) {
        input.look();
        if (example.label >= 0)
            ++sums[static_cast<std::size_t>(input.meaningOf(input.train, example))];
    }
    std::vector<std::size_t> counts;
    for (const std::int32_t meaning : input.trainMeanings)
        counts.push_back(sums[static_cast<std::size_t>(meaning)]);
    return counts;
}

} // namespace

void checkLabelColumn(const CheckInput& input, Findings& out) {
    if (!input.hasLabels())
        return;
    for (const Problem& problem : checkLabels(input.train))
        if (problem.severity == Severity::Error) {
            DataFinding finding;
            finding.kind = "label-column";
            finding.severity = Severity::Error;
            finding.part = "train";
            finding.source = input.train.source;
            finding.message = problem.message;
            finding.hint = problem.hint;
            out.push_back(std::move(finding));
        }
    if (!input.isSingle())
        return;
    // In few rows every label may differ by chance; worth a look all the same.
    const std::size_t labels = input.train.labels.size();
    if (labels < kSuspiciousRows || labels >= 20 || labels != input.train.examples.size())
        return;
    DataFinding finding;
    finding.kind = "label-column";
    finding.part = "train";
    finding.source = input.train.source;
    finding.message =
        say(ATTUNE_TEXT("core", "Every row has a label of its own, such as %1: the column “%2” may "
                                "be the wrong one."),
            quoted(input.train.labels, 3), input.train.labelColumn);
    finding.hint = say(ATTUNE_TEXT("core", "Choose the column that says the class of each text."));
    out.push_back(std::move(finding));
}

// Reading takes it away, other programs may not.
void checkLabelSpaces(const CheckInput& input, Findings& out) {
    input.eachPart([&](const Dataset& data, const char* part) {
        FindingBuilder found("label-spaces", data, part);
        std::map<std::string, std::string> names;
        auto spaced = data.spacedLabels.begin();
        for (const Example& example : data.examples) {
            input.look();
            while (spaced != data.spacedLabels.end() && *spaced < example.row)
                ++spaced;
            if (spaced == data.spacedLabels.end() || *spaced != example.row)
                continue;
            found.add(example);
            names.emplace(labelOf(data, example), labelOf(data, example));
        }
        DataFinding* finding =
            found.finish(out, Severity::Info,
                         ATTUNE_TEXT("core", "Labels with white space around, which is taken away "
                                             "when they are read: %1 of %2 (lines %3)."));
        if (finding && finding->part == "train")
            finding->repair = {Repair::Action::RenameLabels,
                               true,
                               say(ATTUNE_TEXT("core", "Write them without it.")),
                               {},
                               names};
    });
}

// Of the ways to write a label the one stays that most training rows have; among equals the first.
void checkLabelSpelling(const CheckInput& input, Findings& out) {
    if (!input.isSingle() || !input.hasUsableLabels())
        return;
    std::map<std::string, std::string> names; // as it stands, as it is to be
    std::set<std::string> best;
    input.eachPart([&](const Dataset& data, const char*) {
        for (std::size_t i = 0; i < data.labels.size(); ++i) {
            const auto meaning = static_cast<std::size_t>(input.meaningsOf(data)[i]);
            if (data.labels[i] == input.meant[meaning])
                continue;
            names[data.labels[i]] = input.meant[meaning];
            best.insert(input.meant[meaning]);
        }
    });
    if (names.empty())
        return;
    const std::vector<std::string> kept(best.begin(), best.end());
    std::vector<std::string> others;
    for (const auto& [name, wanted] : names)
        others.push_back(name);
    input.eachPart([&](const Dataset& data, const char* part) {
        FindingBuilder found("label-spelling", data, part);
        for (const Example& example : data.examples) {
            input.look();
            if (names.contains(labelOf(data, example)))
                found.add(example);
        }
        DataFinding* finding = found.finish(
            out, Severity::Warning,
            ATTUNE_TEXT("core", "Labels that differ only in case, width or white space "
                                "from %4 and count as others, %5: %1 of %2 rows (lines "
                                "%3)."),
            quoted(kept), quoted(others));
        if (!finding)
            return;
        finding->hint = say(ATTUNE_TEXT("core", "If they mean the same, write them the same way."));
        if (finding->part != "train")
            return;
        finding->repair = {Repair::Action::RenameLabels,
                           true,
                           say(ATTUNE_TEXT("core", "Write these labels as %1."), quoted(kept)),
                           {},
                           names};
    });
}

void checkRareLabels(const CheckInput& input, Findings& out) {
    if (!input.hasUsableLabels() || input.train.examples.size() < kLeastRows)
        return;
    const std::vector<std::size_t> counts = countsOfMeant(input);
    std::vector<std::string> rare;
    for (std::size_t i = 0; i < counts.size(); ++i)
        if (counts[i] < kFewTexts)
            rare.push_back(targetNames(input.train.task, input.train.labels)[i]);
    FindingBuilder found("rare-labels", input.train, "train");
    for (const Example& example : input.train.examples) {
        input.look();
        const std::vector<std::int32_t> targets = targetsOf(example, input.train.task);
        if (std::any_of(targets.begin(), targets.end(), [&](std::int32_t target) {
                return counts[static_cast<std::size_t>(target)] < kFewTexts;
            }))
            found.add(example);
    }
    DataFinding* finding =
        found.finish(out, Severity::Warning,
                     ATTUNE_TEXT("core", "Labels with fewer than %4 texts, too few to learn and to "
                                         "measure them, %5: %1 of %2 rows (lines %3)."),
                     kFewTexts, quoted(rare));
    proposeDropping(finding, false);
    if (finding)
        finding->hint = say(ATTUNE_TEXT("core", "Add texts with these labels, or join them to "
                                                "others."));
}

void checkImbalance(const CheckInput& input, Findings& out) {
    if (!input.isSingle() || !input.hasUsableLabels() || input.train.examples.size() < kLeastRows)
        return;
    const std::vector<std::size_t> counts = countsOfMeant(input);
    const auto [least, most] = std::minmax_element(counts.begin(), counts.end());
    if (*most < *least * kImbalance)
        return;
    const auto name = [&](auto place) {
        return input.train.labels[static_cast<std::size_t>(place - counts.begin())];
    };
    DataFinding finding;
    finding.kind = "imbalance";
    finding.part = "train";
    finding.source = input.train.source;
    finding.message = say(ATTUNE_TEXT("core", "Texts labelled “%1”: %2, labelled “%3”: only %4. "
                                              "Accuracy says little about the rare one."),
                          name(most), *most, name(least), *least);
    finding.hint = say(ATTUNE_TEXT("core", "Set training.class_weights to balanced, or "
                                           "augment.balance, and look at macro_f1."));
    out.push_back(std::move(finding));
}

} // namespace attune
