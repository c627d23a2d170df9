// SPDX-License-Identifier: GPL-3.0-or-later
// The whole way of a run: from a recipe to a model folder with its report.
#pragma once

#include "cpu/cpu_engine.h"
#include "run/run_folder.h"
#include "train/trainer.h"

#include <functional>
#include <memory>
#include <stop_token>

namespace attune {

// What a run is embedded in; called from the run's thread.
class RunContext {
public:
    virtual ~RunContext() = default;
    virtual void publish(Event event) = 0;  // never waits for a reader
    virtual StopRequest betweenSteps() = 0; // waits while paused
    virtual std::stop_token interruption() = 0;
};

// Makes the engine of a spec: chosen here, handed down.
using EngineFactory =
    std::function<std::unique_ptr<Engine>(const EncoderSpec&, const EngineOptions&)>;

// Trains as the recipe says and leaves a run folder. Publishes every event, the FinishedEvent last.
// Whatever fails is told by one FailedEvent, the last event and the last line of the record, and
// thrown on (UsageError for the recipe or the folder); the folder's last checkpoint is then as it
// was. Before training begins nothing is written: what was in the folder stays as it was.
//
// Resuming: what a checkpoint needs to be of the same run (data, tokenizer, pretrained model,
// labels) is compared, and refused where it differs; other changed settings are listed as warnings.
// recipe.yaml becomes the new one with the first checkpoint that was trained by it. Where the best
// checkpoint is damaged or gone, the best of those that are left takes its place, with a warning.
// A finished run publishes its FinishedEvent again.
FinishedEvent runTraining(const Recipe& recipe, StartMode mode, RunContext& context,
                          const EngineFactory& makeEngine = makeEngine);

// The learning-rate range test of a recipe; writes nothing.
void runRangeTest(const Recipe& recipe, RunContext& context,
                  const EngineFactory& makeEngine = makeEngine);

} // namespace attune
