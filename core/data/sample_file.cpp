// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/sample_file.h"

#include "base/json.h"
#include "base/lists.h"
#include "data/csv_dialect.h"
#include "text/compare.h"

#include <algorithm>
#include <set>

namespace attune {

namespace {

struct NamedText {
    std::string text, label;
    std::uint32_t line = 0;
};

// Rows without a text or a label are told and left out.
Dataset datasetOf(const std::vector<NamedText>& rows, const fs::path& path) {
    Dataset out;
    out.source = toUtf8(path);
    out.labelColumn = "label";
    std::set<std::string> labels;
    for (const NamedText& row : rows)
        if (!row.text.empty() && !row.label.empty())
            labels.insert(row.label);
    out.labels.assign(labels.begin(), labels.end());
    std::uint32_t number = 0;
    for (const NamedText& row : rows) {
        if (row.text.empty() || row.label.empty()) {
            out.skipped.push_back(
                {row.line, row.text.empty() ? say(ATTUNE_TEXT("core", "The text is empty."))
                                            : say(ATTUNE_TEXT("core", "The label is empty."))});
        } else {
            Example example;
            example.text = row.text;
            example.label = static_cast<std::int32_t>(
                std::lower_bound(out.labels.begin(), out.labels.end(), row.label) -
                out.labels.begin());
            example.line = row.line;
            example.row = number;
            out.examples.push_back(std::move(example));
        }
        ++number;
    }
    out.fingerprint = fingerprintOf(out.examples, out.labels);
    return out;
}

// A string as it is, another value as JSON writes it; nothing of a list or an object.
std::string plainText(const Json& json, const char* key) {
    const auto it = json.find(key);
    if (it == json.end() || it->is_null() || it->is_structured())
        return {};
    return it->is_string() ? it->get<std::string>() : it->dump();
}

std::vector<NamedText> listOf(const fs::path& path) {
    const Json json = readJsonFile(path);
    std::vector<NamedText> rows;
    for (const Json& one : json) {
        if (!one.is_object())
            throw UsageError(say(ATTUNE_TEXT("core", "Entry %1 of the list is no object with a "
                                                     "“text” and a “label”."),
                                 rows.size() + 1),
                             toUtf8(path),
                             say(ATTUNE_TEXT("core", "Write each as {\"text\": \"...\", "
                                                     "\"label\": \"...\"}.")));
        rows.push_back({plainText(one, "text"), std::string(trimmed(plainText(one, "label"))), 0});
    }
    return rows;
}

bool isJsonList(const fs::path& path) {
    if (path.extension() != ".json")
        return false;
    const std::string content = readFile(path, JsonLimits().bytes);
    const std::size_t first = content.find_first_not_of("\xEF\xBB\xBF \t\r\n");
    return first != std::string::npos && content[first] == '[';
}

bool holds(const std::vector<std::string>& names, const char* name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

} // namespace

Dataset readSampleFile(const fs::path& path, std::stop_token stop) {
    if (isJsonList(path))
        return datasetOf(listOf(path), path);
    TableOptions options;
    options.stop = stop;
    const std::unique_ptr<TableReader> table = openTable(path, options);
    const std::vector<std::string> columns = table->columns();
    if (holds(columns, "text") && holds(columns, "label")) {
        ReadOptions reading;
        reading.table = options;
        return readDataset(path, reading);
    }
    if (columns.size() != 2)
        throw UsageError(
            say(ATTUNE_TEXT("core", "Which columns hold texts and labels is not clear. "
                                    "Columns found: %1."),
                named(columns)),
            toUtf8(path), say(ATTUNE_TEXT("core", "Name them text and label, or give a recipe.")));
    // White space around a label makes it no other one: " pos" of the first row is "pos".
    const auto bare = [](const std::vector<std::string>& cells) {
        std::vector<std::string> out;
        for (const std::string& cell : cells)
            out.emplace_back(trimmed(cell));
        return out;
    };
    std::vector<std::vector<std::string>> sample = {bare(columns)};
    std::vector<NamedText> rows;
    for (TableRow row; table->next(row); row = {}) {
        if (sample.size() < 200)
            sample.push_back(bare(row.cells));
        rows.push_back({row.cells[0], std::string(trimmed(row.cells[1])), row.line});
    }
    const bool isExample = firstRowLooksLikeData(sample);
    if (isExample)
        rows.insert(rows.begin(), {columns[0], std::string(trimmed(columns[1])), 1});
    Dataset out = datasetOf(rows, path);
    out.notes.push_back(
        {Problem::Severity::Info,
         {},
         out.source,
         isExample ? say(ATTUNE_TEXT("core", "The first row is read as an example: “%1”, labelled "
                                             "“%2”."),
                         columns[0], trimmed(columns[1]))
                   : say(ATTUNE_TEXT("core", "The first row is read as the names of the columns: "
                                             "“%1” and “%2”."),
                         columns[0], columns[1]),
         say(ATTUNE_TEXT("core", "Name the columns text and label where that is wrong."))});
    out.skipped.insert(out.skipped.end(), table->skipped().begin(), table->skipped().end());
    return out;
}

} // namespace attune
