// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/task.h"

#include "base/error.h"
#include "base/lists.h"

namespace attune {

const std::vector<TaskInfo>& taskTable() {
    static const std::vector<TaskInfo> table = {
        {Task::SingleLabel, "text-classification",        ATTUNE_TEXT("core", "Text classification"),
         ATTUNE_TEXT("core", "Gives each text, or pair of texts, one of the labels."),
         "single_label_classification", "ForSequenceClassification", "text-classification",  false},
        {Task::MultiLabel,  "multi-label-classification", ATTUNE_TEXT("core", "Several labels"),
         ATTUNE_TEXT("core", "Gives each text, or pair of texts, any number of the labels, "
                             "none included."),
         "multi_label_classification",  "ForSequenceClassification", "text-classification",  false},
        {Task::Regression,  "regression",                 ATTUNE_TEXT("core", "Regression"),
         ATTUNE_TEXT("core", "Gives each text, or pair of texts, a number: a grade, a "
                             "price, how alike two texts are."),
         "regression",                  "ForSequenceClassification", "text-classification",  false},
        {Task::TokenLabels, "token-classification",       ATTUNE_TEXT("core", "Spans in texts"),
         ATTUNE_TEXT("core", "Finds spans of a text and gives each a label: persons, "
                             "places, products."),
         "",                            "ForTokenClassification",    "token-classification", true },
    };
    return table;
}

const TaskInfo& infoOf(Task task) { return taskTable()[static_cast<std::size_t>(task)]; }

Task taskOf(std::string_view key) {
    std::vector<std::string> known;
    for (const TaskInfo& info : taskTable()) {
        if (info.key == key)
            return info.task;
        known.push_back(info.key);
    }
    throw UsageError(say(ATTUNE_TEXT("core", "There is no task “%1”."), key), "task",
                     say(ATTUNE_TEXT("core", "Choose one of: %1."), listed(known)));
}

} // namespace attune
