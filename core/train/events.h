// SPDX-License-Identifier: GPL-3.0-or-later
// What happens in a run, as immutable values; one JSON object a line in metrics.jsonl.
#pragma once

#include "base/json.h"
#include "evaluate/metrics.h"

#include <string>
#include <variant>
#include <vector>

namespace attune {

struct StartedEvent {
    std::int64_t steps = 0; // of the whole run
    std::int64_t epochs = 0;
    std::int64_t stepsPerEpoch = 0;
    std::int64_t trainTexts = 0, validationTexts = 0, testTexts = 0;
    std::int64_t resumedAt = 0; // step; 0: from the beginning
    std::vector<std::string> labels;
    std::string device, deviceReason;       // "CPU, 2 cores", why
    std::string precision, precisionReason; // "fp32", why
    std::string engine, engineReason;
    std::vector<std::string> firstBatch; // the first batch's first texts as the model sees them
};

struct StepEvent {
    std::int64_t step = 0; // from 1
    double epoch = 0;
    double loss = 0;
    double learningRate = 0;
    double gradientNorm = 0;
    std::int64_t texts = 0;  // of this step
    std::int64_t tokens = 0; // of this step
    double seconds = 0;      // of this step's work
};

struct EvaluatedEvent {
    std::int64_t step = 0;
    double epoch = 0;
    Metrics metrics;
    bool best = false;
    double seconds = 0;
};

struct CheckpointedEvent {
    std::int64_t step = 0;
    std::string path;
    std::uint64_t bytes = 0;
    bool best = false;
};

struct WarningEvent {
    std::int64_t step = 0;
    Problem problem;
};

// A point of the learning-rate range test.
struct RangePointEvent {
    double learningRate = 0;
    double loss = 0; // raw
    double smoothed = 0;
};

struct RangeDoneEvent {
    double proposedRate = 0; // 0: no rate could be proposed
    Message reason;
};

// What a rehearsal measured (rehearsal.h), and what a run would take by it.
struct RehearsedEvent {
    std::int64_t epochs = 0, steps = 0, stepsPerEpoch = 0, evaluations = 0; // of the run
    double epochSeconds = 0;                                                // its steps
    double evaluationSeconds = 0;                   // one, of the whole validation part
    double checkpointSeconds = 0;                   // one
    double seconds = 0;                             // the whole run
    double textsPerSecond = 0, tokensPerSecond = 0; // of usual steps
    std::string device;                             // "CPU, 2 threads"
    std::uint64_t memory = 0;          // bytes at the peak: of this process; CUDA: of the card
    std::uint64_t memoryLeft = 0;      // free then, of
    std::uint64_t memoryTotal = 0;     // all
    std::uint64_t checkpointBytes = 0; // one
    std::int64_t checkpoints = 0;      // that stay at most, the best included
    std::uint64_t diskBytes = 0;       // the most that the run's folder takes at one time
    std::uint64_t diskFree = 0;        // where it would lie
    Problems problems;                 // what is tight; errors: what does not suffice
    bool fits() const { return !hasErrors(problems); }
};

// What training is busy with between steps: "evaluating", "saving", "paused", ...
struct PhaseEvent {
    enum class Phase { Preparing, Training, Evaluating, Saving, Testing, Paused };
    Phase phase = Phase::Preparing;
    double done = 0, all = 0; // rows or steps, 0: unknown
};

struct FinishedEvent {
    enum class Reason { Completed, EarlyStopped, StoppedByUser, Interrupted };
    Reason reason = Reason::Completed;
    std::int64_t step = 0;
    std::int64_t bestStep = 0;
    bool hasTest = false;
    Metrics test; // of the finished model, in fp32; without a test part: on the validation part
    double trainSeconds = 0; // the loop without evaluation and checkpoints
    double samplesPerSecond = 0, tokensPerSecond = 0;
    std::string model; // folder, empty when none was written
};

struct FailedEvent {
    std::int64_t step = 0;
    Message what;
    std::string where;
    Message hint;
};

using EventBody = std::variant<StartedEvent, StepEvent, EvaluatedEvent, CheckpointedEvent,
                               WarningEvent, RangePointEvent, RangeDoneEvent, RehearsedEvent,
                               PhaseEvent, FinishedEvent, FailedEvent>;

struct Event {
    double time = 0; // seconds since the Unix epoch
    EventBody body;
};

// An event of this moment.
Event eventNow(EventBody body);

Json toJson(const Event& event);
// Throws an Error on anything else; `where` names the source in it.
Event eventFromJson(const Json& json, const std::string& where = {});

} // namespace attune
