// SPDX-License-Identifier: GPL-3.0-or-later
// Checkpoints: everything that a run needs to go on exactly, in a folder that is whole or absent.
//
//   checkpoints/step-000400/
//     model.safetensors       the parameters, by name, fp32
//     optimiser.safetensors   "first/NAME" and "second/NAME": the moments of what is trained
//     state.json              counters, best metric, whose run this is
//     manifest.json           size and XXH3-64 of each file; written last
#pragma once

#include "base/json.h"
#include "model/engine.h"
#include "train/events.h"

#include <optional>

namespace attune {

// Where training stands between two steps. Together with the weights and moments it decides every
// later bit: dropout, order and rates are functions of these counters and of the settings.
struct TrainingState {
    std::int64_t step = 0;          // steps done, skipped ones included
    std::int64_t updates = 0;       // updates done: the bias correction of AdamW counts these
    std::int64_t epoch = 0;         // whole epochs done
    std::int64_t stepInEpoch = 0;   // steps done in the present epoch
    std::int64_t stepsPerEpoch = 0; // as they were: a changed batch size is found by this
    bool evaluationPending = false; // the step is done, its evaluation was cut off
    std::int64_t lastEvaluated = 0; // step
    std::optional<double> bestScore;
    std::int64_t bestStep = 0;          // 0: none
    std::int64_t withoutBetter = 0;     // evaluations since the best one
    std::int64_t badInRow = 0;          // steps in a row whose loss or gradient was not finite
    std::int64_t skipped = 0;           // such steps in all
    std::int64_t tokenLimit = 0;        // batches of more tokens are split; 0: none known
    std::int64_t texts = 0, tokens = 0; // trained on so far
    double trainSeconds = 0;            // the loop without evaluation and checkpoints
    std::int64_t recordLines = 0;       // lines of metrics.jsonl at that moment
    bool operator==(const TrainingState&) const = default;
};

// Whose checkpoint it is. A run goes on only with the same.
struct RunIdentity {
    std::string data;      // Split::fingerprint
    std::string tokenizer; // of its files
    std::string model;     // of the pretrained weights and config
    std::vector<std::string> labels;
    bool operator==(const RunIdentity&) const = default;
};

Json toJson(const TrainingState& state);
// Throws an Error, with `where` and the key, on anything that no run can have written.
TrainingState trainingStateFromJson(const Json& json, const std::string& where = {});

class CheckpointStore {
public:
    // `folder`: RUN/checkpoints, made when the first one is saved. `keep`: newest ones that stay.
    CheckpointStore(fs::path folder, std::int64_t keep) : folder_(std::move(folder)), keep_(keep) {}

    // Publishes the state and then removes older ones, never the best. `trained`: parameters with
    // moments. Throws an Error, and leaves the earlier checkpoints as they are, when the disk has
    // no room for it or a weight is no longer finite.
    CheckpointedEvent save(const Engine& engine, const std::vector<std::string>& trained,
                           const TrainingState& state, const RunIdentity& identity) const;

    // The room that one takes on the disk, rounded up.
    static std::uint64_t bytesNeeded(const Engine& engine, const std::vector<std::string>& trained);

    struct Found {
        fs::path path;
        TrainingState state;
        RunIdentity identity;
        std::uint64_t bytes = 0;
    };
    // The newest whole one, its digests checked; those passed over are named in `problems`.
    std::optional<Found> newest(Problems& problems) const;
    // That of one step; an Error where it is absent or broken.
    Found at(std::int64_t step) const;
    bool has(std::int64_t step) const;
    fs::path pathOf(std::int64_t step) const;

    // Parameters, and moments where the engine trains them (after Engine::setGroups()).
    static void load(const Found& found, Engine& engine, const std::vector<std::string>& trained);
    static void loadWeights(const Found& found, Engine& engine);

    const fs::path& folder() const { return folder_; }

private:
    void prune(const TrainingState& state) const;

    fs::path folder_;
    std::int64_t keep_;
};

// The message for weights, losses or gradients that are no longer numbers. `name`: the parameter
// where it shows first, may be empty; `kept`: the last good checkpoint's step, -1: none.
Error divergenceError(const std::string& name, std::int64_t step, std::int64_t kept);

} // namespace attune
