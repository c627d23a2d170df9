// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/objective.h"

#include "train/optimiser.h"

#include <algorithm>

namespace attune {

std::vector<std::int32_t> answersOf(const EncodedSet& set, Task task,
                                    std::span<const std::size_t> rows) {
    std::vector<std::int32_t> answers;
    for (const std::size_t row : rows)
        if (task == Task::TokenLabels)
            answers.insert(answers.end(),
                           set.tags.begin() + static_cast<std::ptrdiff_t>(set.starts[row]),
                           set.tags.begin() + static_cast<std::ptrdiff_t>(set.starts[row + 1]));
        else
            answers.push_back(set.labels[row]);
    return answers;
}

Objective::Objective(Task task, const EncodedSet& set, CrossEntropyOptions options)
    : task_(task), set_(set), options_(std::move(options)) {}

double Objective::weightOf(std::span<const std::size_t> rows) const {
    const auto texts = static_cast<double>(rows.size());
    if (task_ == Task::MultiLabel)
        return texts *
               static_cast<double>(set_.many.size() / std::max<std::size_t>(set_.rows(), 1));
    if (task_ == Task::Regression || (task_ == Task::SingleLabel && options_.classWeights.empty()))
        return texts;
    double weight = 0;
    for (const std::int32_t answer : answersOf(set_, task_, rows))
        if (answer >= 0)
            weight += options_.classWeights.empty()
                          ? 1
                          : options_.classWeights[static_cast<std::size_t>(answer)];
    return weight;
}

LossResult Objective::operator()(std::span<const float> logits,
                                 std::span<const std::size_t> rows) const {
    switch (task_) {
    case Task::SingleLabel:
    case Task::TokenLabels:
        return crossEntropy(logits, answersOf(set_, task_, rows), options_);
    case Task::MultiLabel: {
        const std::size_t labels = logits.size() / rows.size();
        std::vector<std::uint8_t> targets;
        targets.reserve(logits.size());
        for (const std::size_t row : rows)
            targets.insert(targets.end(),
                           set_.many.begin() + static_cast<std::ptrdiff_t>(row * labels),
                           set_.many.begin() + static_cast<std::ptrdiff_t>((row + 1) * labels));
        return binaryCrossEntropy(logits, targets);
    }
    case Task::Regression:
        break;
    }
    std::vector<float> values;
    values.reserve(rows.size());
    for (const std::size_t row : rows)
        values.push_back(set_.values[row]);
    return squaredError(logits, values);
}

Objective objectiveOf(Task task, const TrainingSettings& settings,
                      const std::vector<std::string>& labels, const EncodedSet& set) {
    CrossEntropyOptions options;
    if (task == Task::SingleLabel || task == Task::TokenLabels) {
        options.classWeights =
            classWeights(settings, labels, task == Task::SingleLabel ? set.labels : set.tags);
        options.labelSmoothing = settings.label_smoothing;
    }
    return {task, set, std::move(options)};
}

} // namespace attune
