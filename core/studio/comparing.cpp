// SPDX-License-Identifier: GPL-3.0-or-later
#include "studio/comparing.h"

#include "data/split.h"
#include "evaluate/mcnemar.h"
#include "studio/loaded_model.h"
#include "studio/row_notes.h"
#include "studio/run_data.h"

#include <algorithm>
#include <set>

namespace attune::studio {

namespace {

// Labelled texts; labels are indices into `names`.
struct Texts {
    std::vector<Example> examples;
    std::vector<std::string> names;
    bool pairs = false;
};

struct Answers {
    std::vector<std::string> labels; // of the model
    std::vector<std::int32_t> best;  // ids of it
    std::vector<double> scores;
};

void refuseOtherTasks(const ModelFolder& folder) {
    if (folder.task != Task::SingleLabel)
        throw UsageError(say(ATTUNE_TEXT("core", "Only models that give each text one label are "
                                                 "compared text by text; this one's task is "
                                                 "“%1”."),
                             infoOf(folder.task).key),
                         toUtf8(folder.path),
                         say(ATTUNE_TEXT("core", "Evaluate both models, and compare the "
                                                 "figures.")));
}

// The models are loaded one after the other: memory for one will do.
Answers answersOf(const fs::path& path, const std::string& precision, const Texts& texts,
                  Problems& notes, const Progress& progress, double from, std::stop_token stop) {
    LoadedModel model = loadFinished(path, precision);
    refuseOtherTasks(model.folder);
    checkPairs(model.folder, texts.pairs);
    const EncodedSet set = model.encode(texts.examples, texts.pairs, stop);
    noteTruncated(notes, set.truncated, model.maxLength);
    const Predictions found = predictAll(
        *model.engine, set,
        [&](std::size_t done, std::size_t all) {
            if (progress)
                progress(from + 0.5 * static_cast<double>(done) / static_cast<double>(all), 1);
        },
        stop);
    Answers answers;
    answers.labels = model.folder.labels;
    for (std::size_t i = 0; i < set.rows(); ++i) {
        answers.best.push_back(found.best(i));
        answers.scores.push_back(found.scores(i)[static_cast<std::size_t>(answers.best[i])]);
    }
    return answers;
}

std::vector<std::int32_t> placesIn(const std::vector<std::string>& all,
                                   const std::vector<std::string>& names) {
    std::vector<std::int32_t> places;
    for (const std::string& name : names)
        places.push_back(static_cast<std::int32_t>(std::lower_bound(all.begin(), all.end(), name) -
                                                   all.begin()));
    return places;
}

bool knows(const Answers& answers, const std::string& name) {
    return std::find(answers.labels.begin(), answers.labels.end(), name) != answers.labels.end();
}

ModelComparison compare(const Texts& texts, const Answers& first, const Answers& second) {
    ModelComparison out;
    out.hasPairs = texts.pairs;
    std::set<std::string> names(texts.names.begin(), texts.names.end());
    names.insert(first.labels.begin(), first.labels.end());
    names.insert(second.labels.begin(), second.labels.end());
    out.labels.assign(names.begin(), names.end());
    const auto truth = placesIn(out.labels, texts.names);
    const auto ofFirst = placesIn(out.labels, first.labels);
    const auto ofSecond = placesIn(out.labels, second.labels);
    std::int64_t left = 0;
    for (std::size_t i = 0; i < texts.examples.size(); ++i) {
        const Example& example = texts.examples[i];
        if (example.label < 0)
            continue;
        const std::string& name = texts.names[static_cast<std::size_t>(example.label)];
        if (!knows(first, name) || !knows(second, name)) {
            ++left;
            continue;
        }
        ModelComparison::Row row;
        row.label = truth[static_cast<std::size_t>(example.label)];
        row.first = ofFirst[static_cast<std::size_t>(first.best[i])];
        row.second = ofSecond[static_cast<std::size_t>(second.best[i])];
        const bool a = row.first == row.label, b = row.second == row.label;
        ++out.texts;
        ++(a ? (b ? out.bothRight : out.onlyFirst) : b ? out.onlySecond : out.bothWrong);
        if (row.first == row.second)
            continue;
        row.line = example.line;
        row.text = example.text;
        row.pair = example.pair;
        row.firstScore = first.scores[i];
        row.secondScore = second.scores[i];
        out.rows.push_back(std::move(row));
    }
    if (out.texts == 0)
        throw UsageError(say(ATTUNE_TEXT("core", "No text has a label that both models know.")), {},
                         say(ATTUNE_TEXT("core", "Compare models that were trained on the same "
                                                 "labels.")));
    if (left > 0)
        out.notes.push_back({Problem::Severity::Warning,
                             {},
                             {},
                             say(ATTUNE_TEXT("core", "%1 texts were left out, because one of the "
                                                     "models does not know their labels."),
                                 left),
                             {}});
    std::stable_sort(out.rows.begin(), out.rows.end(), [](const auto& a, const auto& b) {
        const auto bothWrong = [](const auto& row) {
            return row.first != row.label && row.second != row.label;
        };
        if (bothWrong(a) != bothWrong(b))
            return bothWrong(b);
        return std::max(a.firstScore, a.secondScore) > std::max(b.firstScore, b.secondScore);
    });
    out.p = mcnemarExact(out.onlyFirst, out.onlySecond);
    return out;
}

ModelComparison compareOn(const Texts& texts, const fs::path& first, const fs::path& second,
                          const std::string& precision, Problems notes, const Progress& progress,
                          std::stop_token stop) {
    const Answers a = answersOf(first, precision, texts, notes, progress, 0, stop);
    const Answers b = answersOf(second, precision, texts, notes, progress, 0.5, stop);
    ModelComparison out = compare(texts, a, b);
    notes.insert(notes.end(), out.notes.begin(), out.notes.end());
    out.notes = std::move(notes);
    return out;
}

} // namespace

double ModelComparison::accuracy(bool second) const {
    return texts > 0 ? static_cast<double>(bothRight + (second ? onlySecond : onlyFirst)) /
                           static_cast<double>(texts)
                     : 0;
}

ModelComparison compareModels(const fs::path& first, const fs::path& second,
                              const EvaluateOptions& options, const Progress& progress,
                              std::stop_token stop) {
    const fs::path data = fromUtf8(options.data);
    ReadOptions reading;
    reading.table.encoding = options.encoding;
    reading.table.delimiter = options.delimiter;
    reading.table.stop = stop;
    const ModelFolder firstFolder = openFinished(first), secondFolder = openFinished(second);
    refuseOtherTasks(firstFolder);
    refuseOtherTasks(secondFolder);
    const ChosenColumns chosen = chooseColumns(data, reading.table, firstFolder,
                                               {options.text, options.pair, options.label}, true);
    reading.text = chosen.columns.text;
    reading.pair = chosen.columns.pair;
    reading.label = chosen.columns.label;
    Dataset set = readDataset(data, reading);
    Problems notes = chosen.notes;
    notes.insert(notes.end(), set.notes.begin(), set.notes.end());
    noteRows(notes, set.source, set.skipped);
    return compareOn({std::move(set.examples), set.labels, set.hasPairs}, first, second,
                     options.precision, std::move(notes), progress, stop);
}

ModelComparison compareOnRun(const fs::path& runFolder, const fs::path& second, bool testPart,
                             const Progress& progress, std::stop_token stop) {
    const Recipe recipe = RunReader(runFolder).recipe();
    const ModelFolder own = openFinished(runFolder);
    refuseOtherTasks(own);
    refuseOtherTasks(openFinished(second));
    Split split =
        readSplit(recipe.data, recipe.base, static_cast<std::uint64_t>(recipe.training.seed), stop);
    checkUnchanged(runFolder, split);
    std::vector<Example>& part = testPart ? split.test : split.validation;
    if (part.empty())
        throw UsageError(testPart ? say(ATTUNE_TEXT("core", "The run has no test part."))
                                  : say(ATTUNE_TEXT("core", "The run has no validation part.")),
                         toUtf8(runFolder),
                         say(ATTUNE_TEXT("core", "Compare the models on a file of labelled texts "
                                                 "instead (attune-cli compare).")));
    return compareOn({std::move(part), split.labels, split.hasPairs}, own.path, second, "fp32",
                     split.notes, progress, stop);
}

} // namespace attune::studio
