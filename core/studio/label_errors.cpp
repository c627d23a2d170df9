// SPDX-License-Identifier: GPL-3.0-or-later
#include "studio/label_errors.h"

#include "base/lists.h"
#include "data/cleaned.h"
#include "data/csv_cell.h"
#include "evaluate/baselines.h"
#include "evaluate/confident_learning.h"
#include "evaluate/embeddings.h"
#include "evaluate/naive_bayes.h"
#include "model/model_folder.h"
#include "run/run_folder.h"
#include "studio/fold_training.h"
#include "studio/judged_data.h"
#include "studio/output_file.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>

namespace attune::studio {

namespace {

using Clock = std::chrono::steady_clock;

// Every text that the training file gave, in its order: what was split off for validation is judged
// as well.
std::vector<Example> textsOfTrainingFile(Split& split, const Recipe& recipe) {
    std::vector<Example> texts = std::move(split.train);
    if (recipe.data.validation.empty())
        texts.insert(texts.end(), split.validation.begin(), split.validation.end());
    std::sort(texts.begin(), texts.end(),
              [](const Example& a, const Example& b) { return a.row < b.row; });
    return texts;
}

std::vector<std::int32_t> labelsOf(const std::vector<Example>& texts) {
    std::vector<std::int32_t> labels;
    for (const Example& one : texts)
        labels.push_back(one.label);
    return labels;
}

void checkFolds(std::uint32_t folds, std::size_t texts) {
    if (folds >= 2 && folds <= LabelErrorOptions::kMostFolds && folds <= texts)
        return;
    throw UsageError(say(ATTUNE_TEXT("core", "%1 folds of %2 texts can't be made."), folds, texts),
                     "folds",
                     say(ATTUNE_TEXT("core", "Give a number from 2 to %1; 5 is usual."),
                         std::min<std::size_t>(LabelErrorOptions::kMostFolds, texts)));
}

// Of a label with fewer texts than folds some model has seen next to nothing.
void noteRareLabels(Problems& notes, const std::vector<std::string>& labels,
                    const std::vector<std::int32_t>& given, std::uint32_t folds) {
    std::vector<std::uint32_t> counts(labels.size());
    for (const std::int32_t label : given)
        ++counts[static_cast<std::size_t>(label)];
    std::vector<std::string> rare;
    for (std::size_t i = 0; i < labels.size(); ++i)
        if (counts[i] > 0 && counts[i] < folds)
            rare.push_back(labels[i]);
    if (!rare.empty())
        notes.push_back({Problem::Severity::Warning,
                         {},
                         {},
                         say(ATTUNE_TEXT("core", "Labels with fewer texts than there are folds, "
                                                 "whose texts can hardly be judged: %1."),
                             named(rare)),
                         say(ATTUNE_TEXT("core", "Take their place in the ranking lightly."))});
}

// Each text is judged by models that were not trained on it; a model that was trained before, or
// that has a say in what is trained on, may have seen it.
void noteWhatHasSeenTexts(Problems& notes, const Recipe& recipe, LabelErrorOptions::By by) {
    const auto note = [&](Problem::Severity severity, Message message, Message hint) {
        notes.push_back({severity, {}, {}, std::move(message), std::move(hint)});
    };
    if (openModelFolder(findModel(recipe.head.model, recipe.base)).finished)
        note(Problem::Severity::Warning,
             say(ATTUNE_TEXT("core", "The recipe begins from a finished model. If it was trained "
                                     "on these texts, it knows their labels, and wrong ones stay "
                                     "unfound.")),
             say(ATTUNE_TEXT("core", "Begin from a pretrained model without a head.")));
    if (by == LabelErrorOptions::By::FineTuning && recipe.augment.judge)
        note(Problem::Severity::Info,
             say(ATTUNE_TEXT("core", "The judge of augment is left out here: it may have been "
                                     "trained on the texts that are judged.")),
             {});
}

// Models that are often wrong accuse many labels that are right.
constexpr double kWeakJudges = 0.8;

void noteWeakJudges(Problems& notes, const LabelErrors& found) {
    if (found.rows.empty() || found.accuracy >= kWeakJudges)
        return;
    const bool quick = found.options.by == LabelErrorOptions::By::Embeddings;
    notes.push_back(
        {Problem::Severity::Warning,
         {},
         {},
         say(ATTUNE_TEXT("core", "The models that judge agree with only %1% of the labels: many "
                                 "labels that they find wrong are right."),
             static_cast<std::int64_t>(std::floor(found.accuracy * 100))),
         quick
             ? say(ATTUNE_TEXT("core", "Read from the top, and change a label only where the text "
                                       "says so; fine-tuned models judge better."))
             : say(ATTUNE_TEXT("core", "Read from the top, and change a label only where the text "
                                       "says so."))});
}

NaiveBayes bayesOf(const std::vector<std::vector<std::string>>& words,
                   const std::vector<std::int32_t>& given, const std::vector<std::size_t>& rows,
                   std::size_t labels) {
    std::vector<std::vector<std::string>> texts;
    std::vector<std::int32_t> own;
    for (const std::size_t row : rows) {
        texts.push_back(words[row]);
        own.push_back(given[row]);
    }
    return {NaiveBayes::Kind::Counts, texts, own, labels};
}

// The mean of what two models of other folds say, which err on different texts: one on vectors, one
// on words. Of flipped labels of SST-2 it finds a tenth more than either.
std::vector<double> quickProbabilities(TextVectors& vectors,
                                       const std::vector<std::vector<std::string>>& words,
                                       const std::vector<std::int32_t>& given, std::size_t labels,
                                       const std::vector<std::uint32_t>& foldOf,
                                       std::uint32_t folds, const Progress& progress,
                                       std::stop_token stop) {
    std::vector<std::size_t> all(given.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    standardise(vectors, all);
    std::vector<double> out(given.size() * labels);
    for (std::uint32_t fold = 0; fold < folds; ++fold) {
        std::vector<std::size_t> others;
        for (std::size_t i = 0; i < given.size(); ++i)
            if (foldOf[i] != fold)
                others.push_back(i);
        const LogisticModel model =
            fitLogistic(vectors, others, given, labels, vectorOptions(), stop);
        const NaiveBayes bayes = bayesOf(words, given, others, labels);
        for (std::size_t i = 0; i < given.size(); ++i)
            if (foldOf[i] == fold) {
                const auto p = std::span(out).subspan(i * labels, labels);
                model.answer(vectors.of(i), p);
                softmax(p);
                std::vector<double> other = bayes.answer(words[i]);
                softmax(other);
                for (std::size_t label = 0; label < labels; ++label)
                    p[label] = (p[label] + other[label]) / 2;
            }
        if (progress)
            progress(fold + 1.0, folds);
    }
    return out;
}

LabelErrors rowsOf(const JudgedLabels& judged, const std::vector<Example>& texts) {
    LabelErrors out;
    std::size_t right = 0;
    for (const std::size_t i : judged.ranking) {
        const JudgedLabel& one = judged.texts[i];
        LabelErrors::Row row;
        row.line = texts[i].line;
        row.row = texts[i].row;
        row.text = texts[i].text;
        row.pair = texts[i].pair;
        row.label = texts[i].label;
        row.suggested = one.suggested;
        row.probability = one.probability;
        row.suggestedProbability = one.suggestedProbability;
        row.quality = one.quality;
        row.likelyWrong = one.likelyWrong;
        right += one.probability > one.suggestedProbability ? 1 : 0;
        out.rows.push_back(std::move(row));
    }
    out.likelyWrong = judged.likelyWrong;
    out.joint = judged.joint;
    out.accuracy =
        texts.empty() ? 0 : static_cast<double>(right) / static_cast<double>(texts.size());
    return out;
}

} // namespace

LabelErrors findLabelErrors(const fs::path& path, const LabelErrorOptions& options,
                            const Progress& progress, std::stop_token stop) {
    const auto began = Clock::now();
    const JudgedRecipe judged = judgedRecipe(path);
    const Recipe& recipe = judged.recipe;
    Split split = readJudged(judged, within(progress, 0, 0.02), stop);
    const std::vector<Example> texts = textsOfTrainingFile(split, recipe);
    checkFolds(options.folds, texts.size());
    const std::vector<std::int32_t> given = labelsOf(texts);
    const auto seed = static_cast<std::uint64_t>(recipe.training.seed);
    const std::vector<std::uint32_t> foldOf = stratifiedFolds(given, options.folds, seed);
    Problems notes = std::move(split.notes);
    noteRareLabels(notes, split.labels, given, options.folds);
    noteWhatHasSeenTexts(notes, recipe, options.by);
    std::vector<double> probabilities;
    if (options.by == LabelErrorOptions::By::Embeddings) {
        TextVectors vectors =
            vectorsOf(recipe, texts, split.hasPairs, notes, within(progress, 0.02, 0.8), stop);
        // Both judges read what the model would: cleaned texts.
        std::vector<Example> cleaned = texts;
        cleanExamples(Cleaning(recipe.clean), cleaned, 0, stop);
        std::vector<std::vector<std::string>> words(texts.size());
        for (std::size_t i = 0; i < texts.size(); ++i) {
            addWords(cleaned[i].text, words[i]);
            addWords(cleaned[i].pair, words[i]);
        }
        probabilities = quickProbabilities(vectors, words, given, split.labels.size(), foldOf,
                                           options.folds, within(progress, 0.8, 1), stop);
    } else {
        probabilities =
            foldProbabilities(recipe, judged.run.empty() ? RunFolder::pathOf(recipe) : judged.run,
                              {texts, split.labels, split.hasPairs, foldOf, options.folds},
                              within(progress, 0.02, 1), stop);
    }
    LabelErrors out = rowsOf(judgeLabels(probabilities, split.labels.size(), given), texts);
    out.labels = std::move(split.labels);
    out.hasPairs = split.hasPairs;
    out.options = options;
    noteWeakJudges(notes, out);
    out.notes = std::move(notes);
    out.seconds = std::chrono::duration<double>(Clock::now() - began).count();
    return out;
}

void checkLabelErrorsFile(const fs::path& path, const fs::path& output, bool overwrite) {
    const JudgedRecipe judged = judgedRecipe(path);
    refuseToReplaceInputs(judged.recipe, judged.run.empty() ? path : RunFolder::recipeFile(path),
                          output);
    std::error_code ignored;
    if (!overwrite && fs::exists(output, ignored))
        throw UsageError(say(ATTUNE_TEXT("core", "The file is there already.")), toUtf8(output),
                         say(ATTUNE_TEXT("core", "Name another file, or give --overwrite.")));
    checkWritable(output);
}

void writeLabelErrors(const LabelErrors& errors, const fs::path& output) {
    publishFile(output, [&](FileWriter& file) {
        std::vector<std::string> cells = {"rank",    "line",         "label", "suggested",
                                          "quality", "likely_wrong", "text"};
        if (errors.hasPairs)
            cells.emplace_back("text_pair");
        file.write(separatedLine(cells, ',') + "\n");
        for (std::size_t i = 0; i < errors.rows.size(); ++i) {
            const LabelErrors::Row& row = errors.rows[i];
            cells = {std::to_string(i + 1),
                     std::to_string(row.line),
                     errors.labels[static_cast<std::size_t>(row.label)],
                     errors.labels[static_cast<std::size_t>(row.suggested)],
                     Json(row.quality).dump(),
                     row.likelyWrong ? "yes" : "no",
                     row.text};
            if (errors.hasPairs)
                cells.push_back(row.pair);
            file.write(separatedLine(cells, ',') + "\n");
        }
    });
}

} // namespace attune::studio
