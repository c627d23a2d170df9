// SPDX-License-Identifier: GPL-3.0-or-later
// A table as examples: finds the columns and accounts for every row. What a row says of its text
// the reader of the task reads.
#include "base/lists.h"
#include "data/targets.h"
#include "text/compare.h"

#include <algorithm>
#include <limits>

namespace attune {
namespace {

constexpr std::uint32_t rowsBetweenReports = 4096;
constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

// As placeOfColumn(), or `none` where the column may be missing.
std::size_t findColumn(const std::vector<std::string>& columns, const std::string& name,
                       bool needed, const std::string& where, const std::string& key) {
    if (!needed && std::find(columns.begin(), columns.end(), name) == columns.end())
        return none;
    return placeOfColumn(columns, name, where, key);
}

// Merges the rows that the reader left out with those left out here, in the order of the file.
std::vector<SkippedRow> merged(const std::vector<SkippedRow>& a, std::vector<SkippedRow> b) {
    b.insert(b.end(), a.begin(), a.end());
    std::stable_sort(b.begin(), b.end(),
                     [](const SkippedRow& x, const SkippedRow& y) { return x.line < y.line; });
    return b;
}

// The column `given`; one of `others` where labels of words are read, `given` is the `standard`
// name and the table has it not.
std::string nameOf(const std::vector<std::string>& columns, const std::string& given,
                   const std::string& standard, std::initializer_list<const char*> others,
                   const ReadOptions& options) {
    const auto has = [&](const std::string& name) {
        return std::find(columns.begin(), columns.end(), name) != columns.end();
    };
    if (options.task == Task::TokenLabels && given == standard && !has(given))
        for (const char* other : others)
            if (has(other))
                return other;
    return given;
}

// The columns that hold the labels.
std::vector<std::string> labelNames(const std::vector<std::string>& columns,
                                    const ReadOptions& options) {
    if (options.task == Task::MultiLabel && !options.labelColumns.empty())
        return options.labelColumns;
    return {nameOf(columns, options.label, "label",
                   {"ner_tags", "tags", "labels", "spans", "entities"}, options)};
}

// Nothing where no target is read.
std::unique_ptr<TargetReader> targetReader(const TargetColumns& columns,
                                           const ReadOptions& options) {
    if (options.task == Task::TokenLabels)
        return tokenLabelReader(columns); // gives the texts of words even without tags
    if (columns.labels.empty())
        return nullptr;
    switch (options.task) {
    case Task::MultiLabel:
        return multiLabelReader(columns, options);
    case Task::Regression:
        return regressionReader(columns);
    default:
        return singleLabelReader(columns, options.needLabels);
    }
}

// Rows that stay though nothing could be read of what is to be said of them.
struct Unread {
    std::uint64_t rows = 0;
    SkippedRow first;
};

} // namespace

Message readingNote(const std::string& format, const std::string& encoding,
                    const std::string& delimiter) {
    if (format == "csv" || format == "tsv")
        return say(ATTUNE_TEXT("core", "Read as %1, encoding %2, delimiter %3."), format, encoding,
                   delimiter);
    return say(ATTUNE_TEXT("core", "Read as %1, encoding %2."), format, encoding);
}

Dataset readDataset(const fs::path& path, const ReadOptions& options) {
    const std::unique_ptr<TableReader> table = openTable(path, options.table);
    Dataset data;
    data.source = toUtf8(path);
    data.task = options.task;
    const auto& columns = table->columns();
    const auto find = [&](const std::string& name, bool needed, const char* key) {
        return findColumn(columns, name, needed, data.source, options.recipe ? key : "");
    };
    const std::string textName =
        nameOf(columns, options.text, "text", {"tokens", "words"}, options);
    const std::size_t textColumn = find(textName, true, "data.text");
    const std::size_t pairColumn =
        options.pair.empty() ? none : find(options.pair, true, "data.text_pair");
    if (pairColumn != none && infoOf(options.task).perToken)
        throw UsageError(say(ATTUNE_TEXT("core", "Spans are found in single texts, not in pairs.")),
                         data.source,
                         say(ATTUNE_TEXT("core", "Leave the second text column away: "
                                                 "data.text_pair.")));
    TargetColumns target{textColumn, {}, {}, path};
    const bool several = options.task == Task::MultiLabel && !options.labelColumns.empty();
    for (const std::string& name : labelNames(columns, options)) {
        const std::size_t column =
            name.empty() && !options.needLabels
                ? none
                : find(name, options.needLabels, several ? "data.label_columns" : "data.label");
        if (column == none) {
            target.labels.clear(); // one that is missing says nothing of its label
            target.names.clear();
            break;
        }
        target.labels.push_back(column);
        target.names.push_back(columns[column]);
    }
    for (const std::string& name : target.names)
        data.labelColumn += (data.labelColumn.empty() ? "" : ", ") + name;
    data.hasPairs = pairColumn != none;
    const std::unique_ptr<TargetReader> reader = targetReader(target, options);

    std::vector<SkippedRow> unusable;
    Unread unread;
    std::uint64_t nulTexts = 0;
    std::uint32_t firstNul = 0;
    std::uint32_t rowNumber = 0;
    for (TableRow row; table->next(row); ++rowNumber) {
        if (options.progress && rowNumber % rowsBetweenReports == 0)
            options.progress(table->position(), table->size());
        Example example;
        example.line = row.line;
        example.row = rowNumber;
        Message untold; // why there is no target
        if (reader)
            untold = reader->read(row, example);
        if (!reader || !reader->givesText())
            example.text = std::move(row.cells[textColumn]);
        if (!target.labels.empty() && target.labels.front() == textColumn)
            example.text = trimmed(example.text); // as labels are
        if (pairColumn != none)
            example.pair =
                pairColumn == textColumn ? example.text : std::move(row.cells[pairColumn]);
        if (!options.keepEmpty) {
            Message reason;
            if (trimmed(example.text).empty())
                reason = say(ATTUNE_TEXT("core", "The text is empty."));
            else if (data.hasPairs && trimmed(example.pair).empty())
                reason = say(ATTUNE_TEXT("core", "The second text is empty."));
            else if (options.needLabels)
                reason = untold;
            if (!reason.empty()) {
                unusable.push_back({row.line, std::move(reason)});
                continue;
            }
        }
        if (options.task != Task::SingleLabel && !untold.empty() && unread.rows++ == 0)
            unread.first = {row.line, std::move(untold)};
        if (example.text.find('\0') != std::string::npos && ++nulTexts == 1)
            firstNul = row.line;
        data.examples.push_back(std::move(example));
    }

    data.skipped = merged(table->skipped(), std::move(unusable));
    const auto note = [&](Problem::Severity severity, Message message, Message hint = {}) {
        data.notes.push_back({severity, "", data.source, std::move(message), std::move(hint)});
    };
    note(Problem::Severity::Info,
         readingNote(table->format(), table->encoding(), table->delimiter()));
    data.notes.insert(data.notes.end(), table->notes().begin(), table->notes().end());
    if (textName != options.text ||
        (!target.names.empty() && !several && target.names.front() != options.label))
        note(Problem::Severity::Info,
             say(ATTUNE_TEXT("core", "Columns read: texts from “%1”, labels from “%2”."), textName,
                 data.labelColumn));
    if (reader)
        reader->finish(data);
    if (unread.rows > 0)
        note(Problem::Severity::Warning,
             say(ATTUNE_TEXT("core", "Texts whose label cannot be read, which are taken without: "
                                     "%1; the first, line %2: %3"),
                 unread.rows, unread.first.line, unread.first.reason.text()));
    if (nulTexts > 0)
        note(Problem::Severity::Warning,
             say(nulTexts == 1
                     ? ATTUNE_TEXT("core", "%1 text holds NUL bytes, in line %2.")
                     : ATTUNE_TEXT("core", "%1 texts hold NUL bytes; the first stands in line %2."),
                 nulTexts, firstNul),
             say(ATTUNE_TEXT("core", "Check how the file was made.")));
    if (options.table.stop.stop_requested())
        throw Cancelled();
    data.fingerprint = fingerprintOf(data.examples, data.labels);
    return data;
}

} // namespace attune
