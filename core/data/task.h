// SPDX-License-Identifier: GPL-3.0-or-later
// The table of tasks: what a model learns to say of a text. A task is a line of constants; what it
// does to labels, losses and metrics stands where those are, by its kind.
//
// Pairs of texts are no task of their own: where data.text_pair names a column, every task but
// token labels reads two texts.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace attune {

enum class Task {
    SingleLabel, // one label a text: softmax over the logits
    MultiLabel,  // any number of labels a text: a sigmoid each
    Regression,  // a number: one logit as it is
    TokenLabels, // a tag for each token, in the scheme IOB2: "B-PER", "I-PER", "O"
};

struct TaskInfo {
    Task task;
    std::string key;   // of the recipe
    std::string title; // ATTUNE_TEXT
    std::string help;  // ATTUNE_TEXT
    // As transformers names them: problem_type of config.json (token labels have none), and the
    // end of the name of its class.
    std::string problemType;
    std::string head;
    std::string pipeline;
    bool perToken; // logits [N, L] instead of [B, L]; pairs of texts are not taken
};

const std::vector<TaskInfo>& taskTable();
const TaskInfo& infoOf(Task task);
// Throws a UsageError that names the tasks where there is none of that key.
Task taskOf(std::string_view key);

} // namespace attune
