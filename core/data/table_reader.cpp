// SPDX-License-Identifier: GPL-3.0-or-later
// Which kind of table a path is: folders are known by being one, files by their ending, else by
// their first character.
#include "data/table_reader.h"

#include "base/lists.h"
#include "base/parameter.h"
#include "data/tables.h"
#include "text/compare.h"
#include "text/encoding.h"

#include <algorithm>
#include <unordered_set>

namespace attune {
namespace {

std::string endingOf(const fs::path& path) {
    std::string ending = toUtf8(path.extension());
    std::transform(ending.begin(), ending.end(), ending.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return ending;
}

char firstCharacter(const fs::path& path, const TableOptions& options) {
    TextFile file(path, options.encoding, options.stop);
    for (std::string piece; file.read(piece);) {
        const std::string_view text = trimmed(piece);
        if (!text.empty())
            return text.front();
    }
    return '\0';
}

} // namespace

std::string headOf(const fs::path& path, const TableOptions& options) {
    std::string head;
    TextFile(path, options.encoding, options.stop).read(head);
    return head;
}

void repairColumns(std::vector<std::string>& columns, const std::string& where, Problems& notes) {
    const auto note = [&](Message message) {
        notes.push_back({Problem::Severity::Info, "", where, std::move(message), {}});
    };
    std::unordered_set<std::string> taken;
    std::size_t unnamed = 0;
    bool spaced = false;
    for (std::string& column : columns) {
        const std::string plain(trimmed(column));
        spaced = spaced || plain != column;
        column = plain;
        unnamed += plain.empty();
    }
    // Names that stand once keep them, whatever a repair would make of another.
    for (const std::string& column : columns)
        taken.insert(column);
    std::unordered_set<std::string> seen;
    for (std::string& column : columns) {
        const std::string base = column.empty() ? "column" : column;
        if (!column.empty() && seen.insert(column).second)
            continue;
        std::string name = base;
        for (std::size_t number = 2; taken.count(name) > 0; ++number)
            name = base + "_" + std::to_string(number);
        if (!column.empty())
            note(say(ATTUNE_TEXT("core", "Two columns are named “%1”; the second was named “%2”."),
                     column, name));
        taken.insert(name);
        seen.insert(name);
        column = name;
    }
    if (unnamed > 0)
        note(say(unnamed == 1
                     ? ATTUNE_TEXT("core", "%1 column has no name and was named “column”.")
                     : ATTUNE_TEXT("core", "%1 columns have no name and were named “column”."),
                 unnamed));
    if (spaced)
        note(say(ATTUNE_TEXT("core", "White space around names of columns was taken away.")));
}

void throwRowTooLong(const fs::path& path, std::uint32_t line) {
    throw UsageError(
        say(ATTUNE_TEXT("core", "The row that starts in line %1 is longer than %2 MB."), line,
            maxRowBytes >> 20),
        placeOf(path, line),
        say(ATTUNE_TEXT("core", "Check for a quote that is never closed, and that the "
                                "file is a table of texts.")));
}

std::size_t placeOfColumn(const std::vector<std::string>& columns, const std::string& name,
                          const std::string& where, const std::string& key) {
    const auto found = std::find(columns.begin(), columns.end(), name);
    if (found != columns.end())
        return static_cast<std::size_t>(found - columns.begin());
    const std::string list = named(columns);
    // A name in another case is nearer than any by edits.
    std::string nearest = nearestKey(name, columns);
    for (const std::string& column : columns)
        if (looseForm(column) == looseForm(name))
            nearest = column;
    if (columns.size() == 1 && key == "data.label")
        throw UsageError(
            say(ATTUNE_TEXT("core", "The file has a single column, “%1”: the labels are missing."),
                list),
            where,
            say(ATTUNE_TEXT("core", "Add a second column with the label of each text. If the file "
                                    "has one already, set what parts the cells: data.delimiter.")));
    const Message what = say(ATTUNE_TEXT("core", "The file has no column “%1”."), name);
    if (key.empty())
        throw UsageError(
            what, where,
            nearest.empty()
                ? say(ATTUNE_TEXT("core", "Columns found: %1."), list)
                : say(ATTUNE_TEXT("core", "Columns found: %1. Did you mean “%2”?"), list, nearest));
    throw UsageError(what, where,
                     nearest.empty()
                         ? say(ATTUNE_TEXT("core", "Columns found: %1. Name the right one by %2 in "
                                                   "the recipe (on the command line: --set "
                                                   "%2=COLUMN)."),
                               list, key)
                         : say(ATTUNE_TEXT("core", "Columns found: %1. If “%2” is meant, name it "
                                                   "by %3 in the recipe (on the command line: "
                                                   "--set %3=%2)."),
                               list, nearest, key));
}

std::unique_ptr<TableReader> openTable(const fs::path& path, const TableOptions& options) {
    std::error_code code;
    if (fs::is_directory(path, code))
        return openFolderTable(path, options);
    if (fs::is_regular_file(path, code))
        refuseOtherFormats(path);
    const std::string ending = endingOf(path);
    if (ending == ".jsonl" || ending == ".ndjson")
        return openJsonlTable(path, options);
    if (ending == ".json" && firstCharacter(path, options) == '[')
        throw UsageError(say(ATTUNE_TEXT("core", "The file is one JSON array.")), toUtf8(path),
                         say(ATTUNE_TEXT("core", "Write one object a line instead (JSON Lines).")));
    if (ending == ".json")
        return openJsonlTable(path, options);
    if (ending == ".conll" || ending == ".bio" || ending == ".iob" || ending == ".iob2")
        return openConllTable(path, options);
    const bool tabs = ending == ".tsv" || ending == ".tab";
    if (ending != ".csv" && !tabs && firstCharacter(path, options) == '{')
        return openJsonlTable(path, options);
    if (ending != ".csv" && options.delimiter == "auto" && looksLikeConll(headOf(path, options)))
        return openConllTable(path, options);
    return openCsvTable(path, options, tabs);
}

} // namespace attune
