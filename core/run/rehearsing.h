// SPDX-License-Identifier: GPL-3.0-or-later
// The rehearsal of a recipe: prepared as its run would be, measured, and nothing is left.
#pragma once

#include "run/run.h"

namespace attune {

// Ends with a RehearsedEvent, or with an interrupted FinishedEvent when it was stopped. Its
// checkpoint lies in a hidden folder beside the run's, which goes whatever happens; what a killed
// process left there goes with the next rehearsal. False where the run would not fit. Throws, after
// a FailedEvent, what the run would throw before its first steps.
bool runRehearsal(
    const Recipe& recipe, RunContext& context, const EngineFactory& makeEngine = makeEngine,
    const std::function<std::uint64_t(const fs::path&)>& freeSpace = attune::freeSpace);

} // namespace attune
