// SPDX-License-Identifier: GPL-3.0-or-later
// Rows that training leaves out: unreadable ones, those without a text or a label.
#include "data/checks/check_kit.h"

#include <algorithm>
#include <array>

namespace attune {
namespace {

using Severity = Problem::Severity;

// What spreadsheets, databases and programs write where a value is missing, in loose form.
constexpr std::array<std::string_view, 20> kMissing{
    "n/a",     "#n/a",   "<na>",      "null",    "(null)", "[null]",  "nan",
    "-nan",    "#null!", "#ref!",     "#value!", "#name?", "#div/0!", "#num!",
    "#error!", "\\n",    "undefined", "nil",     "none",   "na"};
// Of these a label may well be meant: a stance of none, not applicable.
constexpr std::size_t kPlainWords = 2;

bool isMissing(std::string_view text, bool label) {
    if (text.empty() || text.size() > 12)
        return false;
    const std::string form = looseForm(std::string(text));
    const auto end = kMissing.end() - (label ? kPlainWords : 0);
    return std::find(kMissing.begin(), end, form) != end;
}

} // namespace

// They are no rows of the data set: no copy can hold them.
void checkUnreadable(const CheckInput& input, Findings& out) {
    input.eachPart([&](const Dataset& data, const char* part) {
        if (data.skipped.empty())
            return;
        DataFinding finding;
        finding.kind = "unreadable";
        finding.part = part;
        finding.source = data.source;
        for (const SkippedRow& row : data.skipped) {
            finding.lines.push_back(row.line);
            if (finding.first.size() < 10)
                finding.first.push_back({row.line, row.reason.text(), {}, 0, {}, {}});
        }
        const SkippedRow& first = data.skipped.front();
        finding.message = say(ATTUNE_TEXT("core", "Rows that cannot be read: %1; the first, line "
                                                  "%2: %3"),
                              data.skipped.size(), first.line, first.reason.text());
        finding.hint = say(ATTUNE_TEXT("core", "Repair them by hand; a repaired copy is without "
                                               "them."));
        out.push_back(std::move(finding));
    });
}

void checkEmptyTexts(const CheckInput& input, Findings& out) {
    input.eachPart([&](const Dataset& data, const char* part) {
        FindingBuilder found("empty-texts", data, part);
        for (const Example& example : data.examples) {
            input.look();
            if (isBlank(example) || (data.hasPairs && trimmed(example.pair).empty()))
                found.add(example);
        }
        proposeDropping(found.finish(out, Severity::Warning,
                                     ATTUNE_TEXT("core", "Rows without a text: %1 of %2 (lines "
                                                         "%3). Training leaves them out.")),
                        true);
    });
}

void checkPlaceholders(const CheckInput& input, Findings& out) {
    input.eachPart([&](const Dataset& data, const char* part) {
        std::vector<bool> labels; // by label id
        for (const std::string& label : data.labels)
            labels.push_back(isMissing(label, true));
        FindingBuilder found("placeholders", data, part);
        for (const Example& example : data.examples) {
            input.look();
            if (isMissing(trimmed(example.text), false) ||
                (data.hasPairs && isMissing(trimmed(example.pair), false)) ||
                (example.label >= 0 && labels[static_cast<std::size_t>(example.label)]))
                found.add(example);
        }
        proposeDropping(found.finish(out, Severity::Warning,
                                     ATTUNE_TEXT("core", "Rows whose text or label is a sign of a "
                                                         "missing value, such as “N/A” or “null”: "
                                                         "%1 of %2 (lines %3).")),
                        false);
    });
}

void checkEmptyLabels(const CheckInput& input, Findings& out) {
    if (!input.hasLabels())
        return;
    input.eachPart([&](const Dataset& data, const char* part) {
        FindingBuilder found("empty-labels", data, part);
        for (const Example& example : data.examples) {
            input.look();
            if (!input.hasTarget(example) && !isBlank(example))
                found.add(example);
        }
        const char* const message =
            data.task == Task::Regression
                ? ATTUNE_TEXT("core", "Rows whose label is no number: %1 of %2 (lines %3). "
                                      "Training leaves them out.")
                : ATTUNE_TEXT("core", "Rows without a label: %1 of %2 (lines %3). Training leaves "
                                      "them out.");
        proposeDropping(found.finish(out, Severity::Warning, message), true);
    });
}

} // namespace attune
