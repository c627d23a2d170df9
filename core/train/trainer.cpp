// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/trainer.h"

#include "base/random.h"
#include "evaluate/predictor.h"
#include "train/batching.h"
#include "train/make_room.h"
#include "train/optimiser.h"
#include "train/schedule.h"
#include "train/step.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace attune {

namespace {

using Clock = std::chrono::steady_clock;
using Reason = FinishedEvent::Reason;

constexpr std::int64_t kBadStepsAllowed = 5;

double secondsSince(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

// Whether every text got the same answer although the truths differ.
bool collapsed(const Metrics& metrics) {
    std::size_t answered = 0, occurring = 0;
    for (std::size_t label = 0; label < metrics.confusion.size(); ++label) {
        std::int64_t answers = 0;
        for (const auto& row : metrics.confusion)
            answers += row[label];
        answered += answers > 0 ? 1 : 0;
        occurring += metrics.perLabel[label].support > 0 ? 1 : 0;
    }
    return answered == 1 && occurring > 1;
}

std::string answerOf(const Metrics& metrics) {
    for (std::size_t label = 0; label < metrics.confusion.size(); ++label)
        for (const auto& row : metrics.confusion)
            if (row[label] > 0)
                return metrics.perLabel[label].label;
    return {};
}

class Trainer {
public:
    Trainer(Engine& engine, const TrainingJob& job,
            const std::optional<CheckpointStore::Found>& from, TrainingHost& host)
        : engine_(engine),
          job_(job),
          settings_(job.settings),
          host_(host),
          metric_(bestMetricOf(job.settings, job.task)),
          groups_(parameterGroups(engine.spec(), engine.parameters(), job.settings)),
          trained_(trainedNames(groups_)),
          state_(from ? from->state : TrainingState()),
          runner_(engine, job.train,
                  objectiveOf(job.task, job.settings, job.identity.labels, job.train),
                  state_.tokenLimit) {
        engine_.setGroups(groups_);
        if (from)
            CheckpointStore::load(*from, engine_, trained_);
        plan_ = planTraining(settings_, job.train.rows(), state_);
        adoptStepsPerEpoch();
        warmup_ = warmupSteps(settings_.warmup, plan_.steps);
        runner_.onShortage = [this](std::size_t tokens) {
            const Problem problem = shortage(tokens);
            warn(problem.message, problem.hint);
        };
        lastSaved_ = from ? state_.step : -1;
        lastSaveTime_ = Clock::now();
    }

    TrainingOutcome run() {
        try {
            if (state_.step < plan_.steps) {
                makeRoom(engine_, runner_, job_, trained_, state_.step > 0,
                         [this](Message message, Message hint) { warn(message, hint); });
                state_.tokenLimit = runner_.tokenLimit();
            }
            return {loop(), state_};
        } catch (const OutOfMemory&) {
            throw shortOfMemory();
        }
    }

private:
    Reason loop() {
        host_.show(PhaseEvent{PhaseEvent::Phase::Training, 0, 0});
        if (state_.evaluationPending && !evaluate())
            return interrupt();
        while (state_.step < plan_.steps) {
            if (stoppedEarly())
                return end(Reason::EarlyStopped);
            switch (host_.betweenSteps()) {
            case StopRequest::Interrupt:
                return interrupt();
            case StopRequest::Keep:
                if (state_.lastEvaluated != state_.step && !evaluate()) {
                    state_.evaluationPending = false; // it is not part of the plan
                    return interrupt();
                }
                return end(Reason::StoppedByUser);
            case StopRequest::None:
                break;
            }
            const double before = epochsDone();
            step();
            if (evaluationDue(before) && !evaluate())
                return interrupt();
            if (checkpointDue())
                save();
        }
        return end(stoppedEarly() ? Reason::EarlyStopped : Reason::Completed);
    }

    // What follows training (the test, the model folder) may be interrupted as well: nothing of the
    // training is lost then.
    Reason end(Reason reason) {
        if (state_.step != lastSaved_)
            save();
        return reason;
    }

    bool stoppedEarly() const {
        return settings_.early_stopping > 0 && state_.withoutBetter >= settings_.early_stopping;
    }

    double epochsDone() const {
        return static_cast<double>(state_.epoch) +
               static_cast<double>(state_.stepInEpoch) / static_cast<double>(state_.stepsPerEpoch);
    }

    // The place in the epoch is kept when a resumed run cuts it into other steps.
    void adoptStepsPerEpoch() {
        if (state_.stepsPerEpoch > 0 && state_.stepsPerEpoch != plan_.stepsPerEpoch)
            state_.stepInEpoch = state_.stepInEpoch * plan_.stepsPerEpoch / state_.stepsPerEpoch;
        state_.stepsPerEpoch = plan_.stepsPerEpoch;
    }

    std::span<const Batch> nextBatches() {
        if (batchesEpoch_ != state_.epoch) {
            batches_ = batchesOfEpoch(job_.train, settings_.batch_size,
                                      static_cast<std::uint64_t>(settings_.seed), state_.epoch);
            batchesEpoch_ = state_.epoch;
        }
        const auto size = static_cast<std::size_t>(settings_.accumulation);
        const std::size_t begin = static_cast<std::size_t>(state_.stepInEpoch) * size;
        return std::span(batches_).subspan(begin, std::min(size, batches_.size() - begin));
    }

    void step() {
        const auto start = Clock::now();
        const std::span<const Batch> batches = nextBatches();
        const double rate = settings_.learning_rate *
                            scheduleFactor(settings_.schedule, state_.step, warmup_, plan_.steps);
        const StepGradient gradient = runner_.run(
            batches, streamKey(static_cast<std::uint64_t>(settings_.seed), "dropout", state_.step));
        const bool good = gradient.finite();
        std::string badName;
        if (good)
            update(rate, gradient.gradientNorm);
        else
            badName = firstNotFinite();
        advance(gradient);
        const double seconds = secondsSince(start);
        state_.trainSeconds += seconds;
        host_.record(StepEvent{state_.step, epochsDone(), gradient.loss, rate,
                               gradient.gradientNorm, gradient.texts, gradient.tokens, seconds});
        if (good)
            state_.badInRow = 0;
        else
            skip(badName);
    }

    void update(double rate, double norm) {
        engine_.update(updateOptions(settings_, rate, norm, ++state_.updates));
    }

    void advance(const StepGradient& gradient) {
        ++state_.step;
        if (++state_.stepInEpoch == state_.stepsPerEpoch) {
            state_.stepInEpoch = 0;
            ++state_.epoch;
        }
        state_.texts += gradient.texts;
        state_.tokens += gradient.tokens;
        state_.tokenLimit = runner_.tokenLimit();
    }

    void skip(const std::string& name) {
        engine_.clearGradients();
        ++state_.skipped;
        if (++state_.badInRow >= kBadStepsAllowed)
            throw divergenceError(name, state_.step, lastSaved_);
        warn(say(ATTUNE_TEXT("core", "Step %1 was skipped: its loss or gradient is not a finite "
                                     "number."),
                 state_.step),
             say(ATTUNE_TEXT("core", "If this happens again, choose a lower learning rate or "
                                     "precision fp32.")));
    }

    // The first trained parameter whose values or gradient are not finite; empty: the loss alone.
    std::string firstNotFinite() const {
        std::vector<float> values;
        for (const ParameterInfo& info : engine_.parameters()) {
            values.resize(static_cast<std::size_t>(info.count()));
            const auto bad = [&] {
                return std::any_of(values.begin(), values.end(),
                                   [](float value) { return !std::isfinite(value); });
            };
            engine_.storeParameter(info.name, values);
            if (bad())
                return info.name;
            if (std::find(trained_.begin(), trained_.end(), info.name) == trained_.end())
                continue;
            engine_.storeGradient(info.name, values);
            if (bad())
                return info.name;
        }
        return {};
    }

    bool evaluationDue(double before) const {
        if (job_.validation.rows() == 0)
            return false;
        if (state_.step >= plan_.steps)
            return true;
        const auto evaluations = [&](double epochs) {
            return std::floor(epochs / settings_.evaluate_every + 1e-9);
        };
        return evaluations(epochsDone()) > evaluations(before);
    }

    // False when it was interrupted: then the evaluation is still to be done.
    bool evaluate() {
        if (job_.validation.rows() == 0)
            return true;
        state_.evaluationPending = true;
        const auto start = Clock::now();
        Metrics metrics;
        try {
            const auto progress = [&](std::size_t done, std::size_t all) {
                host_.show(PhaseEvent{PhaseEvent::Phase::Evaluating, static_cast<double>(done),
                                      static_cast<double>(all)});
            };
            // In fp32 as the finished model is evaluated: the same weights have one figure.
            const Predictions predictions = predictAll(engine_, job_.validation, progress,
                                                       host_.interruption(), {.exact = true});
            metrics =
                evaluatePredictions(job_.task, predictions, job_.validation, job_.identity.labels);
        } catch (const Cancelled&) {
            return false;
        }
        state_.evaluationPending = false;
        state_.lastEvaluated = state_.step;
        // Amid bad steps nothing is saved (see save()), so nothing can be the best.
        const bool best = state_.badInRow == 0 && noteScore(metric_.value(metrics));
        host_.record(EvaluatedEvent{state_.step, epochsDone(), metrics, best, secondsSince(start)});
        if (collapsed(metrics))
            warn(say(ATTUNE_TEXT("core", "The model answers “%1” to every text of the validation "
                                         "part."),
                     answerOf(metrics)),
                 say(ATTUNE_TEXT("core", "Early in training this passes. Else choose a lower "
                                         "learning rate, more warm-up, or balanced class "
                                         "weights.")));
        if (best)
            save();
        host_.show(PhaseEvent{PhaseEvent::Phase::Training, 0, 0});
        return true;
    }

    bool noteScore(double score) {
        const bool better =
            std::isfinite(score) &&
            (!state_.bestScore ||
             (metric_.higherIsBetter ? score > *state_.bestScore : score < *state_.bestScore));
        if (better) {
            state_.bestScore = score;
            state_.bestStep = state_.step;
            state_.withoutBetter = 0;
        } else {
            ++state_.withoutBetter;
        }
        return better;
    }

    bool checkpointDue() const {
        if (state_.step == lastSaved_)
            return false;
        if (settings_.checkpoint_steps)
            return state_.step % *settings_.checkpoint_steps == 0;
        return settings_.checkpoint_minutes > 0 &&
               secondsSince(lastSaveTime_) >= settings_.checkpoint_minutes * 60;
    }

    void save() {
        // Amid bad steps the weights are in doubt: the last checkpoint stays the last good one,
        // and a run that goes on from it comes here again.
        if (state_.badInRow > 0)
            return;
        host_.show(PhaseEvent{PhaseEvent::Phase::Saving, 0, 0});
        state_.recordLines = host_.syncRecord();
        const CheckpointedEvent saved =
            job_.checkpoints.save(engine_, trained_, state_, job_.identity);
        lastSaved_ = state_.step;
        lastSaveTime_ = Clock::now();
        host_.record(saved);
        host_.show(PhaseEvent{PhaseEvent::Phase::Training, 0, 0});
    }

    Reason interrupt() {
        if (state_.step != lastSaved_)
            save();
        return Reason::Interrupted;
    }

    void warn(Message message, Message hint) {
        host_.record(WarningEvent{
            state_.step,
            {Problem::Severity::Warning, {}, {}, std::move(message), std::move(hint)}
        });
    }

    Engine& engine_;
    const TrainingJob& job_;
    const TrainingSettings& settings_;
    TrainingHost& host_;
    const MetricInfo& metric_;
    std::vector<ParameterGroup> groups_;
    std::vector<std::string> trained_;
    TrainingState state_;
    StepRunner runner_;
    TrainingPlan plan_;
    std::int64_t warmup_ = 0;
    std::vector<Batch> batches_;
    std::int64_t batchesEpoch_ = -1;
    std::int64_t lastSaved_ = -1;
    Clock::time_point lastSaveTime_;
};

} // namespace

TrainingPlan planTraining(const TrainingSettings& settings, std::size_t rows,
                          const TrainingState& state) {
    TrainingPlan plan;
    const std::int64_t batches = batchCount(rows, settings.batch_size);
    plan.stepsPerEpoch = (batches + settings.accumulation - 1) / settings.accumulation;
    plan.epochs = settings.epochs;
    if (plan.stepsPerEpoch == 0)
        return plan;
    if (settings.max_steps > 0) {
        plan.steps = settings.max_steps;
        plan.epochs = (plan.steps + plan.stepsPerEpoch - 1) / plan.stepsPerEpoch;
        return plan;
    }
    std::int64_t inEpoch = state.stepInEpoch;
    if (state.stepsPerEpoch > 0 && state.stepsPerEpoch != plan.stepsPerEpoch)
        inEpoch = inEpoch * plan.stepsPerEpoch / state.stepsPerEpoch;
    const std::int64_t left = (settings.epochs - state.epoch) * plan.stepsPerEpoch - inEpoch;
    plan.steps = state.step + std::max<std::int64_t>(0, left);
    return plan;
}

// As evaluationDue(): at the first step at or behind each whole multiple, and at the end.
std::int64_t evaluationsOf(const TrainingSettings& settings, const TrainingPlan& plan) {
    if (plan.steps == 0)
        return 0;
    const auto before = static_cast<double>(plan.steps - 1);
    const double due =
        before / static_cast<double>(plan.stepsPerEpoch) / settings.evaluate_every + 1e-9;
    return static_cast<std::int64_t>(std::min(before, std::floor(due))) + 1;
}

TrainingOutcome train(Engine& engine, const TrainingJob& job,
                      const std::optional<CheckpointStore::Found>& from, TrainingHost& host) {
    return Trainer(engine, job, from, host).run();
}

} // namespace attune
