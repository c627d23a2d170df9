// SPDX-License-Identifier: GPL-3.0-or-later
#include "studio/comparing.h"

#include "data/span_notes.h"
#include "data/split.h"
#include "evaluate/mcnemar.h"
#include "studio/answers.h"
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
    std::vector<std::int32_t> best; // SingleLabel: ids of the model
    std::vector<std::string> said;  // for people
    std::vector<bool> right;
    std::vector<double> scores;
};

void checkTasks(const ModelFolder& first, const ModelFolder& second) {
    if (first.task == Task::Regression || second.task == Task::Regression)
        throw UsageError(say(ATTUNE_TEXT("core", "The numbers of a regression are neither right "
                                                 "nor wrong, so its models are not compared text "
                                                 "by text.")),
                         toUtf8(first.task == Task::Regression ? first.path : second.path),
                         say(ATTUNE_TEXT("core", "Evaluate both models, and compare the "
                                                 "figures.")));
    if (first.task != second.task)
        throw UsageError(say(ATTUNE_TEXT("core", "The models are of different tasks: “%1” and "
                                                 "“%2”."),
                             infoOf(first.task).key, infoOf(second.task).key),
                         toUtf8(second.path),
                         say(ATTUNE_TEXT("core", "Compare models of one task.")));
}

std::int32_t idOf(const std::vector<std::string>& labels, const std::string& name) {
    const auto at = std::find(labels.begin(), labels.end(), name);
    return at == labels.end() ? -1 : static_cast<std::int32_t>(at - labels.begin());
}

// Texts with a label that one of the models does not know cannot be right, and are left out.
void leaveOutUnknown(Texts& texts, const ModelFolder& first, const ModelFolder& second,
                     Problems& notes) {
    std::int64_t left = 0;
    std::erase_if(texts.examples, [&](Example& example) {
        for (const std::int32_t* id : labelsIn(first.task, example)) {
            if (*id < 0) // none is given
                return true;
            const std::string& name = texts.names[static_cast<std::size_t>(*id)];
            if (idOf(first.labels, name) < 0 || idOf(second.labels, name) < 0) {
                ++left;
                return true;
            }
        }
        return false;
    });
    if (texts.examples.empty())
        throw UsageError(say(ATTUNE_TEXT("core", "No text has a label that both models know.")), {},
                         say(ATTUNE_TEXT("core", "Compare models that were trained on the same "
                                                 "labels.")));
    if (left > 0)
        notes.push_back({Problem::Severity::Warning,
                         {},
                         {},
                         say(ATTUNE_TEXT("core", "%1 texts were left out, because one of the "
                                                 "models does not know their labels."),
                             left),
                         {}});
}

// The models are loaded one after the other: memory for one will do.
Answers askModel(const fs::path& path, const std::string& precision, const Texts& texts,
                 Problems& notes, const Progress& progress, double from, std::stop_token stop) {
    LoadedModel model = loadFinished(path, precision);
    const Task task = model.folder.task;
    std::vector<Example> examples = texts.examples;
    for (Example& example : examples) {
        for (std::int32_t* id : labelsIn(task, example))
            *id = idOf(model.folder.labels, texts.names[static_cast<std::size_t>(*id)]);
        std::sort(example.labels.begin(), example.labels.end());
    }
    CleaningCounts cleaned;
    const EncodedSet set = model.encode(examples, texts.pairs, stop, &cleaned);
    noteTruncated(notes, set.truncated, model.maxLength);
    for (Problem& note : spanNotes(set, SpansFor::Judging, cleaned.lostSpans))
        notes.push_back(std::move(note));
    const Predictions found = predictAll(
        *model.engine, set,
        [&](std::size_t done, std::size_t all) {
            if (progress)
                progress(from + 0.5 * static_cast<double>(done) / static_cast<double>(all), 1);
        },
        stop);
    const std::vector<TextResult> results = answersOf(model, set, found, examples);
    Answers answers;
    for (std::size_t i = 0; i < set.rows(); ++i) {
        const bool single = task == Task::SingleLabel;
        answers.best.push_back(results[i].label);
        answers.said.push_back(answerForPeople(model.folder, results[i], examples[i].text));
        answers.right.push_back(single ? results[i].label == examples[i].label
                                       : !isWrong(model.folder, set, found, i, results[i]));
        answers.scores.push_back((task == Task::TokenLabels ? leastTokenScore(set, found, i)
                                                            : scoreOf(model.folder, results[i]))
                                     .value_or(1));
    }
    return answers;
}

ModelComparison compare(Texts& texts, const ModelFolder& first, const ModelFolder& second,
                        const Answers& ofFirst, const Answers& ofSecond) {
    ModelComparison out;
    out.task = first.task;
    out.hasPairs = texts.pairs;
    std::set<std::string> names(texts.names.begin(), texts.names.end());
    names.insert(first.labels.begin(), first.labels.end());
    names.insert(second.labels.begin(), second.labels.end());
    out.labels.assign(names.begin(), names.end());
    const auto place = [&](const std::vector<std::string>& labels, std::int32_t id) {
        return out.task == Task::SingleLabel
                   ? idOf(out.labels, labels[static_cast<std::size_t>(id)])
                   : -1;
    };
    for (std::size_t i = 0; i < texts.examples.size(); ++i) {
        Example& example = texts.examples[i];
        const bool a = ofFirst.right[i], b = ofSecond.right[i];
        ++out.texts;
        ++(a ? (b ? out.bothRight : out.onlyFirst) : b ? out.onlySecond : out.bothWrong);
        if (a == b && ofFirst.said[i] == ofSecond.said[i])
            continue;
        ModelComparison::Row row;
        row.label = place(texts.names, example.label);
        row.first = place(first.labels, ofFirst.best[i]);
        row.second = place(second.labels, ofSecond.best[i]);
        row.truth = truthForPeople(out.task, texts.names, example);
        row.firstAnswer = ofFirst.said[i];
        row.secondAnswer = ofSecond.said[i];
        row.firstRight = a;
        row.secondRight = b;
        row.line = example.line;
        row.firstScore = ofFirst.scores[i];
        row.secondScore = ofSecond.scores[i];
        row.text = std::move(example.text);
        row.pair = std::move(example.pair);
        out.rows.push_back(std::move(row));
    }
    std::stable_sort(out.rows.begin(), out.rows.end(), [](const auto& a, const auto& b) {
        const auto bothWrong = [](const auto& row) { return !row.firstRight && !row.secondRight; };
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
        return a != b && ofFirst && ofSecond; // else nobody knows that only one was
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
    if (!ofFirst || !ofSecond) {
        if (onlyFirst + onlySecond > 0)
            warn(notes, {},
                 say(ATTUNE_TEXT("core", "“%1” was trained on some of these texts: %2 of %3."),
                     nameOf(ofFirst ? first : second), onlyFirst + onlySecond, all),
                 say(ATTUNE_TEXT("core", "Compare the models on texts that neither of them was "
                                         "trained on.")));
        return 0;
    }
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
    const ModelFolder ownFirst = openFinished(first), ownSecond = openFinished(second);
    for (const ModelFolder* folder : {&ownFirst, &ownSecond})
        checkPairs(*folder, texts.pairs);
    leaveOutUnknown(texts, ownFirst, ownSecond, notes);
    const Answers a = askModel(first, precision, texts, notes, progress, 0, stop);
    const Answers b = askModel(second, precision, texts, notes, progress, 0.5, stop);
    ModelComparison out = compare(texts, ownFirst, ownSecond, a, b);
    out.trainedOn = trainedOn;
    out.notes = std::move(notes);
    return out;
}

// `testPart`: nothing: where the run has one.
ModelComparison compareOnPart(const fs::path& runFolder, const fs::path& second,
                              std::optional<bool> testPart, const std::string& precision,
                              const Progress& progress, std::stop_token stop) {
    const Recipe recipe = RunReader(runFolder).recipe();
    const ModelFolder own = openFinished(runFolder);
    checkTasks(own, openFinished(second));
    Split split =
        readSplit(recipe.data, recipe.base, static_cast<std::uint64_t>(recipe.training.seed), stop,
                  {}, taskOf(recipe));
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

bool shareALabel(const ModelFolder& first, const ModelFolder& second) {
    return std::any_of(first.labels.begin(), first.labels.end(), [&](const std::string& name) {
        // That no span covers a token is said by every model of spans.
        return !(first.task == Task::TokenLabels && name == "O") && idOf(second.labels, name) >= 0;
    });
}

Message whyNotCompared(const ModelFolder& first, const ModelFolder& second) {
    if (first.task != second.task)
        return say(ATTUNE_TEXT("core", "It is of another task: “%1”."), infoOf(second.task).key);
    const Pairs a = pairsOf(first), b = pairsOf(second);
    if (a != b && a != Pairs::Unknown && b != Pairs::Unknown)
        return b == Pairs::Yes
                   ? say(ATTUNE_TEXT("core", "It was trained on pairs of texts."))
                   : say(ATTUNE_TEXT("core", "It was trained on single texts, not on pairs."));
    if (!shareALabel(first, second))
        return say(ATTUNE_TEXT("core", "It has none of these labels."));
    return {};
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
    checkTasks(firstFolder, secondFolder);
    Problems notes;
    Dataset set = readLabelled(options, firstFolder, notes, stop);
    const std::optional<RunTexts> ofFirst = textsOf(first, notes, stop);
    return compareOn({std::move(set.examples), set.labels, set.hasPairs}, first, second, ofFirst,
                     options.precision, std::move(notes), progress, stop);
}

std::vector<OtherRun> otherRuns(const fs::path& runFolder, const std::stop_token& stop) {
    const ModelFolder own = openFinished(runFolder);
    std::vector<OtherRun> out;
    for (const RunCard& run : findRuns(runFolder.parent_path())) {
        if (stop.stop_requested())
            throw Cancelled();
        const fs::path path = fromUtf8(run.path);
        std::error_code ignored;
        if (run.state != RunState::Finished || fs::equivalent(path, runFolder, ignored))
            continue;
        OtherRun other{run.path, {}};
        try {
            other.whyNot = whyNotCompared(own, openFinished(path));
        } catch (const Error& error) {
            other.whyNot = error.message();
        }
        out.push_back(std::move(other));
    }
    std::stable_partition(out.begin(), out.end(),
                          [](const OtherRun& other) { return other.whyNot.empty(); });
    return out;
}

ModelComparison compareOnRun(const fs::path& runFolder, const fs::path& second, bool testPart,
                             const Progress& progress, std::stop_token stop) {
    return compareOnPart(runFolder, second, testPart, "fp32", progress, std::move(stop));
}

} // namespace attune::studio
