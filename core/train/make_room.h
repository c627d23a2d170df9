// SPDX-License-Identifier: GPL-3.0-or-later
// Room for training, before the first step: what does not fit shows now, and not after hours.
//
// On a processor no allocation fails before the system ends the process, so there an estimate
// (memory.h) decides: batches are split, or the training is refused. Then moments are reserved, and
// unless the estimate leaves plenty the heaviest batch is rehearsed, of which nothing is kept.
#pragma once

#include "train/step.h"
#include "train/trainer.h"

#include <functional>
#include <string>
#include <vector>

namespace attune {

// Throws an Error, or OutOfMemory, where not even a batch of one text fits. What was split is told
// by `warn` and known to the runner (tokenLimit()). `trained`: names of all trained parameters.
// `resumed`: the runner has the limit that the run began with, which is kept where that can be
// borne.
void makeRoom(Engine& engine, StepRunner& runner, const TrainingJob& job,
              const std::vector<std::string>& trained, bool resumed,
              const std::function<void(Message message, Message hint)>& warn);

// What is told when a batch of `tokens` tokens did not fit and is split.
Problem shortage(std::size_t tokens);

// What is thrown when no splitting helps.
Error shortOfMemory();

} // namespace attune
