// SPDX-License-Identifier: GPL-3.0-or-later
// train, rehearse and find-rate: a session, its events told as they come.
#include "cli_command.h"
#include "cli_recipe.h"

#include <cmath>
#include <thread>

namespace attune::cli {

namespace {

constexpr std::chrono::milliseconds kTick(50);

struct Options {
    std::string recipe;
    std::vector<std::string> settings;
    std::string output;
    bool resume = false;
    bool overwrite = false;
    bool json = false;
};

// Tells the events of a run to people, or as JSON lines to programs.
class Teller {
public:
    Teller(Context& context, const Options& options) : context_(context), options_(options) {}

    void tell(const Event& event) {
        if (options_.json)
            context_.out.json(toJson(event));
        std::visit([&](const auto& body) { on(body); }, event.body);
    }

    const FinishedEvent* finished() const { return finished_ ? &*finished_ : nullptr; }
    const RangeDoneEvent* rangeDone() const { return range_ ? &*range_ : nullptr; }
    const RehearsedEvent* rehearsed() const { return rehearsed_ ? &*rehearsed_ : nullptr; }
    const FailedEvent* failed() const { return failed_ ? &*failed_ : nullptr; }
    const StartedEvent& started() const { return started_; }

private:
    void say(const std::string& text) { context_.terminal.say(text); }

    void on(const StartedEvent& event) {
        started_ = event;
        step_ = event.resumedAt;
        // A finished run that is told again trains nothing.
        if (event.steps == 0)
            return;
        const auto because = [](const std::string& reason) {
            return reason.empty() ? "" : " (" + reason + ")";
        };
        say(counted(event.trainTexts, "text") + " to train on, " + grouped(event.validationTexts) +
            " to validate, " + grouped(event.testTexts) + " to test; " +
            counted(static_cast<std::int64_t>(event.labels.size()), "label"));
        say(event.device + because(event.deviceReason) + ", " + event.precision +
            because(event.precisionReason) + ", engine " + event.engine +
            because(event.engineReason));
        if (event.resumedAt > 0)
            say("goes on after step " + grouped(event.resumedAt) + " of " + grouped(event.steps));
    }

    void on(const StepEvent& event) {
        step_ = event.step;
        // Smoothed over about twenty steps, or what has been seen so far.
        const double keep =
            std::min(0.95, static_cast<double>(seen_) / (1.0 + static_cast<double>(seen_)));
        ++seen_;
        if (std::isfinite(event.loss))
            loss_ = keep * loss_ + (1 - keep) * event.loss;
        seconds_ = keep * seconds_ + (1 - keep) * event.seconds;
        texts_ = keep * texts_ + (1 - keep) * static_cast<double>(event.texts);
        const double left = static_cast<double>(started_.steps - event.step) * seconds_;
        std::string text = "epoch " + fixed(event.epoch, 2) + "/" +
                           std::to_string(started_.epochs) + "  step " + grouped(event.step) + "/" +
                           grouped(started_.steps) + "  loss " + fixed(loss_, 4);
        if (seconds_ > 0)
            text += "  " + fixed(texts_ / seconds_, 0) + " texts/s  " + clockText(left) + " left";
        progress(text);
    }

    void on(const EvaluatedEvent& event) {
        std::string figures;
        for (const MetricInfo* metric : leadingMetrics(event.metrics.task))
            figures += " " + inSentence(metric->title) + " " +
                       fixed(metric->value(event.metrics), 4) + ",";
        say("step " + grouped(event.step) + ", epoch " + fixed(event.epoch, 2) + ": validation" +
            figures + " loss " + fixed(event.metrics.loss, 4) +
            (event.best ? " (best so far)" : ""));
    }

    void on(const CheckpointedEvent&) {}
    void on(const WarningEvent& event) { tellProblems(context_.terminal, {event.problem}); }

    void on(const RangePointEvent& event) {
        context_.terminal.progress(
            "rate " + significant(event.learningRate) + "  loss " + fixed(event.smoothed, 4), -1);
        if (!options_.json)
            curve_.push_back(
                {significant(event.learningRate), fixed(event.loss, 4), fixed(event.smoothed, 4)});
    }

    void on(const RangeDoneEvent& event) {
        range_ = event;
        context_.terminal.finish();
        if (!options_.json)
            context_.out.table({"learning_rate", "loss", "smoothed"}, curve_);
    }

    void on(const RehearsedEvent& event) {
        rehearsed_ = event;
        context_.terminal.finish();
    }

    void on(const PhaseEvent& event) {
        using Phase = PhaseEvent::Phase;
        static const std::map<Phase, const char*> words = {
            {Phase::Preparing,  "preparing" },
            {Phase::Evaluating, "evaluating"},
            {Phase::Saving,     "saving"    },
            {Phase::Testing,    "testing"   },
        };
        const auto word = words.find(event.phase);
        if (word == words.end())
            return;
        std::string text = word->second;
        if (event.all > 0)
            text += "  " + fixed(100 * event.done / event.all, 0) + "%";
        progress(text);
    }

    void on(const FinishedEvent& event) {
        finished_ = event;
        context_.terminal.finish();
    }

    void on(const FailedEvent& event) {
        failed_ = event;
        context_.terminal.finish();
    }

    void progress(const std::string& text) {
        const double share = started_.steps > 0
                                 ? static_cast<double>(step_) / static_cast<double>(started_.steps)
                                 : -1;
        context_.terminal.progress(text, share);
    }

    Context& context_;
    const Options& options_;
    StartedEvent started_;
    std::optional<FinishedEvent> finished_;
    std::optional<RangeDoneEvent> range_;
    std::optional<RehearsedEvent> rehearsed_;
    std::optional<FailedEvent> failed_;
    std::int64_t step_ = 0, seen_ = 0;
    double loss_ = 0, seconds_ = 0, texts_ = 0;
    std::vector<std::vector<std::string>> curve_;
};

// Tells the session's events until it is done. The first Ctrl-C or SIGTERM asks for a checkpoint
// where there is one to be had.
void follow(Session& session, Teller& teller, Context& context, bool writes = false) {
    const std::stop_callback stop(context.interrupt.token(),
                                  [&] { session.stop(Session::StopKind::Interrupt); });
    bool told = false;
    for (std::size_t from = 0;;) {
        // The state first: what a session says before it is done is then in the stream.
        const bool done = session.state() == Session::State::Done;
        for (const Event& event : session.events().take(from))
            teller.tell(event);
        if (done)
            return;
        if (context.interrupt.exitCode() != 0 && !told) {
            context.terminal.say(writes ? "Stopping after a checkpoint; once more ends at once."
                                        : "Stopping; once more ends at once.");
            told = true;
        }
        std::this_thread::sleep_for(kTick);
    }
}

[[noreturn]] void throwFailure(const FailedEvent& failed, int code) {
    if (code == 2)
        throw UsageError(failed.what, failed.where, failed.hint);
    throw Error(failed.what, failed.where, failed.hint);
}

std::string resumeCommand(const Context& context, const Options& options, const Recipe& recipe) {
    std::string command = shellWord(context.program) + " train " + shellWord(options.recipe);
    for (const std::string& setting : options.settings)
        command += " --set " + shellWord(setting);
    if (!options.output.empty())
        command += " --output " + shellWord(toUtf8(resolvePath(recipe.base, recipe.head.output)));
    return command + " --resume";
}

// `resume`: the command that goes on with an interrupted run.
Json summaryOf(const FinishedEvent& finished, const fs::path& run, const std::string& resume) {
    const Json event = toJson(Event{0, finished});
    const bool begun = std::isfinite(finished.trainSeconds); // before that nothing is known
    Json summary = {
        {"event",               "summary"                                             },
        {"reason",              event.at("reason")                                    },
        {"step",                begun ? Json(finished.step) : Json()                  },
        {"best_step",           begun ? Json(finished.bestStep) : Json()              },
        {"test_accuracy",       Json()                                                },
        {"test_macro_f1",       Json()                                                },
        {"validation_accuracy", Json()                                                },
        {"validation_macro_f1", Json()                                                },
        {"train_seconds",       finiteOrNull(finished.trainSeconds)                   },
        {"samples_per_second",  finiteOrNull(finished.samplesPerSecond)               },
        {"tokens_per_second",   finiteOrNull(finished.tokensPerSecond)                },
        {"model",               finished.model.empty() ? Json() : Json(finished.model)},
        {"run",                 toUtf8(run)                                           },
    };
    if (finished.test.texts > 0) {
        const std::string part = finished.hasTest ? "test" : "validation";
        for (const MetricInfo* metric : leadingMetrics(finished.test.task))
            summary[part + "_" + metric->key] = finiteOrNull(metric->value(finished.test));
    }
    if (!resume.empty())
        summary["resume"] = resume;
    return summary;
}

void printSummary(const FinishedEvent& finished, const fs::path& run, Output& out) {
    using Reason = FinishedEvent::Reason;
    std::string end = "finished";
    if (finished.reason == Reason::EarlyStopped)
        end = "stopped early, as validation got no better";
    else if (finished.reason == Reason::StoppedByUser)
        end = "stopped";
    out.line("run        " + toUtf8(run) + " (" + end + " after " + counted(finished.step, "step") +
             ")");
    if (finished.test.texts > 0) {
        const std::string part = finished.hasTest ? "test" : "validation";
        std::string on = " on " + counted(finished.test.texts, part + " text");
        for (const MetricInfo* metric : leadingMetrics(finished.test.task)) {
            std::string name = inSentence(metric->title);
            name.resize(std::max<std::size_t>(name.size(), 10), ' ');
            out.line(name + " " + fixed(metric->value(finished.test), 4) + on);
            on.clear();
        }
    } else {
        out.line("metrics    not measured: no validation or test texts");
    }
    out.line("training   " + clockText(finished.trainSeconds) + ", " +
             fixed(finished.samplesPerSecond, 1) + " texts/s, " +
             fixed(finished.tokensPerSecond, 0) + " tokens/s");
    if (!finished.model.empty())
        out.line("model      " + finished.model);
}

int train(Context& context, const Options& options) {
    if (options.json)
        context.out.keepGoing();
    Problems warnings;
    const Recipe recipe =
        loadRecipe({options.recipe, options.settings, options.output, {}}, warnings);
    tellProblems(context.terminal, warnings);
    const fs::path run = resolvePath(recipe.base, recipe.head.output);
    const StartMode mode = options.resume      ? StartMode::Resume
                           : options.overwrite ? StartMode::Overwrite
                                               : StartMode::New;
    Teller teller(context, options);
    Session session(recipe, mode);
    follow(session, teller, context, true);
    const int code = session.exitCode();
    if (teller.failed() != nullptr)
        throwFailure(*teller.failed(), code);
    const FinishedEvent* finished = teller.finished();
    if (finished == nullptr)
        throw Error(say(ATTUNE_TEXT("core", "The run ended without a result.")), toUtf8(run));
    if (code == 130) {
        const std::string resume = resumeCommand(context, options, recipe);
        context.terminal.say((std::isfinite(finished->trainSeconds)
                                  ? "Interrupted after step " + grouped(finished->step)
                                  : "Interrupted before the training") +
                             ". Go on with:\n  " + resume);
        if (options.json)
            context.out.json(summaryOf(*finished, run, resume));
        return context.interrupt.exitCode() == 0 ? code : context.interrupt.exitCode();
    }
    if (options.json)
        context.out.json(summaryOf(*finished, run, {}));
    else
        printSummary(*finished, run, context.out);
    return code;
}

int findRate(Context& context, const Options& options) {
    Problems warnings;
    // It leaves no run folder.
    const auto uses = [](const Recipe&) -> std::vector<std::string> {
        return {"model", "task", "data", "clean", "augment", "vocabulary", "training"};
    };
    const Recipe recipe = loadRecipe({options.recipe, options.settings, {}, uses}, warnings);
    tellProblems(context.terminal, warnings);
    Teller teller(context, options);
    const std::unique_ptr<Session> session = Session::rangeTest(recipe);
    follow(*session, teller, context);
    if (context.interrupt.exitCode() != 0)
        return context.interrupt.exitCode();
    if (teller.failed() != nullptr)
        throwFailure(*teller.failed(), session->exitCode());
    const RangeDoneEvent* done = teller.rangeDone();
    if (done == nullptr)
        throw Error(say(ATTUNE_TEXT("core", "The range test ended without a result.")),
                    options.recipe);
    const std::string reason = done->reason.text();
    if (options.json)
        context.out.json({
            {"event",         "summary"                                                 },
            {"learning_rate", done->proposedRate > 0 ? Json(done->proposedRate) : Json()},
            {"reason",        reason                                                    }
        });
    else if (done->proposedRate > 0)
        context.out.line("proposed: training.learning_rate=" + messageArgument(done->proposedRate));
    if (!reason.empty())
        context.terminal.say(reason);
    return done->proposedRate > 0 ? 0 : 1;
}

void printRehearsal(const RehearsedEvent& event, Output& out) {
    std::string time = clockText(event.seconds) + " for " + counted(event.epochs, "epoch") +
                       " of " + clockText(event.epochSeconds) + ", " + counted(event.steps, "step");
    if (event.evaluations > 0)
        time += ", " + counted(event.evaluations, "evaluation") + " of " +
                fixed(event.evaluationSeconds, 1) + " s";
    out.line("time       " + time);
    out.line("memory     " + bytesText(event.memory) + " of " + bytesText(event.memoryTotal) +
             " (" + event.device + "), " + bytesText(event.memoryLeft) + " stay free");
    out.line("disk       up to " + bytesText(event.diskBytes) + ", " +
             counted(event.checkpoints, "checkpoint") + " of " + bytesText(event.checkpointBytes) +
             "; " + bytesText(event.diskFree) + " are free");
    out.line("speed      " + fixed(event.textsPerSecond, 1) + " texts/s, " +
             fixed(event.tokensPerSecond, 0) + " tokens/s");
}

int rehearse(Context& context, const Options& options) {
    Problems warnings;
    const Recipe recipe =
        loadRecipe({options.recipe, options.settings, options.output, {}}, warnings);
    tellProblems(context.terminal, warnings);
    Teller teller(context, options);
    const std::unique_ptr<Session> session = Session::rehearsal(recipe);
    follow(*session, teller, context);
    if (context.interrupt.exitCode() != 0)
        return context.interrupt.exitCode();
    if (teller.failed() != nullptr)
        throwFailure(*teller.failed(), session->exitCode());
    const RehearsedEvent* done = teller.rehearsed();
    if (done == nullptr)
        throw Error(say(ATTUNE_TEXT("core", "The rehearsal ended without a result.")),
                    options.recipe);
    if (!options.json)
        printRehearsal(*done, context.out);
    tellProblems(context.terminal, done->problems);
    return session->exitCode();
}

void addRecipeOptions(CLI::App& app, Options& options) {
    app.add_option("RECIPE", options.recipe, "The recipe, a YAML file")->required();
    app.add_option("--set", options.settings,
                   "Change one setting, such as training.epochs=2; give it again for another")
        ->type_name("KEY=VALUE")
        ->allow_extra_args(false);
}

} // namespace

const Command trainCommand = {
    "train", "Train a model by a recipe", [](CLI::App& app) -> std::function<int(Context&)> {
        auto options = std::make_shared<Options>();
        addRecipeOptions(app, *options);
        app.add_option("--output", options->output,
                       "The run's folder; takes the place of the recipe's output")
            ->type_name("DIR");
        auto* resume = app.add_flag("--resume", options->resume,
                                    "Go on from the last checkpoint; starts anew if there is none");
        app.add_flag("--overwrite", options->overwrite,
                     "Move the run that is in the folder aside and start anew")
            ->excludes(resume);
        app.add_flag("--json", options->json,
                     "Print the events as one JSON object a line, a summary last");
        app.footer("Ctrl-C writes a checkpoint and prints the command that goes on exactly; a "
                   "second one ends at once.");
        return [options](Context& context) { return train(context, *options); };
    }};

const Command rehearseCommand = {
    "rehearse", "Measure what memory, disk and time a run would take",
    [](CLI::App& app) -> std::function<int(Context&)> {
        auto options = std::make_shared<Options>();
        addRecipeOptions(app, *options);
        app.add_option("--output", options->output,
                       "The run's folder to be; takes the place of the recipe's output")
            ->type_name("DIR");
        app.add_flag("--json", options->json,
                     "Print the events as one JSON object a line, “rehearsed” last");
        app.footer("A few seconds that run the longest batch, usual steps, an evaluation and a "
                   "checkpoint. Nothing is left. Exit code 1 where the run would not fit.");
        return [options](Context& context) { return rehearse(context, *options); };
    }};

const Command findRateCommand = {
    "find-rate", "Propose a learning rate by a short run with a growing one",
    [](CLI::App& app) -> std::function<int(Context&)> {
        auto options = std::make_shared<Options>();
        addRecipeOptions(app, *options);
        app.add_flag("--json", options->json,
                     "Print the curve as one JSON object a line, a summary last");
        app.footer("The learning-rate range test of Smith (2017). Nothing is written.");
        return [options](Context& context) { return findRate(context, *options); };
    }};

} // namespace attune::cli
