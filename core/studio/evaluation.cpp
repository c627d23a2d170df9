// SPDX-License-Identifier: GPL-3.0-or-later
// Figures of a finished model on labelled texts, with every text's answer.
#include "base/lists.h"
#include "data/span_notes.h"
#include "data/split.h"
#include "evaluate/prediction_figures.h"
#include "studio/answers.h"
#include "studio/judged_evaluation.h"
#include "studio/labelled_file.h"
#include "studio/loaded_model.h"
#include "studio/row_notes.h"
#include "studio/run_data.h"
#include "studio/run_texts.h"
#include "studio/studio.h"

#include <algorithm>

namespace attune::studio {

namespace {

constexpr BootstrapOptions kNoDraws{0, 0, 0.95};

double shareOf(std::uint64_t done, std::uint64_t all) {
    return all > 0 ? static_cast<double>(done) / static_cast<double>(all) : 0;
}

// What scores are worth is reckoned from their logits; intervals are of the metrics.
void judge(JudgedEvaluation& out, const LoadedModel& model, const Predictions& predictions,
           const EncodedSet& set, const BootstrapOptions& bootstrap) {
    const Task task = model.folder.task;
    out.calibration = model.calibration;
    out.judged = judgedLogits(task, predictions, set);
    if (const auto metrics =
            metricsByThresholds(task, predictions, set, out.labels, model.calibration)) {
        const double loss = out.metrics.loss;
        out.metrics = *metrics;
        out.metrics.loss = loss;
    }
    out.intervals =
        predictionIntervals(task, predictions, set, out.labels, model.calibration, bootstrap);
}

// Answers the examples of `source`, whose labels are ids of the model.
JudgedEvaluation evaluate(LoadedModel& model, const std::vector<Example>& examples,
                          const std::string& source, bool pairs, const BootstrapOptions& bootstrap,
                          const Progress& progress, std::stop_token stop) {
    if (model.folder.labels.size() > maxLabels)
        throw UsageError(say(ATTUNE_TEXT("core", "The model has %1 labels; metrics are computed "
                                                 "for at most %2."),
                             model.folder.labels.size(), maxLabels),
                         toUtf8(model.folder.path),
                         say(ATTUNE_TEXT("core", "Use predict, and count its answers.")));
    checkAnyExample(examples, source, model.folder.task);
    CleaningCounts cleaned;
    const EncodedSet set = model.encode(examples, pairs, stop, &cleaned);
    RowProgress rows;
    if (progress)
        rows = [&](std::size_t done, std::size_t all) {
            progress(0.1 + 0.9 * shareOf(done, all), 1);
        };
    const Predictions predictions = predictAll(*model.engine, set, rows, stop);
    JudgedEvaluation out;
    out.labels = model.folder.labels;
    out.task = model.folder.task;
    out.hasPairs = pairs;
    out.metrics = evaluatePredictions(out.task, predictions, set, out.labels);
    judge(out, model, predictions, set, bootstrap);
    noteTruncated(out.notes, set.truncated, model.maxLength);
    noteUnknown(out.notes, set.unknownTokens, set.ids.size());
    for (Problem& note : spanNotes(set, SpansFor::Judging, cleaned.lostSpans))
        out.notes.push_back(std::move(note));
    const std::vector<double> losses = lossesOf(out.task, predictions, set);
    const bool single = out.task == Task::SingleLabel;
    const std::vector<TextResult> results =
        single ? std::vector<TextResult>() : answersOf(model, set, predictions, examples);
    for (std::size_t i = 0; i < examples.size(); ++i) {
        Evaluation::Row row;
        row.loss = losses[i];
        row.line = examples[i].line;
        row.row = examples[i].row;
        row.text = examples[i].text;
        row.pair = examples[i].pair;
        if (single) {
            const std::vector<double> scores = model.scores(predictions, i);
            row.label = examples[i].label;
            row.predicted = model.label(predictions, i);
            row.score = scores[static_cast<std::size_t>(row.predicted)];
            row.truthScore = scores[static_cast<std::size_t>(row.label)];
        } else {
            row.truth = truthForPeople(out.task, out.labels, examples[i]);
            row.answer = answerForPeople(model.folder, results[i], examples[i].text);
            row.wrong = out.task == Task::Regression
                            ? row.loss > out.metrics.mse
                            : isWrong(model.folder, set, predictions, i, results[i]);
            row.score = (out.task == Task::TokenLabels ? leastTokenScore(set, predictions, i)
                                                       : scoreOf(model.folder, results[i]))
                            .value_or(Metrics::kNone);
            if (out.task == Task::Regression)
                out.numbers.emplace_back(examples[i].value, results[i].value);
        }
        out.rows.push_back(std::move(row));
    }
    return out;
}

// Turns the labels of `examples` (indices into `names`) into ids of the model. Rows with a label
// that the model does not know are taken out and told.
void useLabelsOf(const LoadedModel& model, const std::vector<std::string>& names,
                 std::vector<Example>& examples, const std::string& source, Problems& notes,
                 std::vector<SkippedRow>& skipped) {
    const Task task = model.folder.task;
    if (task == Task::Regression)
        return;
    const std::vector<std::string>& known = model.folder.labels;
    std::vector<std::int32_t> idOf(names.size(), -1);
    std::vector<std::string> unknown;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto it = std::find(known.begin(), known.end(), names[i]);
        if (it != known.end())
            idOf[i] = static_cast<std::int32_t>(it - known.begin());
        else
            unknown.push_back(names[i]);
    }
    std::vector<SkippedRow> left;
    std::erase_if(examples, [&](Example& example) {
        for (const std::int32_t* id : labelsIn(task, example)) {
            if (*id >= 0 && idOf[static_cast<std::size_t>(*id)] >= 0)
                continue;
            const std::string name = *id < 0 ? std::string() : names[static_cast<std::size_t>(*id)];
            left.push_back({example.line, say(ATTUNE_TEXT("core", "The model does not know the "
                                                                  "label %1."),
                                              quoted(std::vector<std::string>{name}))});
            return true;
        }
        return false;
    });
    skipped.insert(skipped.end(), left.begin(), left.end());
    std::stable_sort(skipped.begin(), skipped.end(),
                     [](const SkippedRow& a, const SkippedRow& b) { return a.line < b.line; });
    for (Example& example : examples) {
        for (std::int32_t* id : labelsIn(task, example))
            *id = idOf[static_cast<std::size_t>(*id)];
        std::sort(example.labels.begin(), example.labels.end());
    }
    if (left.empty())
        return;
    const Message hint = say(ATTUNE_TEXT("core", "The model's labels are %1. Correct the labels of "
                                                 "the data, name the column that has them (on the "
                                                 "command line: --label COLUMN), or take the model "
                                                 "that was trained on them."),
                             quoted(known));
    // Files of class folders have no lines.
    const SkippedRow& first = left.front();
    const std::string where = first.line > 0 ? source + ":" + std::to_string(first.line) : source;
    if (examples.empty())
        throw UsageError(say(ATTUNE_TEXT("core", "No text has a label that the model knows; the "
                                                 "labels of the data are %1."),
                             quoted(unknown)),
                         where, hint);
    notes.push_back(
        {Problem::Severity::Warning,
         {},
         where,
         say(left.size() == 1 ? ATTUNE_TEXT("core", "%1 text was left out, because the "
                                                    "model does not know its label: %2.")
                              : ATTUNE_TEXT("core", "%1 texts, this the first, were "
                                                    "left out, because the model does "
                                                    "not know their labels: %2."),
             left.size(), quoted(unknown)),
         hint});
}

// Adds what reading had to say: before the notes of the evaluation.
void take(Evaluation& out, Problems notes, std::vector<SkippedRow> skipped) {
    notes.insert(notes.end(), out.notes.begin(), out.notes.end());
    out.notes = std::move(notes);
    out.skipped = static_cast<std::int64_t>(skipped.size());
    out.skippedRows = std::move(skipped);
}

} // namespace

Evaluation evaluateModel(const fs::path& modelFolder, const EvaluateOptions& options,
                         const Progress& progress, std::stop_token stop) {
    return judgeModel(modelFolder, options, kNoDraws, progress, stop);
}

JudgedEvaluation judgeModel(const fs::path& modelFolder, const EvaluateOptions& options,
                            const BootstrapOptions& bootstrap, const Progress& progress,
                            std::stop_token stop) {
    const fs::path data = fromUtf8(options.data);
    ReadOptions reading;
    reading.table.encoding = options.encoding;
    reading.table.delimiter = options.delimiter;
    reading.table.stop = stop;
    if (progress)
        reading.progress = [&](std::uint64_t done, std::uint64_t all) {
            progress(0.1 * shareOf(done, all), 1);
        };
    // Both are looked at before anything long begins.
    const ModelFolder folder = openFinished(modelFolder);
    const ChosenColumns chosen = chooseColumns(data, reading.table, folder,
                                               {options.text, options.pair, options.label}, true);
    reading.task = folder.task;
    reading.labelColumns = chosen.columns.labels;
    reading.labelSeparator = chosen.columns.separator;
    reading.text = chosen.columns.text;
    reading.pair = chosen.columns.pair;
    reading.label = chosen.columns.label;
    Dataset set = readDataset(data, reading);
    LoadedModel model = loadFinished(modelFolder, options.precision);
    Problems notes = chosen.notes;
    notes.insert(notes.end(), set.notes.begin(), set.notes.end());
    noteRows(notes, set.source, set.skipped);
    useLabelsOf(model, set.labels, set.examples, set.source, notes, set.skipped);
    const auto ofRun = RunTexts::ifKnown(modelFolder, stop);
    const std::int64_t trainedOn =
        ofRun ? countTrainedOn(*ofRun, set.examples, set.source, notes) : -1;
    JudgedEvaluation out =
        evaluate(model, set.examples, set.source, set.hasPairs, bootstrap, progress, stop);
    out.trainedOn = trainedOn;
    take(out, std::move(notes), std::move(set.skipped));
    out.columns = chosen.columns;
    return out;
}

Evaluation evaluateRun(const fs::path& runFolder, bool testPart, const Progress& progress,
                       std::stop_token stop) {
    return judgeRun(runFolder, testPart, kNoDraws, progress, stop);
}

JudgedEvaluation judgeRun(const fs::path& runFolder, bool testPart,
                          const BootstrapOptions& bootstrap, const Progress& progress,
                          std::stop_token stop) {
    const Recipe recipe = RunReader(runFolder).recipe();
    std::function<void(std::uint64_t, std::uint64_t)> reading;
    if (progress)
        reading = [&](std::uint64_t done, std::uint64_t all) {
            progress(0.1 * shareOf(done, all), 1);
        };
    Split split =
        readSplit(recipe.data, recipe.base, static_cast<std::uint64_t>(recipe.training.seed), stop,
                  reading, taskOf(recipe));
    checkUnchanged(runFolder, split);
    LoadedModel model = loadFinished(runFolder / "model", "fp32");
    std::vector<Example>& part = testPart ? split.test : split.validation;
    if (part.empty())
        throw UsageError(testPart ? say(ATTUNE_TEXT("core", "The run has no test part."))
                                  : say(ATTUNE_TEXT("core", "The run has no validation part.")),
                         toUtf8(runFolder),
                         say(ATTUNE_TEXT("core", "Evaluate the model on a file of labelled texts "
                                                 "instead.")));
    Problems notes = split.notes;
    std::vector<SkippedRow> skipped;
    useLabelsOf(model, split.labels, part, toUtf8(runFolder), notes, skipped);
    const std::int64_t trainedOn = countTrainedOn(RunTexts(split), part, toUtf8(runFolder), notes);
    JudgedEvaluation out =
        evaluate(model, part, toUtf8(runFolder), split.hasPairs, bootstrap, progress, stop);
    out.trainedOn = trainedOn;
    out.file = testPart ? "test" : recipe.data.validation.empty() ? "train" : "validation";
    take(out, std::move(notes), std::move(skipped));
    return out;
}

} // namespace attune::studio
