// SPDX-License-Identifier: GPL-3.0-or-later
// A table as examples: finds the columns, trims labels, and accounts for every row.
#include "base/lists.h"
#include "data/tables.h"
#include "text/compare.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <unordered_map>

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

// Gives labels ids by the code-point order of their names, which is the byte order of UTF-8.
void orderLabels(Dataset& data, std::vector<std::string> names) {
    std::vector<std::size_t> order(names.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return names[a] < names[b]; });
    std::vector<std::int32_t> ids(names.size());
    data.labels.clear();
    for (const std::size_t old : order) {
        ids[old] = static_cast<std::int32_t>(data.labels.size());
        data.labels.push_back(std::move(names[old]));
    }
    for (Example& example : data.examples)
        if (example.label >= 0)
            example.label = ids[static_cast<std::size_t>(example.label)];
}

// Merges the rows that the reader left out with those left out here, in the order of the file.
std::vector<SkippedRow> merged(const std::vector<SkippedRow>& a, std::vector<SkippedRow> b) {
    b.insert(b.end(), a.begin(), a.end());
    std::stable_sort(b.begin(), b.end(),
                     [](const SkippedRow& x, const SkippedRow& y) { return x.line < y.line; });
    return b;
}

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
    const std::size_t textColumn = find(options.text, true, "data.text");
    const std::size_t pairColumn =
        options.pair.empty() ? none : find(options.pair, true, "data.text_pair");
    const std::size_t labelColumn = options.label.empty() && !options.needLabels
                                        ? none
                                        : find(options.label, options.needLabels, "data.label");
    data.hasPairs = pairColumn != none;
    if (labelColumn != none)
        data.labelColumn = columns[labelColumn];

    std::unordered_map<std::string, std::int32_t> ids;
    std::vector<std::string> names;
    std::vector<SkippedRow> unusable;
    std::uint64_t nulTexts = 0;
    std::uint32_t firstNul = 0;
    std::uint32_t rowNumber = 0;
    for (TableRow row; table->next(row); ++rowNumber) {
        if (options.progress && rowNumber % rowsBetweenReports == 0)
            options.progress(table->position(), table->size());
        Example example;
        example.line = row.line;
        example.row = rowNumber;
        if (labelColumn != none) {
            const std::string& cell = row.cells[labelColumn];
            const std::string label(trimmed(cell));
            if (label.size() != cell.size() && !label.empty())
                data.spacedLabels.push_back(rowNumber);
            if (!label.empty()) {
                const auto [place, fresh] =
                    ids.emplace(label, static_cast<std::int32_t>(names.size()));
                if (fresh)
                    names.push_back(label);
                if (names.size() > maxLabels && options.needLabels)
                    throw UsageError(
                        say(ATTUNE_TEXT("core", "The column “%1” has more than %2 different values "
                                                "in the first %3 rows: these are hardly labels."),
                            data.labelColumn, maxLabels, rowNumber + 1),
                        placeOf(path, row.line),
                        say(ATTUNE_TEXT("core", "Choose the column that says the class of each "
                                                "text.")));
                example.label = place->second;
            }
        }
        example.text = std::move(row.cells[textColumn]);
        if (textColumn == labelColumn)
            example.text = names.empty() || example.label < 0
                               ? std::string()
                               : names[static_cast<std::size_t>(example.label)];
        if (pairColumn != none)
            example.pair =
                pairColumn == textColumn ? example.text : std::move(row.cells[pairColumn]);
        if (!options.keepEmpty) {
            Message reason;
            if (trimmed(example.text).empty())
                reason = say(ATTUNE_TEXT("core", "The text is empty."));
            else if (data.hasPairs && trimmed(example.pair).empty())
                reason = say(ATTUNE_TEXT("core", "The second text is empty."));
            else if (options.needLabels && example.label < 0)
                reason = say(ATTUNE_TEXT("core", "The label is empty."));
            if (!reason.empty()) {
                unusable.push_back({row.line, std::move(reason)});
                continue;
            }
        }
        if (example.text.find('\0') != std::string::npos && ++nulTexts == 1)
            firstNul = row.line;
        data.examples.push_back(std::move(example));
    }

    // Labels of which every row was left out are none.
    std::vector<bool> used(names.size());
    for (const Example& example : data.examples)
        if (example.label >= 0)
            used[static_cast<std::size_t>(example.label)] = true;
    std::vector<std::string> kept;
    std::vector<std::int32_t> places(names.size(), -1);
    for (std::size_t i = 0; i < names.size(); ++i)
        if (used[i]) {
            places[i] = static_cast<std::int32_t>(kept.size());
            kept.push_back(std::move(names[i]));
        }
    for (Example& example : data.examples)
        if (example.label >= 0)
            example.label = places[static_cast<std::size_t>(example.label)];
    orderLabels(data, std::move(kept));

    data.skipped = merged(table->skipped(), std::move(unusable));
    const auto note = [&](Problem::Severity severity, Message message, Message hint = {}) {
        data.notes.push_back({severity, "", data.source, std::move(message), std::move(hint)});
    };
    note(Problem::Severity::Info,
         readingNote(table->format(), table->encoding(), table->delimiter()));
    data.notes.insert(data.notes.end(), table->notes().begin(), table->notes().end());
    if (const std::size_t trimmedLabels = data.spacedLabels.size(); trimmedLabels > 0)
        note(Problem::Severity::Info,
             say(trimmedLabels == 1
                     ? ATTUNE_TEXT("core", "White space around %1 label was taken away.")
                     : ATTUNE_TEXT("core", "White space around %1 labels was taken away."),
                 trimmedLabels));
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
