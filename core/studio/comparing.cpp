// SPDX-License-Identifier: GPL-3.0-or-later
#include "studio/comparing.h"

#include "data/split.h"
#include "evaluate/mcnemar.h"
#include "studio/labelled_file.h"
#include "studio/loaded_model.h"
#include "studio/row_notes.h"
#include "studio/run_data.h"
#include "studio/run_texts.h"

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
        answers.best.push_back(model.label(found, i));
        answers.scores.push_back(model.scores(found, i)[static_cast<std::size_t>(answers.best[i])]);
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

void warn(Problems& notes, const fs::path& where, Message what, Message hint = {}) {
    notes.push_back(
        {Problem::Severity::Warning, {}, toUtf8(where), std::move(what), std::move(hint)});
}

// The name of its run, or its own.
std::string nameOf(const fs::path& model) {
    const fs::path path = runHolding(model).value_or(model);
    return toUtf8((path.has_filename() ? path : path.parent_path()).filename());
}

// Nothing where it cannot be told, and then a note.
std::optional<RunTexts> textsOf(const fs::path& model, Problems& notes,
                                const std::stop_token& stop) {
    Message hint = say(ATTUNE_TEXT("core", "Compare the models on texts that neither of them was "
                                           "trained on."));
    try {
        if (auto texts = RunTexts::of(model, stop))
            return texts;
    } catch (const Error& error) {
        hint = error.message();
    }
    warn(notes, model,
         say(ATTUNE_TEXT("core", "It is not known which texts “%1” was trained on; those of them "
                                 "that are asked here flatter it."),
             nameOf(model)),
         std::move(hint));
    return std::nullopt;
}

// A model is surer of texts that it was trained on. Those that only one of both was trained on say
// nothing of which is better, and are left out.
std::int64_t leaveOutTrained(Texts& texts, const fs::path& first, const fs::path& second,
                             const std::optional<RunTexts>& ofFirst,
                             const std::optional<RunTexts>& ofSecond, Problems& notes) {
    std::int64_t onlyFirst = 0, onlySecond = 0, both = 0;
    const std::size_t all = texts.examples.size();
    std::erase_if(texts.examples, [&](const Example& example) {
        const bool a = ofFirst && ofFirst->trainedOn(example);
        const bool b = ofSecond && ofSecond->trainedOn(example);
        onlyFirst += a && !b ? 1 : 0;
        onlySecond += b && !a ? 1 : 0;
        both += a && b ? 1 : 0;
        return a != b;
    });
    const auto told = [&](std::int64_t count, const fs::path& model, Message hint) {
        if (count > 0)
            warn(notes, {},
                 say(ATTUNE_TEXT("core", "Left out are texts that only “%1” was trained on: %2 of "
                                         "%3."),
                     nameOf(model), count, all),
                 std::move(hint));
    };
    const Message hint = say(ATTUNE_TEXT("core", "Where both runs keep the same texts aside as "
                                                 "their test part, compare on these."));
    told(onlyFirst, first, onlySecond > 0 ? Message() : hint);
    told(onlySecond, second, hint);
    if (texts.examples.empty() && all > 0)
        throw UsageError(say(ATTUNE_TEXT("core", "On none of these texts can the models be "
                                                 "compared: one of them was trained on each.")),
                         {},
                         say(ATTUNE_TEXT("core", "Compare the models on texts that neither of "
                                                 "them was trained on.")));
    if (both > 0)
        warn(notes, {},
             say(ATTUNE_TEXT("core", "Both models were trained on some of these texts, which tell "
                                     "little of others: %1 of %2."),
                 both, all));
    return onlyFirst + onlySecond;
}

// `ofFirst`: what the first was trained on, where it can be told.
ModelComparison compareOn(Texts texts, const fs::path& first, const fs::path& second,
                          const std::optional<RunTexts>& ofFirst, const std::string& precision,
                          Problems notes, const Progress& progress, std::stop_token stop) {
    const std::optional<RunTexts> ofSecond = textsOf(second, notes, stop);
    const std::int64_t trainedOn = leaveOutTrained(texts, first, second, ofFirst, ofSecond, notes);
    const Answers a = answersOf(first, precision, texts, notes, progress, 0, stop);
    const Answers b = answersOf(second, precision, texts, notes, progress, 0.5, stop);
    ModelComparison out = compare(texts, a, b);
    out.trainedOn = trainedOn;
    notes.insert(notes.end(), out.notes.begin(), out.notes.end());
    out.notes = std::move(notes);
    return out;
}

// `testPart`: nothing: where the run has one.
ModelComparison compareOnPart(const fs::path& runFolder, const fs::path& second,
                              std::optional<bool> testPart, const std::string& precision,
                              const Progress& progress, std::stop_token stop) {
    const Recipe recipe = RunReader(runFolder).recipe();
    const ModelFolder own = openFinished(runFolder);
    refuseOtherTasks(own);
    refuseOtherTasks(openFinished(second));
    Split split =
        readSplit(recipe.data, recipe.base, static_cast<std::uint64_t>(recipe.training.seed), stop);
    checkUnchanged(runFolder, split);
    const bool test = testPart.value_or(!split.test.empty());
    std::vector<Example>& part = test ? split.test : split.validation;
    if (part.empty())
        throw UsageError(test ? say(ATTUNE_TEXT("core", "The run has no test part."))
                              : say(ATTUNE_TEXT("core", "The run has no validation part.")),
                         toUtf8(runFolder),
                         say(ATTUNE_TEXT("core", "Compare the models on a file of labelled texts "
                                                 "instead (attune-cli compare).")));
    Problems notes = split.notes;
    if (!testPart)
        notes.push_back({Problem::Severity::Info,
                         {},
                         toUtf8(runFolder),
                         test ? say(ATTUNE_TEXT("core", "The texts are those of its test part."))
                              : say(ATTUNE_TEXT("core", "The texts are those of its validation "
                                                        "part.")),
                         {}});
    const RunTexts ofOwn(split);
    return compareOn({std::move(part), split.labels, split.hasPairs}, own.path, second, ofOwn,
                     precision, std::move(notes), progress, stop);
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
    if (options.data.empty()) {
        const auto run = runHolding(first);
        if (!run)
            throw UsageError(say(ATTUNE_TEXT("core", "The first model lies in no run, so there are "
                                                     "no texts to compare the models on.")),
                             toUtf8(first),
                             say(ATTUNE_TEXT("core", "Give labelled texts (on the command line: "
                                                     "--data FILE).")));
        return compareOnPart(*run, second, {}, options.precision, progress, std::move(stop));
    }
    const ModelFolder firstFolder = openFinished(first), secondFolder = openFinished(second);
    refuseOtherTasks(firstFolder);
    refuseOtherTasks(secondFolder);
    Problems notes;
    Dataset set = readLabelled(options, firstFolder, notes, stop);
    const std::optional<RunTexts> ofFirst = textsOf(first, notes, stop);
    return compareOn({std::move(set.examples), set.labels, set.hasPairs}, first, second, ofFirst,
                     options.precision, std::move(notes), progress, stop);
}

ModelComparison compareOnRun(const fs::path& runFolder, const fs::path& second, bool testPart,
                             const Progress& progress, std::stop_token stop) {
    return compareOnPart(runFolder, second, testPart, "fp32", progress, std::move(stop));
}

} // namespace attune::studio
