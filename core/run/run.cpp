// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/run.h"

#include "evaluate/predictor.h"
#include "run/best_state.h"
#include "run/preparation.h"
#include "run/recorder.h"
#include "train/range_test.h"
#include "train/schedule.h"

namespace attune {

namespace {

using Reason = FinishedEvent::Reason;

void tellDifferences(const Recipe& before, const Recipe& after, const Message& hint,
                     const std::function<void(EventBody)>& tell) {
    for (const RecipeDifference& difference : compareRecipes(before, after))
        tell(WarningEvent{
            0,
            {difference.affectsTraining ? Problem::Severity::Warning : Problem::Severity::Info,
              difference.key,
              {},
              say(ATTUNE_TEXT("core", "Changed from “%1” to “%2”."), difference.before,
              difference.after),
              difference.affectsTraining ? hint : Message()}
        });
}

// The recipe that the folder was trained with.
std::optional<Recipe> earlierRecipe(const fs::path& run) {
    std::error_code ignored;
    if (!fs::exists(RunFolder::recipeFile(run), ignored))
        return {};
    RecipeResult read = readRecipe(RunFolder::recipeFile(run));
    if (hasErrors(read.problems))
        return {};
    return std::move(read.recipe);
}

// A finished run answers again.
std::optional<FinishedEvent> finishedBefore(const Recipe& recipe, Recorder& recorder) {
    const fs::path run = RunFolder::pathOf(recipe);
    std::error_code ignored;
    if (!fs::exists(RunFolder::reportFile(run), ignored))
        return {};
    const FinishedEvent finished =
        finishedFromReport(readJsonFile(RunFolder::reportFile(run)), run);
    if (const auto before = earlierRecipe(run))
        tellDifferences(*before, recipe,
                        say(ATTUNE_TEXT("core", "The run is finished, so this has no effect. "
                                                "Choose another output folder, or overwrite.")),
                        [&](EventBody body) { recorder.show(std::move(body)); });
    recorder.show(finished);
    return finished;
}

void checkIdentity(const CheckpointStore::Found& from, const RunIdentity& now) {
    const auto refuse = [&](const Message& what) {
        throw UsageError(what, toUtf8(from.path),
                         say(ATTUNE_TEXT("core", "Give back what the run began with, overwrite the "
                                                 "run, or choose another output folder.")));
    };
    if (from.identity.model != now.model)
        refuse(say(ATTUNE_TEXT("core", "The pretrained model is not the one that the run began "
                                       "with.")));
    if (from.identity.tokenizer != now.tokenizer)
        refuse(say(ATTUNE_TEXT("core", "The tokenizer is not the one that the run began with.")));
    if (from.identity.labels != now.labels)
        refuse(say(ATTUNE_TEXT("core", "The labels are not those that the run began with.")));
    if (from.identity.data != now.data)
        refuse(say(ATTUNE_TEXT("core", "The data, its split or its augmentation is not the one "
                                       "that the run began with.")));
}

// Names another state as the best where its checkpoint is damaged or gone.
std::optional<CheckpointStore::Found> keepBest(const Recipe& recipe, const CheckpointStore& store,
                                               const fs::path& run, TrainingState& state,
                                               Problems& problems) {
    BestState best = findBest(state, store, run, bestMetricOf(recipe), problems);
    state.bestStep = best.step;
    state.bestScore = best.score;
    return std::move(best.from);
}

// Opens the record and finds the checkpoint to go on from, if there is one.
std::optional<CheckpointStore::Found> goOn(const Recipe& recipe, StartMode mode,
                                           const Preparation& run, const CheckpointStore& store,
                                           RunFolder& folder, Recorder& recorder) {
    Problems problems;
    std::optional<CheckpointStore::Found> from;
    if (mode == StartMode::Resume)
        from = store.newest(problems);
    if (from) {
        checkIdentity(*from, run.identity);
        if (!recorder.resume(folder, *from))
            problems.push_back(
                {Problem::Severity::Warning,
                 {},
                 toUtf8(RunFolder::recordFile(folder.path())),
                 say(ATTUNE_TEXT("core", "The record is shorter than it was at the checkpoint: "
                                         "earlier events are lost.")),
                 {}});
        if (const auto before = earlierRecipe(folder.path()))
            tellDifferences(*before, recipe, {},
                            [&](EventBody body) { recorder.record(std::move(body)); });
    } else {
        // Checkpoints that are there but cannot be read may be readable again: they are not
        // removed.
        if (!problems.empty())
            throw Error(problems.front().message, problems.front().where,
                        say(ATTUNE_TEXT("core", "Give back what the run began with, overwrite the "
                                                "run, or choose another output folder.")));
        recorder.begin(folder);
        std::error_code ignored; // of a run that began and has no whole checkpoint
        fs::remove_all(store.folder(), ignored);
    }
    if (from)
        keepBest(recipe, store, folder.path(), from->state, problems);
    for (const Problem& problem : problems)
        recorder.record(WarningEvent{from ? from->state.step : 0, problem});
    return from;
}

// A warm-up that the run does not outlast: it ends at a rate that nobody asked for.
void noteWarmup(const TrainingSettings& settings, std::int64_t steps,
                const std::function<void(EventBody)>& tell) {
    const std::int64_t warmup = warmupSteps(settings.warmup, steps);
    if (warmup < steps || steps == 0)
        return;
    tell(WarningEvent{
        0,
        {Problem::Severity::Warning,
          "training.warmup", {},
          say(ATTUNE_TEXT("core", "The warm-up of %1 steps is as long as the whole run of %2: the "
                                 "learning rate only grows and never stays at its value."),
          warmup, steps),
          say(ATTUNE_TEXT("core", "Give a share of the run, such as 0.1, or fewer steps."))}
    });
}

void tellStart(const Recipe& recipe, Preparation& run,
               const std::optional<CheckpointStore::Found>& from, Recorder& recorder) {
    const TrainingPlan plan =
        planTraining(recipe.training, run.train.rows(), from ? from->state : TrainingState());
    // The record of a resumed run has it already.
    noteWarmup(recipe.training, plan.steps, [&](EventBody body) {
        from ? recorder.show(std::move(body)) : recorder.record(std::move(body));
    });
    run.started.steps = plan.steps;
    run.started.epochs = plan.epochs;
    run.started.stepsPerEpoch = plan.stepsPerEpoch;
    run.started.resumedAt = from ? from->state.step : 0;
    // The record of a resumed run has its start already.
    if (from)
        recorder.show(run.started);
    else
        recorder.record(run.started);
}

FinishedEvent finishedOf(const TrainingState& state, Reason reason) {
    FinishedEvent finished;
    finished.reason = reason;
    finished.step = state.step;
    finished.bestStep = state.bestStep;
    finished.trainSeconds = state.trainSeconds;
    if (state.trainSeconds > 0) {
        finished.samplesPerSecond = static_cast<double>(state.texts) / state.trainSeconds;
        finished.tokensPerSecond = static_cast<double>(state.tokens) / state.trainSeconds;
    }
    return finished;
}

FinishedModel modelOf(const Recipe& recipe, const Preparation& run) {
    FinishedModel model{run.spec, run.split.labels, run.model.config, {}, run.original};
    model.info.task = recipe.head.task;
    model.info.maxLength = run.maxLength;
    model.info.cleaning = run.cleaning.toJson();
    model.info.columns = {recipe.data.text, recipe.data.text_pair, recipe.data.label,
                          recipe.data.label_columns, recipe.data.label_separator};
    return model;
}

// What a checkpoint's weights need to answer texts while there is no model folder.
void writeOutline(const Recipe& recipe, const Preparation& run, const RunFolder& folder) {
    publishFolder(RunFolder::outline(folder.path()), [&](const fs::path& aside) {
        writeModelOutline(aside, modelOf(recipe, run), *run.tokenizer);
    });
}

// Publishes the model folder: of the best state, or of the last where nothing was evaluated.
void writeModel(const Recipe& recipe, Preparation& run, TrainingState& state,
                const CheckpointStore& store, const RunFolder& folder, Recorder& recorder) {
    recorder.show(PhaseEvent{PhaseEvent::Phase::Saving, 0, 0});
    Problems problems;
    const auto best = keepBest(recipe, store, folder.path(), state, problems);
    for (Problem& problem : problems)
        recorder.record(WarningEvent{state.step, std::move(problem)});
    if (best)
        CheckpointStore::loadWeights(*best, *run.engine);
    const FinishedModel model = modelOf(recipe, run);
    publishFolder(RunFolder::model(folder.path()), [&](const fs::path& aside) {
        writeModelFolder(aside, model, *run.tokenizer,
                         [&](std::string_view name, std::span<float> values) {
                             run.engine->storeParameter(name, values);
                         });
    });
    std::error_code ignored;
    fs::remove_all(RunFolder::outline(folder.path()), ignored);
}

// The metrics of the finished model on the test part, else on the validation part: read back from
// its folder and computed in fp32, as `evaluate` does.
Metrics testModel(Preparation& run, const fs::path& folder, const EngineFactory& makeEngine,
                  Recorder& recorder) {
    const bool onTest = run.test.rows() > 0;
    const std::vector<Example>& examples = onTest ? run.split.test : run.split.validation;
    run.engine.reset();
    const ModelFolder model = openModelFolder(folder);
    const std::unique_ptr<Tokenizer> tokenizer = readTokenizer(folder);
    EngineOptions options = run.device.options;
    options.precision = Precision::Fp32;
    const std::unique_ptr<Engine> engine = makeEngine(model.spec, options);
    loadWeights(model, *engine, 0);
    const EncodedSet set = encodeExamples(
        *tokenizer, examples, run.split.hasPairs, static_cast<std::size_t>(run.maxLength),
        static_cast<unsigned>(options.threads), {}, model.task, model.labels.size());
    const auto progress = [&](std::size_t done, std::size_t all) {
        recorder.show(
            PhaseEvent{onTest ? PhaseEvent::Phase::Testing : PhaseEvent::Phase::Evaluating,
                       static_cast<double>(done), static_cast<double>(all)});
    };
    const Predictions predictions = predictAll(*engine, set, progress, recorder.interruption());
    return evaluatePredictions(model.task, predictions, set, model.labels);
}

void writeRecipeFile(const Recipe& recipe, const RunFolder& folder) {
    publishFile(RunFolder::recipeFile(folder.path()), writeRecipe(recipe, folder.path(), true));
}

FinishedEvent finish(const Recipe& recipe, Preparation& run, const TrainingOutcome& outcome,
                     const CheckpointStore& store, RunFolder& folder, Recorder& recorder,
                     const EngineFactory& makeEngine) {
    TrainingState state = outcome.state;
    FinishedEvent finished = finishedOf(state, outcome.reason);
    if (finished.reason != Reason::Interrupted) {
        writeModel(recipe, run, state, store, folder, recorder);
        finished.bestStep = state.bestStep;
        const fs::path model = RunFolder::model(folder.path());
        finished.model = toUtf8(model);
        finished.hasTest = run.test.rows() > 0;
        try {
            if (finished.hasTest || run.validation.rows() > 0)
                finished.test = testModel(run, model, makeEngine, recorder);
        } catch (const Cancelled&) {
            finished.reason = Reason::Interrupted;
            finished.model.clear();
        }
    }
    const Event last = recorder.write(finished);
    folder.syncRecord();
    if (finished.reason != Reason::Interrupted) {
        writeRecipeFile(recipe, folder); // a resumed run may have had nothing left to train
        const Report report{recipe,       run.started, state,
                            finished,     run.account, RunFolder::readRecord(folder.path()),
                            folder.path()};
        publishFile(RunFolder::reportFile(folder.path()), toJson(report).dump(2) + "\n");
    }
    recorder.publish(last);
    return finished;
}

FinishedEvent runPublishing(const Recipe& recipe, StartMode mode, RunContext& context,
                            Recorder& recorder, std::optional<RunFolder>& folder,
                            const EngineFactory& makeEngine) {
    throwIfErrors(checkRecipe(recipe), "recipe");
    RunFolder::check(recipe, mode);
    if (mode == StartMode::Resume)
        if (const auto finished = finishedBefore(recipe, recorder))
            return *finished;
    Preparation run;
    try {
        run = prepareRun(
            recipe, makeEngine, [&](EventBody body) { recorder.prepare(std::move(body)); },
            context.interruption());
    } catch (const Cancelled&) {
        return recorder.interruptedEarly();
    }
    folder.emplace(recipe, mode);
    if (!folder->replaced().empty())
        recorder.prepare(WarningEvent{
            0,
            {Problem::Severity::Info,
              {},
              toUtf8(folder->path()),
              say(ATTUNE_TEXT("core", "The run that was here is now in “%1”."),
              toUtf8(folder->replaced())),
              {}}
        });
    const CheckpointStore store(RunFolder::checkpoints(folder->path()),
                                recipe.training.keep_checkpoints);
    const auto from = goOn(recipe, mode, run, store, *folder, recorder);
    if (from)
        recorder.afterNextCheckpoint([&] { writeRecipeFile(recipe, *folder); });
    else
        writeRecipeFile(recipe, *folder);
    publishSkippedRows(RunFolder::skippedFile(folder->path()), run.split);
    writeOutline(recipe, run, *folder);
    publishTrainedTexts(RunFolder::trainedTextsFile(folder->path()), recipe, run);
    tellStart(recipe, run, from, recorder);
    const TrainingOutcome outcome =
        train(*run.engine,
              {recipe.training, run.train, run.validation, run.identity, store, availableMemory(),
               availableSwap(), taskOf(recipe)},
              from, recorder);
    return finish(recipe, run, outcome, store, *folder, recorder, makeEngine);
}

} // namespace

FinishedEvent runTraining(const Recipe& recipe, StartMode mode, RunContext& context,
                          const EngineFactory& makeEngine) {
    std::optional<RunFolder> folder; // outlives the recorder's last word
    Recorder recorder(context);
    try {
        return runPublishing(recipe, mode, context, recorder, folder, makeEngine);
    } catch (...) {
        recorder.fail(std::current_exception());
        throw;
    }
}

void runRangeTest(const Recipe& recipe, RunContext& context, const EngineFactory& makeEngine) {
    Recorder recorder(context);
    const auto tell = [&](EventBody body) { recorder.show(std::move(body)); };
    try {
        throwIfErrors(checkRecipe(recipe), "recipe");
        Preparation run = prepareRun(recipe, makeEngine, tell, context.interruption());
        const CheckpointStore none({}, 1);
        recorder.show(PhaseEvent{PhaseEvent::Phase::Training, 0, 0});
        rangeTest(*run.engine,
                  {recipe.training, run.train, run.validation, run.identity, none,
                   availableMemory(), availableSwap(), taskOf(recipe)},
                  recorder);
    } catch (const Cancelled&) {
        recorder.interruptedEarly();
    } catch (...) {
        recorder.fail(std::current_exception());
        throw;
    }
}

} // namespace attune
