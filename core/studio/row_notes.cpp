// SPDX-License-Identifier: GPL-3.0-or-later
#include "studio/row_notes.h"

#include "data/encoded_set.h"

namespace attune::studio {

namespace {

constexpr std::size_t kRowsToName = 10;

} // namespace

void noteRows(Problems& notes, const std::string& source, const std::vector<RowNote>& rows) {
    for (std::size_t i = 0; i < rows.size() && i < kRowsToName; ++i) {
        const SkippedRow& row = rows[i].row;
        notes.push_back({Problem::Severity::Warning,
                         {},
                         row.line > 0 ? source + ":" + std::to_string(row.line) : source,
                         row.reason,
                         rows[i].hint});
    }
    if (rows.size() > kRowsToName)
        notes.push_back({Problem::Severity::Warning,
                         {},
                         source,
                         say(ATTUNE_TEXT("core", "%1 more of %2 such rows are not shown."),
                             rows.size() - kRowsToName, rows.size()),
                         say(ATTUNE_TEXT("core", "--json lists them all."))});
}

void noteRows(Problems& notes, const std::string& source, const std::vector<SkippedRow>& rows) {
    std::vector<RowNote> all;
    for (const SkippedRow& row : rows)
        all.push_back({row, {}});
    noteRows(notes, source, all);
}

void noteEmpty(Problems& notes, const std::string& source, const std::vector<SkippedRow>& rows,
               std::size_t texts, Message hint) {
    if (rows.empty())
        return;
    std::string lines;
    for (std::size_t i = 0; i < rows.size() && i < kRowsToName; ++i)
        lines += (i > 0 ? ", " : "") + std::to_string(rows[i].line);
    if (rows.size() > kRowsToName)
        lines += ", ...";
    // Files of class folders have no lines.
    Message message =
        rows.front().line > 0
            ? say(ATTUNE_TEXT("core", "Empty or missing texts: %1 of %2 (lines %3). Their "
                                      "answers mean nothing."),
                  rows.size(), texts, lines)
            : say(ATTUNE_TEXT("core", "Empty or missing texts: %1 of %2. Their answers mean "
                                      "nothing."),
                  rows.size(), texts);
    notes.push_back({Problem::Severity::Warning, {}, source, std::move(message), std::move(hint)});
}

void noteTruncated(Problems& notes, std::uint64_t texts, std::size_t maxLength) {
    if (texts > 0)
        notes.push_back({Problem::Severity::Info,
                         {},
                         {},
                         say(texts == 1 ? ATTUNE_TEXT("core", "%1 text was cut at %2 tokens.")
                                        : ATTUNE_TEXT("core", "%1 texts were cut at %2 tokens."),
                             texts, maxLength),
                         {}});
}

void noteUnknown(Problems& notes, std::uint64_t unknown, std::uint64_t tokens) {
    if (unknown == 0)
        return;
    const bool much = isMuchUnknown(static_cast<double>(unknown), static_cast<double>(tokens));
    notes.push_back(
        {much ? Problem::Severity::Warning : Problem::Severity::Info,
         {},
         {},
         say(ATTUNE_TEXT("core", "%1 of %2 tokens are unknown to the tokenizer."), unknown, tokens),
         {}});
}

} // namespace attune::studio
