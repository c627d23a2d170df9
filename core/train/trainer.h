// SPDX-License-Identifier: GPL-3.0-or-later
// The loop: epochs, steps, evaluations, checkpoints.
//
// A run is a function of its settings, data, model and seed: nothing but the moments at which
// checkpoints are taken depends on the clock. So a run that was stopped or killed and goes on from
// its last checkpoint ends with the weights and metrics of one that was never stopped.
//
// What goes wrong:
// - A step whose loss or gradient is not finite is skipped, with a warning. After five in a row
//   training ends with an Error that names the remedy; the last checkpoint was taken before them.
// - When memory does not suffice, batches are split, with a warning (step.h). That shows before the
//   first step (make_room.h).
// - A checkpoint that cannot be written (full disk) ends training with an Error: to go on without
//   would risk all the work since the last one. Earlier checkpoints are kept.
#pragma once

#include "data/encoded_set.h"
#include "train/checkpoint.h"
#include "train/settings.h"

#include <stop_token>

namespace attune {

enum class StopRequest {
    None,
    Keep,      // as if the run ended here
    Interrupt, // a checkpoint, then out
};

// What the loop is embedded in. Called from the loop's thread.
class TrainingHost {
public:
    virtual ~TrainingHost() = default;
    // An event for the stream and for metrics.jsonl.
    virtual void record(EventBody event) = 0;
    // An event for the stream alone: progress.
    virtual void show(EventBody event) = 0;
    // Asked between steps; waits here while paused.
    virtual StopRequest betweenSteps() = 0;
    // Stopped at an Interrupt: evaluations too end at once.
    virtual std::stop_token interruption() = 0;
    // Brings metrics.jsonl to the disk and returns how many lines it has.
    virtual std::int64_t syncRecord() = 0;
};

// What is trained on; all of it outlives the call.
struct TrainingJob {
    const TrainingSettings& settings;
    const EncodedSet& train;
    const EncodedSet& validation; // no rows: no evaluation, and the last state is the result
    const RunIdentity& identity;  // with the labels
    const CheckpointStore& checkpoints;
    std::uint64_t memory = 0; // bytes of the machine that are available now; 0: unknown
    std::uint64_t swap = 0;   // and beyond them, slowly
    Task task = Task::SingleLabel;
};

// How many steps a run takes.
struct TrainingPlan {
    std::int64_t stepsPerEpoch = 0;
    std::int64_t epochs = 0;
    std::int64_t steps = 0; // of the whole run
};
// From the beginning, or from where `state` stands.
TrainingPlan planTraining(const TrainingSettings& settings, std::size_t rows,
                          const TrainingState& state = {});
// The evaluations of a run that is neither stopped nor resumed and has a validation part.
std::int64_t evaluationsOf(const TrainingSettings& settings, const TrainingPlan& plan);

struct TrainingOutcome {
    FinishedEvent::Reason reason = FinishedEvent::Reason::Completed;
    TrainingState state;
};

// Sets the engine's groups. With `from`, weights and moments are loaded from that checkpoint, else
// the engine's weights are the beginning. Afterwards the engine holds the last state;
// outcome.state.bestStep tells the checkpoint of the best one.
TrainingOutcome train(Engine& engine, const TrainingJob& job,
                      const std::optional<CheckpointStore::Found>& from, TrainingHost& host);

} // namespace attune
