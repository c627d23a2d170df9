// SPDX-License-Identifier: GPL-3.0-or-later
// What a task's loss is: the targets of rows of a set against the logits of a pass over them.
#pragma once

#include "data/encoded_set.h"
#include "data/task.h"
#include "model/loss.h"
#include "train/settings.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace attune {

// The numbers of a text's answers in an encoded set, in the order of the logits of a pass over
// `rows`: for SingleLabel set.labels, for TokenLabels set.tags, [N].
std::vector<std::int32_t> answersOf(const EncodedSet& set, Task task,
                                    std::span<const std::size_t> rows);

class Objective {
public:
    // `set` must outlive it. Class weights and smoothing are for SingleLabel and TokenLabels.
    Objective(Task task, const EncodedSet& set, CrossEntropyOptions options);

    // What the rows count in the mean over a step: texts, their class weights, labels a text, or
    // tokens with a tag, as the mean of transformers' loss has it.
    double weightOf(std::span<const std::size_t> rows) const;
    // The loss of the logits of a pass over `rows` in this order.
    LossResult operator()(std::span<const float> logits, std::span<const std::size_t> rows) const;

private:
    Task task_;
    const EncodedSet& set_;
    CrossEntropyOptions options_;
};

// The objective of a run: the loss of its task, with the class weights and the smoothing of its
// settings where the task has them.
Objective objectiveOf(Task task, const TrainingSettings& settings,
                      const std::vector<std::string>& labels, const EncodedSet& set);

} // namespace attune
