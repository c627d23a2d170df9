// SPDX-License-Identifier: GPL-3.0-or-later
// Rows that training leaves out: unreadable ones, those without a text or a label.
#include "data/checks/check_kit.h"

namespace attune {

using Severity = Problem::Severity;

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

void checkEmptyLabels(const CheckInput& input, Findings& out) {
    if (!input.hasLabels())
        return;
    input.eachPart([&](const Dataset& data, const char* part) {
        FindingBuilder found("empty-labels", data, part);
        for (const Example& example : data.examples) {
            input.look();
            if (example.label < 0 && !isBlank(example))
                found.add(example);
        }
        proposeDropping(found.finish(out, Severity::Warning,
                                     ATTUNE_TEXT("core", "Rows without a label: %1 of %2 (lines "
                                                         "%3). Training leaves them out.")),
                        true);
    });
}

} // namespace attune
