// SPDX-License-Identifier: GPL-3.0-or-later
// Which columns of a table a finished model is asked with. Nothing is taken in silence: what is
// read is told, and a guess among several columns is refused.
#include "base/lists.h"
#include "studio/loaded_model.h"

#include <algorithm>

namespace attune::studio {

namespace {

bool holds(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

Message whatIsRead(const TableColumns& columns) {
    if (!columns.pair.empty() && !columns.label.empty())
        return say(ATTUNE_TEXT("core", "Columns read: texts from “%1”, second texts from “%2”, "
                                       "labels from “%3”."),
                   columns.text, columns.pair, columns.label);
    if (!columns.pair.empty())
        return say(ATTUNE_TEXT("core", "Columns read: texts from “%1”, second texts from “%2”."),
                   columns.text, columns.pair);
    if (!columns.label.empty())
        return say(ATTUNE_TEXT("core", "Columns read: texts from “%1”, labels from “%2”."),
                   columns.text, columns.label);
    return say(ATTUNE_TEXT("core", "Column read: texts from “%1”."), columns.text);
}

Message unclearText(const std::string& trained, const std::vector<std::string>& names) {
    return trained.empty()
               ? say(ATTUNE_TEXT("core", "Which column holds the texts is not clear. Columns "
                                         "found: %1."),
                     named(names))
               : say(ATTUNE_TEXT("core", "There is no column “%1”, which the model was trained "
                                         "on, and which one holds the texts is not clear. Columns "
                                         "found: %2."),
                     trained, named(names));
}

Message unclearLabel(const std::string& trained, const std::vector<std::string>& names) {
    return trained.empty()
               ? say(ATTUNE_TEXT("core", "Which column holds the labels is not clear. Columns "
                                         "found: %1."),
                     named(names))
               : say(ATTUNE_TEXT("core", "There is no column “%1”, which the model was trained "
                                         "on, and which one holds the labels is not clear. "
                                         "Columns found: %2."),
                     trained, named(names));
}

// The only one of `candidates` that is not taken yet; else nothing.
std::string onlyOne(std::vector<std::string> candidates, const std::vector<std::string>& taken) {
    std::erase_if(candidates, [&](const std::string& name) { return holds(taken, name); });
    return candidates.size() == 1 ? candidates.front() : std::string();
}

// The column of the second texts of a model that takes pairs.
std::string pairColumn(const ModelFolder& model, const TableColumns& trained,
                       const TableColumns& given, const std::vector<std::string>& names,
                       const std::string& where) {
    if (!given.pair.empty() || pairsOf(model) != Pairs::Yes)
        return given.pair;
    if (holds(names, trained.pair))
        return trained.pair;
    throw UsageError(say(ATTUNE_TEXT("core", "The model was trained on pairs of texts, and the "
                                             "file has no column “%1” for the second text. "
                                             "Columns found: %2."),
                         trained.pair, named(names)),
                     where,
                     say(ATTUNE_TEXT("core", "Name the column of the second texts: --text-pair "
                                             "COLUMN.")));
}

// What is told of columns that are not those of the training, though nobody named them.
void warnOfOthers(const TableColumns& trained, const TableColumns& given,
                  const TableColumns& columns, bool oneColumn, const std::string& where,
                  Problems& notes) {
    const auto warn = [&](Message message, Message hint) {
        notes.push_back(
            {Problem::Severity::Warning, {}, where, std::move(message), std::move(hint)});
    };
    if (given.text.empty() && !trained.text.empty() && columns.text != trained.text)
        warn(say(ATTUNE_TEXT("core", "There is no column “%1”, which the model was trained on: "
                                     "the texts are read from “%2”."),
                 trained.text, columns.text),
             oneColumn
                 ? say(ATTUNE_TEXT("core", "If “%1” is a text itself, add a first row with the "
                                           "name of the column: that row is not answered."),
                       columns.text)
                 : say(ATTUNE_TEXT("core", "If that is wrong, name the column: --text COLUMN.")));
    if (given.label.empty() && !columns.label.empty() && !trained.label.empty() &&
        columns.label != trained.label)
        warn(say(ATTUNE_TEXT("core", "There is no column “%1”, which the model was trained on: "
                                     "the labels are read from “%2”."),
                 trained.label, columns.label),
             say(ATTUNE_TEXT("core", "If that is wrong, name the column: --label COLUMN.")));
}

} // namespace

ChosenColumns chooseColumns(const fs::path& path, const TableOptions& options,
                            const TableColumns& given) {
    const std::vector<std::string> names = openTable(path, options)->columns();
    const std::string where = toUtf8(path);
    for (const std::string* name : {&given.text, &given.pair, &given.label})
        if (!name->empty())
            placeOfColumn(names, *name, where);
    TableColumns columns = given;
    const ColumnGuess guess = guessColumns(path, options);
    const auto take = [&](std::string& column, const char* name, const std::string& other,
                          const std::vector<std::string>& candidates) {
        if (column.empty() && holds(names, name) && other != name && columns.pair != name)
            column = name;
        if (column.empty())
            column = onlyOne(candidates, {other, columns.pair});
    };
    take(columns.text, "text", columns.label, guess.texts);
    take(columns.label, "label", columns.text, guess.labels);
    if (columns.text.empty() && names.size() == 1 && columns.label.empty())
        columns.text = names.front();
    if (columns.text.empty())
        throw UsageError(unclearText({}, names), where,
                         say(ATTUNE_TEXT("core", "Name it: --text COLUMN.")));
    return {columns, {{Problem::Severity::Info, {}, where, whatIsRead(columns), {}}}};
}

ChosenColumns chooseColumns(const fs::path& path, const TableOptions& options,
                            const ModelFolder& model, const TableColumns& given, bool needLabel) {
    const TableColumns trained =
        model.attune ? model.attune->columns.value_or(TableColumns()) : TableColumns();
    const std::unique_ptr<TableReader> table = openTable(path, options);
    const std::vector<std::string>& names = table->columns();
    const std::string where = toUtf8(path);
    TableColumns columns = given;
    columns.separator = trained.separator;
    if (needLabel && given.label.empty() && !trained.labels.empty() &&
        std::all_of(trained.labels.begin(), trained.labels.end(),
                    [&](const std::string& name) { return holds(names, name); })) {
        columns.labels = trained.labels;
        needLabel = false;
    }
    columns.pair = pairColumn(model, trained, given, names, where);
    checkPairs(model, !columns.pair.empty());
    const auto take = [&](std::string& column, const std::string& name, const std::string& other) {
        if (column.empty() && holds(names, name) && name != other && name != columns.pair)
            column = name;
    };
    take(columns.text, trained.text, columns.label);
    take(columns.label, trained.label, columns.text);
    take(columns.text, "text", columns.label);
    take(columns.label, "label", columns.text);
    if (names.size() == 1)
        take(columns.text, names.front(), columns.label);
    if (columns.text.empty() || (needLabel && columns.label.empty())) {
        const ColumnGuess guess = guessColumns(path, options);
        if (columns.text.empty())
            columns.text = onlyOne(guess.texts, {columns.label, columns.pair});
        if (needLabel && columns.label.empty())
            columns.label = onlyOne(guess.labels, {columns.text, columns.pair});
    }
    if (columns.text.empty())
        throw UsageError(unclearText(trained.text, names), where,
                         say(ATTUNE_TEXT("core", "Name it: --text COLUMN.")));
    if (needLabel && columns.label.empty())
        throw UsageError(unclearLabel(trained.label, names), where,
                         say(ATTUNE_TEXT("core", "Name it: --label COLUMN.")));
    if (!needLabel)
        columns.label.clear(); // it was only kept apart from the texts
    ChosenColumns chosen{columns, {}};
    chosen.notes.push_back({Problem::Severity::Info, {}, where, whatIsRead(columns), {}});
    if (table->format() != "folders") // whose columns have fixed names
        warnOfOthers(trained, given, columns, names.size() == 1, where, chosen.notes);
    return chosen;
}

} // namespace attune::studio
