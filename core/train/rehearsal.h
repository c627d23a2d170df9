// SPDX-License-Identifier: GPL-3.0-or-later
// The rehearsal of a run: a few seconds that run the longest batch, some usual steps, a part of an
// evaluation and a checkpoint, so that memory, time and disk are measured, and a run that cannot go
// well is refused before it starts. The engine's weights are spoilt afterwards.
#pragma once

#include "train/trainer.h"

namespace attune {

struct RehearsalOptions {
    std::int64_t testTokens = 0;  // of the part that the finished model is measured on
    std::uint64_t modelBytes = 0; // of the finished model's folder, beside its weights
    // Asked for the folder of the checkpoints.
    std::function<std::uint64_t(const fs::path&)> freeSpace = attune::freeSpace;
};

// Writes one checkpoint into the job's store and removes it again; where the disk has no room for
// it, its size is counted and not measured. Nothing when it was stopped.
//
// Usual steps: at least five of them and a second, but no more than about three seconds. The time
// of passes is taken to grow with the tokens, that of updates with the steps.
//
// Throws what training would throw for want of memory (make_room.h), and an Error where the weights
// are no finite numbers after these few steps.
std::optional<RehearsedEvent> rehearse(Engine& engine, const TrainingJob& job, TrainingHost& host,
                                       const RehearsalOptions& options = {});

} // namespace attune
