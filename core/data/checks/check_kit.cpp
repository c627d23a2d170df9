// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/checks/check_kit.h"

#include "text/utf8.h"

#include <cmath>
#include <map>

namespace attune {
namespace {

constexpr std::size_t kCases = 10;
constexpr std::size_t kTextBytes = 300; // of a text that is kept as an example

std::string beginning(const std::string& text) {
    if (text.size() <= kTextBytes)
        return text;
    const std::string_view cut = std::string_view(text).substr(0, kTextBytes);
    return std::string(cut.substr(0, validUtf8Prefix(cut))) + "…";
}

// Rows of every label.
std::vector<std::size_t> countsOf(const Dataset& data) {
    std::vector<std::size_t> counts(data.labels.size());
    for (const Example& example : data.examples)
        if (example.label >= 0)
            ++counts[static_cast<std::size_t>(example.label)];
    return counts;
}

} // namespace

CheckInput::CheckInput(const Dataset& trainPart, const Dataset* testPart, std::stop_token stopToken)
    : train(trainPart), test(testPart), stop(std::move(stopToken)) {
    std::map<std::string, std::int32_t> known; // by loose form
    if (!isSingle()) {
        eachPart([&](const Dataset& data, const char*) {
            for (const Example& example : data.examples) {
                look();
                const auto next = static_cast<std::int32_t>(targets_.size());
                targets_.emplace(looseForm(labelOf(data, example)), next);
            }
        });
        return;
    }
    std::vector<std::size_t> most; // by meaning: training rows of its label in `meant`
    eachPart([&](const Dataset& data, const char*) {
        std::vector<std::size_t> counts = countsOf(data);
        if (&data != &train)
            counts.assign(counts.size(), 0);
        for (std::size_t i = 0; i < data.labels.size(); ++i) {
            const auto [place, fresh] =
                known.emplace(looseForm(data.labels[i]), static_cast<std::int32_t>(meant.size()));
            const auto meaning = static_cast<std::size_t>(place->second);
            if (fresh) {
                meant.push_back(data.labels[i]);
                most.push_back(counts[i]);
            } else if (counts[i] > most[meaning]) {
                meant[meaning] = data.labels[i];
                most[meaning] = counts[i];
            }
            (&data == &train ? trainMeanings : testMeanings).push_back(place->second);
        }
    });
}

std::int32_t CheckInput::meaningOf(const Dataset& data, const Example& example) const {
    if (!isSingle())
        return targets_.at(looseForm(labelOf(data, example)));
    return example.label < 0 ? -1 : meaningsOf(data)[static_cast<std::size_t>(example.label)];
}

bool CheckInput::hasTarget(const Example& example) const {
    if (train.task == Task::Regression)
        return !std::isnan(example.value);
    return !isSingle() || example.label >= 0;
}

bool CheckInput::hasUsableLabels() const {
    if (!isSingle())
        return hasLabels();
    return hasLabels() && train.labels.size() > 1 &&
           train.labels.size() * 2 <= std::max<std::size_t>(train.examples.size(), 20);
}

FindingBuilder::FindingBuilder(const char* kind, const Dataset& data, const char* part)
    : data_(data), all_(data.examples.size()) {
    finding_.kind = kind;
    finding_.part = part;
    finding_.source = data.source;
}

void FindingBuilder::add(const Example& example) {
    finding_.lines.push_back(lineOf(example));
    finding_.rows.push_back(example.row);
    if (finding_.first.size() < kCases)
        finding_.first.push_back(
            {lineOf(example), beginning(example.text), labelOf(data_, example), 0, {}, {}});
}

void FindingBuilder::add(const Example& example, const Example& other, const Dataset& otherData) {
    const std::size_t before = finding_.first.size();
    add(example);
    if (finding_.first.size() == before)
        return;
    DataFinding::Case& made = finding_.first.back();
    made.other = lineOf(other);
    if (&otherData != &data_)
        finding_.otherSource = otherData.source;
    made.otherText = beginning(other.text);
    made.otherLabel = labelOf(otherData, other);
}

std::string FindingBuilder::firstLines() const {
    std::string out;
    for (std::size_t i = 0; i < finding_.lines.size() && i < kCases; ++i)
        out += (i > 0 ? ", " : "") + std::to_string(finding_.lines[i]);
    return finding_.lines.size() > kCases ? out + ", …" : out;
}

void proposeDropping(DataFinding* finding, bool safe) {
    if (finding == nullptr)
        return;
    finding->repair.proposal = say(ATTUNE_TEXT("core", "Leave these rows out."));
    if (finding->part != "train") {
        finding->hint = std::move(finding->repair.proposal);
        finding->repair = {};
        return;
    }
    finding->repair.action = Repair::Action::DropRows;
    finding->repair.safe = safe;
}

void proposeCleaning(DataFinding* finding, const char* rule, bool safe) {
    if (finding == nullptr)
        return;
    finding->hint =
        say(ATTUNE_TEXT("core", "The rule “%1” of “clean” does it for every text."), rule);
    finding->repair.rules = {cleaningStep(rule)};
    if (finding->part != "train")
        return;
    finding->repair.action = Repair::Action::CleanTexts;
    finding->repair.safe = safe;
    finding->repair.proposal =
        say(ATTUNE_TEXT("core", "Rewrite these texts by the cleaning rule “%1”."), rule);
}

} // namespace attune
