// SPDX-License-Identifier: GPL-3.0-or-later
#include "studio/row_notes.h"

#include "data/encoded_set.h"

namespace attune::studio {

namespace {

constexpr std::size_t kRowsToName = 10;

} // namespace

void noteSkipped(Problems& notes, const std::string& source, const std::vector<SkippedRow>& rows,
                 const Message& hint) {
    for (std::size_t i = 0; i < rows.size() && i < kRowsToName; ++i)
        notes.push_back({Problem::Severity::Warning,
                         {},
                         rows[i].line > 0 ? source + ":" + std::to_string(rows[i].line) : source,
                         rows[i].reason,
                         hint});
    if (rows.size() > kRowsToName)
        notes.push_back({Problem::Severity::Warning,
                         {},
                         source,
                         say(ATTUNE_TEXT("core", "%1 more of %2 such rows are not shown."),
                             rows.size() - kRowsToName, rows.size()),
                         say(ATTUNE_TEXT("core", "--json lists them all."))});
}

void noteTruncated(Problems& notes, std::uint64_t texts, std::size_t maxLength) {
    if (texts > 0)
        notes.push_back(
            {Problem::Severity::Info,
             {},
             {},
             say(ATTUNE_TEXT("core", "%1 texts were cut at %2 tokens."), texts, maxLength),
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
