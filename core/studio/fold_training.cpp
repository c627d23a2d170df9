// SPDX-License-Identifier: GPL-3.0-or-later
#include "studio/fold_training.h"

#include "recipe/recipe_paths.h"
#include "run/run.h"
#include "run/scratch_folder.h"
#include "studio/judged_data.h"
#include "studio/loaded_model.h"

#include <algorithm>

namespace attune::studio {

namespace {

// Tells how far a run is and stops it when asked.
class FoldContext final : public RunContext {
public:
    FoldContext(const Progress& progress, std::stop_token stop)
        : progress_(progress), stop_(std::move(stop)) {}

    void publish(Event event) override {
        if (const auto* started = std::get_if<StartedEvent>(&event.body))
            steps_ = static_cast<double>(started->steps);
        if (const auto* step = std::get_if<StepEvent>(&event.body); step != nullptr && progress_)
            progress_(static_cast<double>(step->step), steps_);
    }
    StopRequest betweenSteps() override {
        return stop_.stop_requested() ? StopRequest::Interrupt : StopRequest::None;
    }
    std::stop_token interruption() override { return stop_; }

private:
    const Progress& progress_;
    std::stop_token stop_;
    double steps_ = 0;
};

void writeTexts(const fs::path& file, const DataSettings& data, const FoldedTexts& texts,
                std::uint32_t without) {
    FileWriter writer(file);
    for (std::size_t i = 0; i < texts.examples.size(); ++i) {
        const Example& one = texts.examples[i];
        if (texts.foldOf[i] == without)
            continue;
        OrderedJson row;
        row[data.text] = one.text;
        if (texts.pairs)
            row[data.text_pair] = one.pair;
        row[data.label] = texts.labels[static_cast<std::size_t>(one.label)];
        writer.write(row.dump() + "\n");
    }
    writer.close();
}

// The recipe with its paths made absolute, for the texts of a file beside `folder`.
Recipe foldRecipe(const Recipe& recipe, const fs::path& folder) {
    Recipe fold = recipe;
    for (const RecipeParameter& one : parametersOf(recipe)) {
        Problem ignored;
        setParameter(fold, one.key, resolvedValue(one.parameter, one.value, recipe.base), ignored);
    }
    fold.augment.operators = resolvedOperators(recipe);
    fold.base = folder;
    fold.head.output = toUtf8(folder / "run");
    fold.data.train = toUtf8(folder / "train.jsonl");
    fold.data.validation.clear();
    fold.data.test.clear();
    fold.data.validation_split = 0;
    fold.data.encoding = "UTF-8";
    fold.data.delimiter = "auto";
    // The filters have chosen the texts already.
    const DataSettings plain;
    fold.data.filter_min_characters = plain.filter_min_characters;
    fold.data.filter_max_characters = plain.filter_max_characters;
    fold.data.filter_languages = plain.filter_languages;
    fold.data.filter_matching = plain.filter_matching;
    fold.data.filter_not_matching = plain.filter_not_matching;
    fold.data.filter_doubles = plain.filter_doubles;
    fold.data.filter_near_doubles = plain.filter_near_doubles;
    fold.augment.keep_texts = false;
    fold.augment.judge.reset();       // it may know the texts of the fold that is answered
    fold.training.early_stopping = 0; // nothing is evaluated on the way
    fold.training.keep_checkpoints = 1;
    return fold;
}

// Answers the texts of a fold by the model that the others left.
void answerFold(const fs::path& run, const FoldedTexts& texts, std::uint32_t fold,
                std::vector<double>& out, std::stop_token stop) {
    LoadedModel model = loadFinished(run / "model", "fp32");
    std::vector<std::size_t> rows;
    std::vector<Example> asked;
    for (std::size_t i = 0; i < texts.examples.size(); ++i)
        if (texts.foldOf[i] == fold) {
            rows.push_back(i);
            asked.push_back(texts.examples[i]);
        }
    const EncodedSet set = model.encode(std::move(asked), texts.pairs, stop);
    const Predictions predictions = predictAll(*model.engine, set, {}, std::move(stop));
    // A label whose texts all lie in this fold is none that the model knows.
    std::vector<std::size_t> idOf;
    for (const std::string& label : model.folder.labels)
        idOf.push_back(static_cast<std::size_t>(
            std::find(texts.labels.begin(), texts.labels.end(), label) - texts.labels.begin()));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::vector<double> scores = predictions.scores(i);
        for (std::size_t label = 0; label < scores.size(); ++label)
            out[rows[i] * texts.labels.size() + idOf[label]] = scores[label];
    }
}

} // namespace

std::vector<double> foldProbabilities(const Recipe& recipe, const fs::path& run,
                                      const FoldedTexts& texts, const Progress& progress,
                                      std::stop_token stop) {
    const ScratchFolder scratch(run, ".attune-folds-");
    std::vector<double> out(texts.examples.size() * texts.labels.size());
    for (std::uint32_t fold = 0; fold < texts.folds; ++fold) {
        const fs::path folder = scratch.path() / std::to_string(fold);
        fs::create_directory(folder);
        writeTexts(folder / "train.jsonl", recipe.data, texts, fold);
        const Progress own =
            within(progress, static_cast<double>(fold) / texts.folds, (fold + 1.0) / texts.folds);
        FoldContext context(own, stop);
        runTraining(foldRecipe(recipe, folder), StartMode::New, context);
        if (stop.stop_requested())
            throw Cancelled();
        answerFold(folder / "run", texts, fold, out, stop);
        fs::remove_all(folder);
    }
    return out;
}

} // namespace attune::studio
