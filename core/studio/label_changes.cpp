// SPDX-License-Identifier: GPL-3.0-or-later
#include "studio/label_changes.h"

#include "base/lists.h"
#include "data/split.h"
#include "studio/copy_writer.h"
#include "studio/loaded_model.h"
#include "studio/run_data.h"
#include "text/compare.h"

#include <algorithm>
#include <map>

namespace attune::studio {

namespace {

constexpr std::uint32_t kRowsBetweenReports = 4096;

LabelChange changeOf(const Json& json, const std::string& where) {
    try {
        return {json.at("file").get<std::string>(), json.at("row").get<std::uint32_t>(),
                json.at("line").get<std::uint32_t>(), json.at("before").get<std::string>(),
                json.at("after").get<std::string>()};
    } catch (const Json::exception&) {
        throw Error(say(ATTUNE_TEXT("core", "This is no list of changed labels.")), where,
                    say(ATTUNE_TEXT("core", "Remove the file: the run itself needs nothing of "
                                            "it.")));
    }
}

// The data file of a run, by its key.
fs::path fileOf(const Recipe& recipe, const std::string& key) {
    const DataSettings& data = recipe.data;
    const std::string& file = key == "train"        ? data.train
                              : key == "validation" ? data.validation
                                                    : data.test;
    if (file.empty())
        throw UsageError(say(ATTUNE_TEXT("core", "The run has no file “%1”."), key), {},
                         say(ATTUNE_TEXT("core", "Name one of: train, validation, test.")));
    const fs::path path = resolvePath(recipe.base, file);
    std::error_code ignored;
    if (fs::is_directory(path, ignored))
        throw UsageError(say(ATTUNE_TEXT("core", "Texts in class folders have no labels in a "
                                                 "file.")),
                         toUtf8(path),
                         say(ATTUNE_TEXT("core", "Move the texts to the folders of their "
                                                 "labels.")));
    return path;
}

// Lines and rows count only in the very files that the run was made with.
void checkData(const fs::path& run, const Recipe& recipe, std::stop_token stop) {
    checkUnchanged(run, readSplit(recipe.data, recipe.base,
                                  static_cast<std::uint64_t>(recipe.training.seed), std::move(stop),
                                  {}, taskOf(recipe)));
}

std::unique_ptr<TableReader> tableOf(const Recipe& recipe, const fs::path& path,
                                     std::stop_token stop) {
    TableOptions reading;
    reading.encoding = recipe.data.encoding;
    reading.delimiter = recipe.data.delimiter;
    reading.stop = std::move(stop);
    reading.everyRow = true; // JSON objects are kept as they stand
    return openTable(path, reading);
}

Error changedSince(const fs::path& path) {
    return UsageError(say(ATTUNE_TEXT("core", "The file is no longer the one that the run was made "
                                              "with.")),
                      toUtf8(path), say(ATTUNE_TEXT("core", "Put the old file back.")));
}

} // namespace

fs::path labelChangesFile(const fs::path& run) { return run / "label_changes.json"; }

std::vector<LabelChange> readLabelChanges(const fs::path& run) {
    std::error_code ignored;
    if (!fs::exists(labelChangesFile(run), ignored))
        return {};
    const std::string where = toUtf8(labelChangesFile(run));
    const Json json = readJsonFile(labelChangesFile(run));
    std::vector<LabelChange> changes;
    if (!json.is_object() || !json.contains("changes") || !json.at("changes").is_array())
        changes.push_back(changeOf(Json(), where)); // throws
    for (const Json& one : json.at("changes"))
        changes.push_back(changeOf(one, where));
    return changes;
}

void keepLabelChanges(const fs::path& run, const std::vector<LabelChange>& changes) {
    if (changes.empty()) {
        std::error_code ignored;
        fs::remove(labelChangesFile(run), ignored);
        return;
    }
    Json list = Json::array();
    for (const LabelChange& change : changes) {
        Json one;
        one["file"] = change.file;
        one["row"] = change.row;
        one["line"] = change.line;
        one["before"] = change.before;
        one["after"] = change.after;
        list.push_back(std::move(one));
    }
    Json json;
    json["changes"] = std::move(list);
    publishFile(labelChangesFile(run), json.dump(2) + "\n");
}

std::vector<LabelChange> changeLabels(const fs::path& run, const std::string& file,
                                      const std::vector<LabelOfLine>& labels,
                                      std::stop_token stop) {
    const Recipe recipe = RunReader(run).recipe();
    const fs::path path = fileOf(recipe, file);
    const ModelFolder model = openModelFolder(run / "model");
    if (model.task == Task::Regression || model.task == Task::TokenLabels)
        throw UsageError(say(ATTUNE_TEXT("core", "The texts of the task “%1” have no label of "
                                                 "their own that could be changed."),
                             infoOf(model.task).key),
                         toUtf8(run),
                         say(ATTUNE_TEXT("core", "Correct the data themselves, and train anew.")));
    const std::vector<std::string>& known = model.labels;
    std::map<std::uint32_t, std::string> byLine;
    for (const LabelOfLine& one : labels) {
        if (std::find(known.begin(), known.end(), one.label) == known.end())
            throw UsageError(
                say(ATTUNE_TEXT("core", "The model does not know the label “%1”."), one.label), {},
                say(ATTUNE_TEXT("core", "The model's labels are: %1."), named(known)));
        byLine[one.line] = one.label;
    }
    std::vector<LabelChange> changes = readLabelChanges(run);
    checkData(run, recipe, stop);
    const std::unique_ptr<TableReader> table = tableOf(recipe, path, std::move(stop));
    const std::size_t column = placeOfColumn(table->columns(), recipe.data.label, toUtf8(path));
    std::uint32_t number = 0;
    for (TableRow row; !byLine.empty() && table->next(row); row = {}) {
        if (!row.readable)
            continue;
        const auto at = byLine.find(row.line);
        if (at != byLine.end() && column < row.cells.size()) {
            const LabelChange change = {file, number, row.line,
                                        std::string(trimmed(row.cells[column])), at->second};
            std::erase_if(changes, [&](const LabelChange& old) {
                return old.file == file && old.row == number;
            });
            if (change.before != change.after)
                changes.push_back(change);
            byLine.erase(at);
        }
        ++number;
    }
    if (!byLine.empty())
        throw UsageError(
            say(ATTUNE_TEXT("core", "No row begins at line %1."), byLine.begin()->first),
            toUtf8(path), say(ATTUNE_TEXT("core", "Give the lines that evaluate --json tells.")));
    keepLabelChanges(run, changes);
    return changes;
}

Relabelled copyWithLabels(const fs::path& run, const RelabelOptions& options, std::stop_token stop,
                          const Progress& progress) {
    const Recipe recipe = RunReader(run).recipe();
    const fs::path path = fileOf(recipe, options.file);
    const fs::path output = fromUtf8(options.output);
    const std::vector<LabelChange> changes = readLabelChanges(run);
    std::map<std::uint32_t, const LabelChange*> byRow;
    for (const LabelChange& change : changes)
        if (change.file == options.file)
            byRow[change.row] = &change;
    if (byRow.empty())
        throw UsageError(say(ATTUNE_TEXT("core", "No label of this file was changed.")),
                         toUtf8(labelChangesFile(run)),
                         say(ATTUNE_TEXT("core", "Change labels on the page Results, or by "
                                                 "“attune-cli relabel --label”.")));
    checkCopy(path, output, options.overwrite);
    checkData(run, recipe, stop);
    const std::unique_ptr<TableReader> table = tableOf(recipe, path, std::move(stop));
    const std::size_t label = placeOfColumn(table->columns(), recipe.data.label, toUtf8(path));
    // Other files of the recipe are read by the same settings.
    CopyWriter writer(output, table->columns(), recipe.data.encoding, recipe.data.delimiter);
    Relabelled out{options.output, writer.encoding(), writer.delimiter(), 0, 0};
    publishFile(output, [&](FileWriter& file) {
        writer.begin(file);
        std::uint32_t number = 0;
        for (TableRow row; table->next(row); row = {}) {
            if (!row.readable)
                continue;
            if (progress && number % kRowsBetweenReports == 0)
                progress(static_cast<double>(table->position()),
                         static_cast<double>(table->size()));
            std::set<std::size_t> changed;
            if (const auto at = byRow.find(number); at != byRow.end()) {
                if (label >= row.cells.size() || trimmed(row.cells[label]) != at->second->before)
                    throw changedSince(path);
                row.cells[label] = at->second->after;
                changed.insert(label);
                ++out.labels;
            }
            ++number;
            ++out.rows;
            writer.write(file, row, changed);
        }
        if (out.labels != static_cast<std::int64_t>(byRow.size()))
            throw changedSince(path);
    });
    return out;
}

} // namespace attune::studio
