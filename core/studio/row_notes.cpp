// SPDX-License-Identifier: GPL-3.0-or-later
#include "studio/row_notes.h"

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
                         say(ATTUNE_TEXT("core", "%1 more rows of %2 could not be used."),
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

} // namespace attune::studio
