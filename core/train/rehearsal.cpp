// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/rehearsal.h"

#include "base/random.h"
#include "evaluate/predictor.h"
#include "model/memory_use.h"
#include "train/batching.h"
#include "train/make_room.h"
#include "train/memory.h"
#include "train/optimiser.h"
#include "train/step.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace attune {

namespace {

using Clock = std::chrono::steady_clock;
using Phase = PhaseEvent::Phase;

constexpr std::int64_t kSteps = 5;
constexpr double kEnoughSeconds = 1, kMostSeconds = 3; // of usual steps
constexpr double kEvaluationSeconds = 2;

double secondsSince(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

// Rows at even distances that have about so many tokens; all of them where that is enough.
EncodedSet partOf(const EncodedSet& set, double tokens) {
    const double share = tokens / static_cast<double>(set.ids.size());
    const auto stride = static_cast<std::size_t>(std::max(1.0, std::ceil(1 / share)));
    EncodedSet part;
    part.starts = {0};
    for (std::size_t row = 0; row < set.rows(); row += stride) {
        const auto begin = static_cast<std::ptrdiff_t>(set.starts[row]);
        const auto end = static_cast<std::ptrdiff_t>(set.starts[row + 1]);
        part.ids.insert(part.ids.end(), set.ids.begin() + begin, set.ids.begin() + end);
        if (!set.typeIds.empty())
            part.typeIds.insert(part.typeIds.end(), set.typeIds.begin() + begin,
                                set.typeIds.begin() + end);
        part.starts.push_back(part.ids.size());
        part.labels.push_back(set.labels[row]);
    }
    return part;
}

std::string sizeText(std::uint64_t bytes) {
    return bytes < 1'000'000'000 ? std::to_string((bytes + 500'000) / 1'000'000) + " MB"
                                 : gigabytes(bytes) + " GB";
}

class Rehearsal {
public:
    Rehearsal(Engine& engine, const TrainingJob& job, TrainingHost& host,
              const RehearsalOptions& options)
        : engine_(engine),
          job_(job),
          settings_(job.settings),
          host_(host),
          options_(options),
          groups_(parameterGroups(engine.spec(), engine.parameters(), job.settings)),
          trained_(trainedNames(groups_)),
          plan_(planTraining(job.settings, job.train.rows())),
          runner_(engine, job.train,
                  objectiveOf(job.task, job.settings, job.identity.labels, job.train)) {
        engine_.setGroups(groups_);
        runner_.onShortage = [this](std::size_t tokens) { short_ = tokens; };
        result_.epochs = plan_.epochs;
        result_.steps = plan_.steps;
        result_.stepsPerEpoch = plan_.stepsPerEpoch;
        if (job.validation.rows() > 0)
            result_.evaluations = evaluationsOf(settings_, plan_);
    }

    std::optional<RehearsedEvent> run() {
        const MemoryUse before = memoryUse(engine_.device());
        const PeakMemory peak(engine_.device());
        try {
            longestBatch();
            if (!usualSteps() || !evaluate())
                return {};
            checkpoint();
        } catch (const OutOfMemory&) {
            throw shortOfMemory();
        } catch (const Cancelled&) {
            return {};
        }
        if (short_ > 0)
            result_.problems.push_back(shortage(short_));
        noteMemory(before, peak.bytes());
        noteTime();
        noteDisk();
        return std::move(result_);
    }

private:
    void longestBatch() {
        host_.show(PhaseEvent{Phase::Training, 0, 0});
        makeRoom(engine_, runner_, job_, trained_, false, [this](Message what, Message hint) {
            note(Problem::Severity::Warning, std::move(what), std::move(hint));
        });
        // With accumulation a pass runs beside the gradients of those before. It warms up, too.
        step(std::vector<Batch>(settings_.accumulation > 1 ? 2 : 1,
                                attune::longestBatch(job_.train, settings_.batch_size)));
        passSeconds_ = updateSeconds_ = 0;
    }

    // False: stopped.
    bool usualSteps() {
        const auto batches = batchesOfEpoch(job_.train, settings_.batch_size,
                                            static_cast<std::uint64_t>(settings_.seed), 0);
        std::int64_t steps = 0, texts = 0, tokens = 0;
        std::size_t next = 0;
        const auto seconds = [&] { return passSeconds_ + updateSeconds_; };
        while ((steps < kSteps || seconds() < kEnoughSeconds) &&
               (steps == 0 || seconds() < kMostSeconds)) {
            if (host_.betweenSteps() != StopRequest::None)
                return false;
            if (next >= batches.size())
                next = 0;
            const std::size_t count =
                std::min(static_cast<std::size_t>(settings_.accumulation), batches.size() - next);
            const StepGradient gradient = step(std::span(batches).subspan(next, count));
            next += count;
            ++steps;
            texts += gradient.texts;
            tokens += gradient.tokens;
            host_.show(
                PhaseEvent{Phase::Training, std::min(seconds(), kEnoughSeconds), kEnoughSeconds});
            const StepEvent event{plan_.steps,           static_cast<double>(plan_.epochs),
                                  gradient.loss,         settings_.learning_rate,
                                  gradient.gradientNorm, gradient.texts,
                                  gradient.tokens,       seconds()};
            recordBytes_ = toJson(eventNow(event)).dump().size() + 1;
        }
        tokenSeconds_ = passSeconds_ / static_cast<double>(tokens);
        result_.epochSeconds =
            tokenSeconds_ * static_cast<double>(job_.train.ids.size()) +
            updateSeconds_ / static_cast<double>(steps) * static_cast<double>(plan_.stepsPerEpoch);
        result_.textsPerSecond = static_cast<double>(job_.train.rows()) / result_.epochSeconds;
        result_.tokensPerSecond = static_cast<double>(job_.train.ids.size()) / result_.epochSeconds;
        return true;
    }

    StepGradient step(std::span<const Batch> batches) {
        const auto start = Clock::now();
        const StepGradient gradient = runner_.run(
            batches, streamKey(static_cast<std::uint64_t>(settings_.seed), "rehearsal", updates_));
        const auto between = Clock::now();
        ++updates_;
        if (gradient.finite())
            engine_.update(
                updateOptions(settings_, settings_.learning_rate, gradient.gradientNorm, updates_));
        else
            engine_.clearGradients();
        passSeconds_ += std::chrono::duration<double>(between - start).count();
        updateSeconds_ += secondsSince(between);
        return gradient;
    }

    // False: stopped. As the trainer evaluates.
    bool evaluate() {
        const EncodedSet& set = job_.validation.rows() > 0 ? job_.validation : job_.train;
        if (host_.betweenSteps() != StopRequest::None)
            return false;
        // A text takes less time there than in training, about a third.
        const EncodedSet part = partOf(set, kEvaluationSeconds / tokenSeconds_);
        const auto start = Clock::now();
        predictAll(engine_, part,
                   [&](std::size_t done, std::size_t all) {
                       host_.show(PhaseEvent{Phase::Evaluating, static_cast<double>(done),
                                             static_cast<double>(all)});
                   },
                   host_.interruption(), {.exact = true});
        evaluatedTokenSeconds_ = secondsSince(start) / static_cast<double>(part.ids.size());
        result_.evaluationSeconds =
            evaluatedTokenSeconds_ * static_cast<double>(job_.validation.ids.size());
        return true;
    }

    void checkpoint() {
        const fs::path& folder = job_.checkpoints.folder();
        result_.diskFree = options_.freeSpace(folder);
        const std::uint64_t needed = CheckpointStore::bytesNeeded(engine_, trained_);
        result_.checkpointBytes = needed;
        if (result_.diskFree < needed)
            return; // noteDisk() tells
        host_.show(PhaseEvent{Phase::Saving, 0, 0});
        TrainingState state; // numbers as long as those of the run
        state.step = state.updates = plan_.steps;
        state.epoch = plan_.epochs;
        state.stepsPerEpoch = plan_.stepsPerEpoch;
        state.trainSeconds = passSeconds_;
        const auto start = Clock::now();
        const CheckpointedEvent saved =
            job_.checkpoints.save(engine_, trained_, state, job_.identity);
        result_.checkpointSeconds = secondsSince(start);
        result_.checkpointBytes = saved.bytes;
        std::error_code ignored;
        fs::remove_all(job_.checkpoints.pathOf(state.step), ignored);
    }

    void noteMemory(const MemoryUse& before, std::uint64_t peak) {
        const std::uint64_t grown = peak > before.taken ? peak - before.taken : 0;
        result_.memory = peak;
        result_.memoryTotal = before.total;
        result_.memoryLeft = before.free > grown ? before.free - grown : 0;
        // A card is there for this alone; a machine has other things to do.
        if (engine_.device() == DeviceKind::Cpu && before.total > 0 &&
            result_.memoryLeft < before.total / 10)
            note(Problem::Severity::Warning,
                 say(ATTUNE_TEXT("core", "Training takes %1 of memory and leaves %2 free: "
                                         "everything may get slow."),
                     sizeText(peak), sizeText(result_.memoryLeft)),
                 say(ATTUNE_TEXT("core", "Close other programs, or halve batch_size and double "
                                         "accumulation.")));
    }

    // At most: as if no evaluation were worse than one before, and nothing stopped early.
    std::int64_t saves() const {
        const double running = trainSeconds() + evaluationsSeconds();
        const std::int64_t timed =
            settings_.checkpoint_steps ? plan_.steps / *settings_.checkpoint_steps
            : settings_.checkpoint_minutes > 0
                ? static_cast<std::int64_t>(running / (settings_.checkpoint_minutes * 60))
                : 0;
        return timed + std::max<std::int64_t>(result_.evaluations, 1);
    }
    double trainSeconds() const {
        return result_.epochSeconds * static_cast<double>(plan_.steps) /
               static_cast<double>(plan_.stepsPerEpoch);
    }
    double evaluationsSeconds() const {
        return result_.evaluationSeconds * static_cast<double>(result_.evaluations);
    }

    void noteTime() {
        // The model's folder is written like one more checkpoint, and then measured.
        result_.seconds = trainSeconds() + evaluationsSeconds() +
                          result_.checkpointSeconds * static_cast<double>(saves() + 1) +
                          evaluatedTokenSeconds_ * static_cast<double>(options_.testTokens);
    }

    void noteDisk() {
        // A new one is whole before an old one goes; the model comes when all are there.
        const std::int64_t most = saves();
        const std::int64_t stay =
            std::min(most, settings_.keep_checkpoints + (result_.evaluations > 0 ? 1 : 0));
        std::uint64_t weights = 0;
        for (const ParameterInfo& info : engine_.parameters())
            weights += static_cast<std::uint64_t>(info.count()) * sizeof(float);
        const auto of = [&](std::int64_t count) {
            return static_cast<std::uint64_t>(count) * result_.checkpointBytes;
        };
        result_.checkpoints = stay;
        result_.diskBytes =
            std::max(of(std::min(most, stay + 1)), of(stay) + weights + options_.modelBytes) +
            recordBytes_ * static_cast<std::uint64_t>(plan_.steps);
        const Message hint = say(ATTUNE_TEXT("core", "Free some space, keep fewer checkpoints, or "
                                                     "choose another output folder."));
        if (result_.diskBytes > result_.diskFree)
            note(Problem::Severity::Error,
                 say(ATTUNE_TEXT("core", "The disk does not suffice: the run takes up to %1, and "
                                         "%2 are free."),
                     sizeText(result_.diskBytes), sizeText(result_.diskFree)),
                 hint);
        else if (result_.diskBytes > result_.diskFree / 10 * 9)
            note(Problem::Severity::Warning,
                 say(ATTUNE_TEXT("core", "The disk gets nearly full: the run takes up to %1, and "
                                         "%2 are free."),
                     sizeText(result_.diskBytes), sizeText(result_.diskFree)),
                 hint);
    }

    void note(Problem::Severity severity, Message message, Message hint) {
        result_.problems.push_back({severity, {}, {}, std::move(message), std::move(hint)});
    }

    Engine& engine_;
    const TrainingJob& job_;
    const TrainingSettings& settings_;
    TrainingHost& host_;
    const RehearsalOptions& options_;
    std::vector<ParameterGroup> groups_;
    std::vector<std::string> trained_;
    TrainingPlan plan_;
    StepRunner runner_;
    RehearsedEvent result_;
    std::size_t short_ = 0; // tokens of the smallest batch that did not fit
    std::int64_t updates_ = 0;
    double passSeconds_ = 0, updateSeconds_ = 0;          // of the usual steps
    double tokenSeconds_ = 0, evaluatedTokenSeconds_ = 0; // a token of the training, of evaluations
    std::uint64_t recordBytes_ = 0;                       // of a step in metrics.jsonl
};

} // namespace

std::optional<RehearsedEvent> rehearse(Engine& engine, const TrainingJob& job, TrainingHost& host,
                                       const RehearsalOptions& options) {
    return Rehearsal(engine, job, host, options).run();
}

} // namespace attune
