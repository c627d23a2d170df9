// SPDX-License-Identifier: GPL-3.0-or-later
#include "studio/baselines.h"

#include "data/cleaned.h"
#include "data/sample_file.h"
#include "evaluate/confident_learning.h"
#include "evaluate/naive_bayes.h"
#include "run/report.h"
#include "run/run_folder.h"
#include "studio/calibrating.h"
#include "studio/judged_data.h"
#include "studio/judged_evaluation.h"
#include "studio/labelled_file.h"
#include "studio/row_notes.h"

#include <algorithm>
#include <chrono>

namespace attune::studio {

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point began) {
    return std::chrono::duration<double>(Clock::now() - began).count();
}

// What is measured: texts as they stand in the files.
struct Parts {
    Recipe recipe;
    std::vector<Example> trained, asked;
    std::vector<std::string> labels;
    bool pairs = false;
    bool vectors = true;
};

bool isRecipe(const fs::path& path) {
    std::error_code ignored;
    return fs::is_directory(path, ignored) || path.extension() == ".yaml" ||
           path.extension() == ".yml";
}

// The figures of the answers that predict gives: with thresholds that were kept since the run, the
// texts are answered again.
void takeModel(const fs::path& run, BaselineComparison& out, std::stop_token stop) {
    const FinishedEvent finished =
        finishedFromReport(readJsonFile(RunFolder::reportFile(run)), run);
    out.modelSeconds = finished.trainSeconds;
    if (keptCalibration(run).hasThresholds()) {
        out.model = judgeRun(run, out.onTest, {0, 0, 0.95}, {}, std::move(stop)).metrics;
        return;
    }
    if (finished.hasTest == out.onTest) {
        if (finished.test.texts > 0)
            out.model = finished.test;
        return;
    }
    // The report is of the test part; the state that became the model was evaluated before.
    for (const Event& event : RunReader(run).poll())
        if (const auto* evaluated = std::get_if<EvaluatedEvent>(&event.body);
            evaluated != nullptr && evaluated->best)
            out.model = evaluated->metrics;
}

Parts partsOfRecipe(const fs::path& path, const BaselineOptions& options, BaselineComparison& out,
                    const Progress& progress, std::stop_token stop) {
    JudgedRecipe judged = judgedRecipe(path);
    Split split = readJudged(judged, progress, stop);
    out.onTest = !split.test.empty() && !options.validation;
    Parts parts;
    parts.recipe = std::move(judged.recipe);
    parts.trained = std::move(split.train);
    parts.asked = out.onTest ? std::move(split.test) : std::move(split.validation);
    parts.labels = std::move(split.labels);
    parts.pairs = split.hasPairs;
    out.notes = std::move(split.notes);
    if (parts.asked.empty())
        throw UsageError(say(ATTUNE_TEXT("core", "There is neither a validation nor a test part to "
                                                 "ask about.")),
                         toUtf8(path),
                         say(ATTUNE_TEXT("core", "Give data.validation, or a "
                                                 "data.validation_split above 0.")));
    if (!judged.run.empty())
        takeModel(judged.run, out, std::move(stop));
    return parts;
}

// Ids of `names` for the labels of the set; what has another label is left out and told.
void useLabels(Dataset& set, const std::vector<std::string>& names, Problems& notes) {
    std::vector<SkippedRow> unknown;
    std::erase_if(set.examples, [&](Example& example) {
        const std::string& label = set.labels[static_cast<std::size_t>(example.label)];
        const auto it = std::lower_bound(names.begin(), names.end(), label);
        if (it == names.end() || *it != label) {
            unknown.push_back({example.line, say(ATTUNE_TEXT("core", "The label “%1” is unknown in "
                                                                     "the training texts."),
                                                 label)});
            return true;
        }
        example.label = static_cast<std::int32_t>(it - names.begin());
        return false;
    });
    noteRows(notes, set.source, unknown);
}

Parts partsOfData(const fs::path& path, const BaselineOptions& options, BaselineComparison& out,
                  std::stop_token stop) {
    Parts parts;
    Dataset set = readSampleFile(path, stop);
    out.notes = set.notes;
    noteRows(out.notes, set.source, set.skipped);
    checkAnyExample(set.examples, set.source, Task::SingleLabel);
    if (set.labels.size() < 2)
        throw UsageError(say(ATTUNE_TEXT("core", "All texts have one label: there is nothing to "
                                                 "learn.")),
                         toUtf8(path),
                         say(ATTUNE_TEXT("core", "Name the columns text and label, or give a "
                                                 "recipe.")));
    parts.labels = set.labels;
    out.onTest = !options.test.empty();
    if (!options.test.empty()) {
        Dataset test = readSampleFile(fromUtf8(options.test), stop);
        out.notes.insert(out.notes.end(), test.notes.begin(), test.notes.end());
        noteRows(out.notes, test.source, test.skipped);
        useLabels(test, parts.labels, out.notes);
        parts.trained = std::move(set.examples);
        parts.asked = std::move(test.examples);
    } else {
        std::vector<std::int32_t> labels;
        for (const Example& one : set.examples)
            labels.push_back(one.label);
        const auto seed = static_cast<std::uint64_t>(parts.recipe.training.seed);
        const std::vector<std::uint32_t> fold = stratifiedFolds(labels, 5, seed);
        for (std::size_t i = 0; i < fold.size(); ++i)
            (fold[i] == 0 ? parts.asked : parts.trained).push_back(std::move(set.examples[i]));
    }
    if (parts.trained.empty() || parts.asked.empty())
        throw UsageError(say(ATTUNE_TEXT("core", "There are too few texts.")), toUtf8(path),
                         say(ATTUNE_TEXT("core", "Give more rows.")));
    parts.recipe.head.model = options.model;
    parts.recipe.base = fs::current_path();
    parts.vectors = !options.model.empty();
    return parts;
}

} // namespace

BaselineComparison measureBaselines(const fs::path& path, const BaselineOptions& options,
                                    const Progress& progress, std::stop_token stop) {
    BaselineComparison out;
    Parts parts = isRecipe(path)
                      ? partsOfRecipe(path, options, out, within(progress, 0, 0.05), stop)
                      : partsOfData(path, options, out, stop);
    out.labels = parts.labels;
    out.trainTexts = static_cast<std::int64_t>(parts.trained.size());
    out.texts = static_cast<std::int64_t>(parts.asked.size());
    BaselineTexts texts;
    texts.labels = parts.labels.size();
    for (const Example& one : parts.trained)
        texts.truths.push_back(one.label);
    std::vector<std::int32_t> truth;
    for (const Example& one : parts.asked)
        truth.push_back(one.label);
    std::vector<Example> all = std::move(parts.trained);
    all.insert(all.end(), std::make_move_iterator(parts.asked.begin()),
               std::make_move_iterator(parts.asked.end()));
    auto began = Clock::now();
    double vectorSeconds = 0;
    if (parts.vectors) {
        texts.vectors = vectorsOf(parts.recipe, all, parts.pairs, out.notes,
                                  within(progress, 0.05, 0.85), stop);
        vectorSeconds = secondsSince(began);
    }
    began = Clock::now();
    cleanExamples(Cleaning(parts.recipe.clean), all, 0, stop);
    texts.words.resize(all.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (stop.stop_requested())
            throw Cancelled();
        addWords(all[i].text, texts.words[i]);
        addWords(all[i].pair, texts.words[i]);
    }
    const double wordSeconds = secondsSince(began);
    for (const Baseline& baseline : baselineTable()) {
        if (baseline.needs == Baseline::Needs::Vectors && !parts.vectors)
            continue;
        began = Clock::now();
        const Predictions predictions = baseline.answer(texts, stop);
        MeasuredBaseline one{baseline.key, baseline.title,
                             evaluatePredictions(predictions, truth, out.labels),
                             secondsSince(began)};
        one.seconds += baseline.needs == Baseline::Needs::Vectors ? vectorSeconds
                       : baseline.needs == Baseline::Needs::Words ? wordSeconds
                                                                  : 0;
        out.baselines.push_back(std::move(one));
        if (progress)
            progress(0.9, 1);
    }
    return out;
}

} // namespace attune::studio
