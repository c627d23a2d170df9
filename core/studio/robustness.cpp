// SPDX-License-Identifier: GPL-3.0-or-later
#include "studio/robustness.h"

#include "base/operator_switch.h"
#include "base/parallel.h"
#include "data/task.h"
#include "run/run_folder.h"
#include "studio/labelled_file.h"
#include "studio/loaded_model.h"
#include "studio/row_notes.h"
#include "studio/run_data.h"

#include <algorithm>
#include <chrono>
#include <unordered_map>

namespace attune::studio {

namespace {

using Clock = std::chrono::steady_clock;

// Texts with ids of the model.
struct Asked {
    std::vector<Example> examples;
    bool pairs = false;
    std::string data;
};

// Those whose label the model knows; `names` are the labels of the ids.
void useLabels(Asked& asked, const std::vector<std::string>& names,
               const std::vector<std::string>& known, Problems& notes) {
    std::vector<SkippedRow> unknown;
    std::erase_if(asked.examples, [&](Example& example) {
        const std::string name =
            example.label < 0 ? "" : names[static_cast<std::size_t>(example.label)];
        const auto it = std::find(known.begin(), known.end(), name);
        example.label = static_cast<std::int32_t>(it - known.begin());
        if (it == known.end())
            unknown.push_back({example.line, say(ATTUNE_TEXT("core", "The model does not know the "
                                                                     "label “%1”."),
                                                 name)});
        return it == known.end();
    });
    noteRows(notes, asked.data, unknown);
    if (asked.examples.empty())
        throw UsageError(say(ATTUNE_TEXT("core", "No text has a label that the model knows.")),
                         asked.data,
                         say(ATTUNE_TEXT("core", "Give labelled texts of the model's labels.")));
}

Asked ofRun(const fs::path& run, bool testPart, const ModelFolder& model, Problems& notes,
            std::stop_token stop) {
    const Recipe recipe = RunReader(run).recipe();
    Split split = readSplit(recipe.data, recipe.base,
                            static_cast<std::uint64_t>(recipe.training.seed), std::move(stop));
    checkUnchanged(run, split);
    Asked asked;
    const bool test = testPart && !split.test.empty();
    asked.data = test ? "test" : "validation";
    asked.examples = test ? std::move(split.test) : std::move(split.validation);
    asked.pairs = split.hasPairs;
    if (asked.examples.empty())
        throw UsageError(say(ATTUNE_TEXT("core", "There is neither a validation nor a test part to "
                                                 "ask about.")),
                         toUtf8(run), say(ATTUNE_TEXT("core", "Give a file of labelled texts.")));
    useLabels(asked, split.labels, model.labels, notes);
    return asked;
}

Asked ofFile(const RobustnessOptions& options, const ModelFolder& model, Problems& notes,
             const std::stop_token& stop) {
    EvaluateOptions file;
    file.data = options.data;
    file.text = options.text;
    file.pair = options.pair;
    file.label = options.label;
    Dataset set = readLabelled(file, model, notes, stop);
    Asked asked{std::move(set.examples), set.hasPairs, set.source};
    useLabels(asked, set.labels, model.labels, notes);
    return asked;
}

void drawSome(Asked& asked, const RobustnessOptions& options, Problems& notes) {
    const std::size_t all = asked.examples.size();
    if (options.limit == 0 || all <= options.limit)
        return;
    shuffle(asked.examples, streamKey(options.seed, "robustness texts"));
    asked.examples.resize(options.limit);
    std::sort(asked.examples.begin(), asked.examples.end(),
              [](const Example& a, const Example& b) { return a.row < b.row; });
    notes.push_back({Problem::Severity::Info,
                     {},
                     {},
                     say(ATTUNE_TEXT("core", "Of %1 texts %2 were drawn."), all, options.limit),
                     {}});
}

// The model's answers, by the calibration that is kept with it, each text asked once: noise leaves
// many as they were, and cleaning gives many back.
class Answers {
public:
    Answers(LoadedModel& model, bool pairs, std::stop_token stop)
        : model_(model), pairs_(pairs), stop_(std::move(stop)) {}

    std::vector<std::int32_t> of(std::vector<Example> examples) {
        cleanExamples(model_.cleaning, examples, 0, stop_);
        std::vector<std::string> keys;
        std::vector<Example> fresh;
        for (Example& example : examples) {
            keys.push_back(example.text + '\0' + example.pair);
            if (known_.emplace(keys.back(), -1).second)
                fresh.push_back(std::move(example));
        }
        const EncodedSet set =
            encodeExamples(*model_.tokenizer, fresh, pairs_, model_.maxLength, 0, stop_);
        const Predictions predictions = predictAll(*model_.engine, set, {}, stop_);
        for (std::size_t i = 0; i < fresh.size(); ++i)
            known_[fresh[i].text + '\0' + fresh[i].pair] = model_.label(predictions, i);
        std::vector<std::int32_t> out;
        for (const std::string& key : keys)
            out.push_back(known_.at(key));
        return out;
    }

private:
    LoadedModel& model_;
    bool pairs_;
    std::stop_token stop_;
    std::unordered_map<std::string, std::int32_t> known_;
};

class Measurement {
public:
    Measurement(LoadedModel& model, const Asked& asked, const std::stop_token& stop)
        : model_(model), asked_(asked), answers_(model, asked.pairs, stop), stop_(stop) {
        for (const Example& one : asked.examples)
            truth_.push_back(one.label);
        plain_ = answers_.of(asked.examples);
    }

    Metrics plain() const { return metricsOf(plain_); }

    // Nothing where the noise changes no text.
    std::optional<RobustnessRow> row(const Noise& noise, double strength, std::uint64_t seed) {
        const NoiseMaker maker(noise, strength, seed);
        std::vector<Example> noisy = asked_.examples;
        std::vector<char> changed(noisy.size());
        RobustnessRow out;
        inParallel(noisy.size(), threadsOf(0), 64, [&](std::size_t, std::size_t i) {
            AugmentedText made = maker.apply(asked_.examples[i]);
            changed[i] = made.changed != 0 ? 1 : 0;
            noisy[i].text = std::move(made.text.text);
            noisy[i].pair = std::move(made.pair.text);
        });
        const auto first = std::find(changed.begin(), changed.end(), 1);
        if (first == changed.end())
            return {};
        if (stop_.stop_requested())
            throw Cancelled();
        out.noise = noise.key;
        out.title = noise.title;
        out.strength = strength;
        out.ofLetters = noise.ofLetters;
        out.changedTexts = std::count(changed.begin(), changed.end(), 1);
        const Example& sample = asked_.examples[static_cast<std::size_t>(first - changed.begin())];
        out.sample = sample.text;
        out.noisy = maker.apply(sample).text;
        const std::vector<std::int32_t> answers = answers_.of(noisy);
        for (std::size_t i = 0; i < answers.size(); ++i)
            out.changedAnswers += answers[i] != plain_[i] ? 1 : 0;
        const Metrics metrics = metricsOf(answers);
        out.accuracy = metrics.accuracy;
        out.macroF1 = metrics.macroF1;
        if (noise.undo) {
            out.rule = noise.undo->name;
            out.ownRule = hasRule(*noise.undo);
            cleanExamples(Cleaning({*noise.undo}), noisy, 0, stop_);
            const Metrics cleaned = metricsOf(answers_.of(std::move(noisy)));
            out.cleanedAccuracy = cleaned.accuracy;
            out.cleanedMacroF1 = cleaned.macroF1;
        }
        return out;
    }

private:
    Metrics metricsOf(const std::vector<std::int32_t>& answers) const {
        return computeMetrics(truth_, answers, model_.folder.labels);
    }
    bool hasRule(const CleaningStep& rule) const {
        const CleaningSettings& own = model_.cleaning.settings();
        return std::any_of(own.begin(), own.end(), [&](const CleaningStep& step) {
            return step.name == rule.name && !isOff(step);
        });
    }

    LoadedModel& model_;
    const Asked& asked_;
    Answers answers_;
    std::stop_token stop_;
    std::vector<std::int32_t> truth_, plain_;
};

std::vector<const Noise*> chosenNoises(const std::vector<std::string>& keys) {
    std::vector<const Noise*> out;
    for (const std::string& key : keys)
        out.push_back(&noiseOf(key));
    if (keys.empty())
        for (const Noise& noise : noiseTable())
            out.push_back(&noise);
    return out;
}

} // namespace

Robustness measureRobustness(const fs::path& path, const RobustnessOptions& options,
                             const Progress& progress, std::stop_token stop) {
    const auto began = Clock::now();
    const std::vector<const Noise*> noises = chosenNoises(options.noises);
    const ModelFolder folder = openFinished(path);
    if (folder.task != Task::SingleLabel)
        throw UsageError(say(ATTUNE_TEXT("core", "Robustness is measured for the task “%1” alone."),
                             infoOf(Task::SingleLabel).key),
                         toUtf8(path), say(ATTUNE_TEXT("core", "Choose a model of this task.")));
    std::error_code ignored;
    const bool isRun = fs::exists(RunFolder::recipeFile(path), ignored);
    if (options.data.empty() && !isRun)
        throw UsageError(say(ATTUNE_TEXT("core", "There are no texts to ask about.")), toUtf8(path),
                         say(ATTUNE_TEXT("core", "Give a file of labelled texts (on the command "
                                                 "line: --data FILE), or a run folder.")));
    Robustness out;
    out.seed = options.seed;
    Asked asked = options.data.empty() ? ofRun(path, options.testPart, folder, out.notes, stop)
                                       : ofFile(options, folder, out.notes, stop);
    checkPairs(folder, asked.pairs);
    drawSome(asked, options, out.notes);
    LoadedModel model = loadFinished(path, "fp32");
    out.labels = model.folder.labels;
    out.data = asked.data;
    out.texts = static_cast<std::int64_t>(asked.examples.size());
    Measurement measurement(model, asked, stop);
    out.accuracy = measurement.plain().accuracy;
    out.macroF1 = measurement.plain().macroF1;
    std::size_t done = 0, all = 1;
    for (const Noise* noise : noises)
        all += noise->strengths.size();
    for (const Noise* noise : noises)
        for (const double strength : noise->strengths) {
            if (progress)
                progress(static_cast<double>(++done), static_cast<double>(all));
            if (auto row = measurement.row(*noise, strength, options.seed))
                out.rows.push_back(std::move(*row));
        }
    out.seconds = std::chrono::duration<double>(Clock::now() - began).count();
    return out;
}

} // namespace attune::studio
