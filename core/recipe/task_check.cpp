// SPDX-License-Identifier: GPL-3.0-or-later
#include "recipe/task_check.h"

#include "base/lists.h"
#include "evaluate/metrics.h"

#include <algorithm>

namespace attune {

namespace {

void add(Problems& problems, const char* field, Message message, Message hint) {
    problems.push_back({Problem::Severity::Error, field, {}, std::move(message), std::move(hint)});
}

void checkMetric(const Recipe& recipe, Task task, Problems& problems) {
    const std::string& key = recipe.training.best_metric;
    std::vector<std::string> fitting = {TrainingSettings::kAutoMetric};
    bool known = false, fits = key == TrainingSettings::kAutoMetric;
    for (const MetricInfo& metric : metricTable()) {
        known = known || metric.key == key;
        fits = fits || (metric.key == key && metric.isFor(task));
        if (metric.isFor(task))
            fitting.push_back(metric.key);
    }
    if (known && !fits)
        add(problems, "training.best_metric",
            say(ATTUNE_TEXT("core", "The task “%1” has no metric “%2”."), infoOf(task).key, key),
            say(ATTUNE_TEXT("core", "Choose one of: %1."), listed(fitting)));
}

} // namespace

Problems checkTask(const Recipe& recipe) {
    Problems problems;
    const auto& tasks = taskTable();
    const auto found = std::find_if(tasks.begin(), tasks.end(), [&](const TaskInfo& info) {
        return info.key == recipe.head.task;
    });
    if (found == tasks.end()) // said where its values are checked
        return problems;
    const Task task = found->task;
    checkMetric(recipe, task, problems);
    const Message unset = say(ATTUNE_TEXT("core", "Leave it out, or choose another task."));
    if (found->perToken && !recipe.data.text_pair.empty())
        add(problems, "data.text_pair",
            say(ATTUNE_TEXT("core", "The task “%1” takes single texts."), found->key), unset);
    if (task == Task::SingleLabel || task == Task::TokenLabels)
        return problems;
    if (recipe.training.label_smoothing > 0)
        add(problems, "training.label_smoothing",
            say(ATTUNE_TEXT("core", "The loss of the task “%1” has no label smoothing."),
                found->key),
            unset);
    const auto* word = std::get_if<std::string>(&recipe.training.class_weights);
    if (word == nullptr || *word != "none")
        add(problems, "training.class_weights",
            say(ATTUNE_TEXT("core", "The loss of the task “%1” has no weights of labels."),
                found->key),
            unset);
    return problems;
}

} // namespace attune
