// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the files of a recipe and parts them; how validation texts are chosen: strata.h.
#include "data/split.h"

#include "base/lists.h"
#include "data/same_texts.h"
#include "data/strata.h"
#include "data/table_reader.h"
#include "data/target.h"

#include <algorithm>
#include <iterator>

namespace attune {
namespace {

constexpr std::size_t linesToName = 10;

std::string lineList(const std::vector<std::uint32_t>& lines) {
    std::string out;
    for (std::size_t i = 0; i < lines.size() && i < linesToName; ++i)
        out += (i ? ", " : "") + std::to_string(lines[i]);
    if (lines.size() > linesToName)
        out += ", ...";
    return out;
}

// What reading one file had to say, and how many rows it left out.
void addNotes(Split& split, const Dataset& data) {
    split.notes.insert(split.notes.end(), data.notes.begin(), data.notes.end());
    if (data.skipped.empty())
        return;
    split.skippedRows += data.skipped.size();
    const SkippedRow& first = data.skipped.front();
    const std::size_t rows = data.skipped.size() + data.examples.size();
    // Rows of class folders have no line; their reason names the file.
    Message message =
        first.line > 0 ? say(ATTUNE_TEXT("core", "Left out: %1 of %2 rows; the first, line %3: %4"),
                             data.skipped.size(), rows, first.line, first.reason.text())
                       : say(ATTUNE_TEXT("core", "Left out: %1 of %2 rows; the first: %3"),
                             data.skipped.size(), rows, first.reason.text());
    split.notes.push_back(
        {Problem::Severity::Warning, "", data.source, std::move(message),
         say(ATTUNE_TEXT("core", "Repair these rows if they matter; skipped.jsonl in the folder of "
                                 "a run lists them all, and so does “attune-cli clean --json”."))});
}

// How many examples have each of the names.
std::vector<std::size_t> countsOf(const std::vector<Example>& examples, Task task,
                                  std::size_t names) {
    std::vector<std::size_t> counts(names);
    for (const Example& example : examples)
        for (const std::int32_t target : targetsOf(example, task))
            ++counts[static_cast<std::size_t>(target)];
    return counts;
}

// The names that so many examples have.
std::vector<std::string> namesWith(const Split& split, const std::vector<Example>& part,
                                   std::size_t examples) {
    const std::vector<std::string> names = targetNames(split.task, split.labels);
    const std::vector<std::size_t> counts = countsOf(part, split.task, names.size());
    std::vector<std::string> out;
    for (std::size_t i = 0; i < names.size(); ++i)
        if (counts[i] == examples)
            out.push_back(names[i]);
    return out;
}

// Names the labels of the list that `part` has no example of.
void nameMissing(Split& split, const std::vector<Example>& part, const std::string& source,
                 bool isTest) {
    const std::vector<std::string> missing = namesWith(split, part, 0);
    if (missing.empty())
        return;
    const Message message =
        isTest ? say(ATTUNE_TEXT("core", "The test part has no text with the label %1: how well "
                                         "the model knows it is not measured."),
                     quoted(missing))
               : say(ATTUNE_TEXT("core", "The validation part has no text with the label %1: how "
                                         "well the model knows it is not measured."),
                     quoted(missing));
    split.notes.push_back({Problem::Severity::Warning, "", source, message,
                           say(ATTUNE_TEXT("core", "Add texts with this label."))});
}

// The number of each name of a file in the names of the split; -1: it has none.
std::vector<std::int32_t> numbersIn(const std::vector<std::string>& known,
                                    const std::vector<std::string>& names) {
    std::vector<std::int32_t> numbers;
    for (const std::string& name : names) {
        const auto found = std::lower_bound(known.begin(), known.end(), name);
        numbers.push_back(found != known.end() && *found == name
                              ? static_cast<std::int32_t>(found - known.begin())
                              : -1);
    }
    return numbers;
}

void renumber(Example& example, const std::vector<std::int32_t>& numbers) {
    const auto change = [&](std::int32_t& id) { id = numbers[static_cast<std::size_t>(id)]; };
    if (example.label >= 0)
        change(example.label);
    for (std::int32_t& label : example.labels)
        change(label);
    for (TextSpan& span : example.spans)
        change(span.type);
}

// Gives the examples of another file the ids of the split; those with other labels are left out.
std::vector<Example> adopt(Split& split, Dataset data) {
    addNotes(split, data);
    const std::vector<std::string> names = targetNames(data.task, data.labels);
    const std::vector<std::int32_t> numbers =
        numbersIn(targetNames(split.task, split.labels), names);
    std::vector<std::string> unknown;
    for (std::size_t i = 0; i < names.size(); ++i)
        if (numbers[i] < 0)
            unknown.push_back(names[i]);
    std::vector<std::uint32_t> lines;
    std::vector<SkippedRow>& skipped = split.files.back().skipped;
    std::vector<Example> examples;
    for (Example& example : data.examples) {
        const std::vector<std::int32_t> targets = targetsOf(example, data.task);
        const auto strange = std::find_if(targets.begin(), targets.end(), [&](std::int32_t target) {
            return numbers[static_cast<std::size_t>(target)] < 0;
        });
        if (strange == targets.end()) {
            renumber(example, numbers);
            examples.push_back(std::move(example));
            continue;
        }
        lines.push_back(lineOf(example));
        skipped.push_back({lines.back(), say(ATTUNE_TEXT("core", "The label “%1” is not in the "
                                                                 "training data."),
                                             names[static_cast<std::size_t>(*strange)])});
    }
    std::stable_sort(skipped.begin(), skipped.end(),
                     [](const SkippedRow& a, const SkippedRow& b) { return a.line < b.line; });
    if (!unknown.empty()) {
        split.skippedRows += lines.size();
        split.notes.push_back(
            {Problem::Severity::Warning, "", data.source,
             say(lines.size() == 1
                     ? ATTUNE_TEXT("core", "%1 row was left out because its label is not in the "
                                           "training data: %2 (line %3).")
                     : ATTUNE_TEXT("core", "%1 rows were left out because their labels are not in "
                                           "the training data: %2 (lines %3)."),
                 lines.size(), quoted(unknown), lineList(lines)),
             say(ATTUNE_TEXT("core", "Add texts with these labels to the training data, or correct "
                                     "the labels."))});
    }
    if (examples.empty())
        throw UsageError(say(ATTUNE_TEXT("core", "No row of the file can be used.")), data.source,
                         lines.empty()
                             ? say(ATTUNE_TEXT("core", "Give rows with a text and a label."))
                             : say(ATTUNE_TEXT("core", "Its labels are %1; those of the training "
                                                       "data are %2."),
                                   quoted(unknown), quoted(targetNames(split.task, split.labels))));
    return examples;
}

// Leaves rows of the training part out, and tells what each filter did.
void filterTrain(Split& split, const DataSettings& settings, const std::string& source,
                 std::stop_token stop) {
    FilteredRows made = filterRows(settings, split.train, std::move(stop));
    const auto note = [&](Problem::Severity severity, Message message, Message hint = {}) {
        split.notes.push_back(
            {severity, "data.filter", source, std::move(message), std::move(hint)});
    };
    for (const FilterCount& filter : made.filters)
        if (filter.rows == 0)
            note(Problem::Severity::Info,
                 say(ATTUNE_TEXT("core", "The filter “%1” left out none of %2 training rows."),
                     filter.filter, made.before));
        else
            note(Problem::Severity::Info,
                 say(ATTUNE_TEXT("core", "The filter “%1” left out %2 of %3 training rows; the "
                                         "first is line %4."),
                     filter.filter, filter.rows, made.before, filter.first.line));
    if (made.tooHard > 0)
        note(
            Problem::Severity::Warning,
            say(ATTUNE_TEXT("core", "Training rows that stay because the pattern of a filter takes "
                                    "too long on them: %1."),
                made.tooHard),
            say(ATTUNE_TEXT("core", "Simplify the pattern.")));
    if (made.limited > 0)
        note(Problem::Severity::Info,
             say(ATTUNE_TEXT("core", "Training rows that the filter “%1” did not compare with all "
                                     "others, since their rarest words stand in very many: %2."),
                 "near_doubles", made.limited));
    if (split.train.empty() && !made.left.empty())
        throw UsageError(say(ATTUNE_TEXT("core", "The row filters leave none of %1 training rows; "
                                                 "the first, line %2: %3"),
                             made.before, made.left.front().line, made.left.front().reason.text()),
                         source, say(ATTUNE_TEXT("core", "Change data.filter.")));
    const std::vector<std::string> gone =
        made.left.empty() ? std::vector<std::string>() : namesWith(split, split.train, 0);
    if (!gone.empty())
        note(Problem::Severity::Warning,
             say(ATTUNE_TEXT("core", "The filters leave no training text with the label %1."),
                 quoted(gone)),
             say(ATTUNE_TEXT("core", "Change data.filter.")));
    std::vector<SkippedRow>& skipped = split.files.front().skipped;
    split.skippedRows += made.left.size();
    skipped.insert(skipped.end(), std::make_move_iterator(made.left.begin()),
                   std::make_move_iterator(made.left.end()));
    std::stable_sort(skipped.begin(), skipped.end(),
                     [](const SkippedRow& a, const SkippedRow& b) { return a.line < b.line; });
    split.filters = std::move(made.filters);
}

// Moves the share of every label from training to validation.
void makeValidation(Split& split, double share, std::uint64_t seed, const std::string& source) {
    const std::vector<std::string> single = namesWith(split, split.train, 1);
    const std::vector<bool> aside = setAside(
        split.train, split.task, targetNames(split.task, split.labels).size(), share, seed);
    std::vector<Example> train;
    for (std::size_t i = 0; i < aside.size(); ++i)
        (aside[i] ? split.validation : train).push_back(std::move(split.train[i]));
    split.train = std::move(train);
    if (!single.empty())
        split.notes.push_back(
            {Problem::Severity::Warning, "", source,
             say(ATTUNE_TEXT("core", "The label %1 has one text only; it stays in the training "
                                     "part."),
                 quoted(single)),
             say(ATTUNE_TEXT("core", "Add texts with this label."))});
}

} // namespace

Split readSplit(const DataSettings& settings, const fs::path& base, std::uint64_t seed,
                std::stop_token stop,
                const std::function<void(std::uint64_t, std::uint64_t)>& progress, Task task) {
    ReadOptions options;
    options.table.encoding = settings.encoding;
    options.table.delimiter = settings.delimiter;
    options.table.stop = stop;
    options.progress = progress;
    options.text = settings.text;
    options.pair = settings.text_pair;
    options.label = settings.label;
    options.task = task;
    options.labelColumns = settings.label_columns;
    options.labelSeparator = settings.label_separator;
    options.recipe = true;
    Split split;
    split.task = task;
    const auto read = [&](const char* part, const std::string& file) {
        Dataset data = readDataset(base / fromUtf8(file), options);
        split.files.push_back({part, data.source, data.fingerprint, data.skipped});
        return data;
    };

    Dataset train = read("train", settings.train);
    addNotes(split, train);
    const std::string source = train.source;
    const Problems labelProblems = checkLabels(train);
    throwIfErrors(labelProblems, source);
    split.notes.insert(split.notes.end(), labelProblems.begin(), labelProblems.end());
    if (!train.labelSeparator.empty())
        options.labelSeparator = train.labelSeparator; // of the other files too
    split.labels = std::move(train.labels);
    split.train = std::move(train.examples);
    split.hasPairs = train.hasPairs;

    std::string validationSource = source;
    std::string testSource;
    if (!settings.validation.empty()) {
        Dataset validation = read("validation", settings.validation);
        validationSource = validation.source;
        split.validation = adopt(split, std::move(validation));
    } else if (settings.validation_split > 0) {
        makeValidation(split, settings.validation_split, seed, source);
    }
    if (!split.validation.empty()) {
        nameMissing(split, split.validation, validationSource, false);
    }
    if (!settings.test.empty()) {
        Dataset test = read("test", settings.test);
        testSource = test.source;
        split.test = adopt(split, std::move(test));
        nameMissing(split, split.test, testSource, true);
    }
    filterTrain(split, settings, source, stop);
    split.checks = checkTexts(split, stop);
    for (const DataCheck& check : split.checks)
        split.notes.push_back(describe(check, check.part == "train"        ? source
                                              : check.part == "validation" ? validationSource
                                                                           : testSource));
    split.fingerprint = fingerprint(std::string_view(fingerprintOf(split.train, split.labels) +
                                                     fingerprintOf(split.validation, split.labels) +
                                                     fingerprintOf(split.test, split.labels)));
    return split;
}

} // namespace attune
