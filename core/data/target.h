// SPDX-License-Identifier: GPL-3.0-or-later
// What is to be said of an example, whatever the task: compared, counted, shown.
#pragma once

#include "data/dataset.h"

namespace attune {

// What examples of the task are counted by: the labels, of TokenLabels the types ("PER"); nothing
// for Regression. `labels` as in Dataset.
std::vector<std::string> targetNames(Task task, const std::vector<std::string>& labels);

// The places in targetNames() that the example has, ascending, each once.
std::vector<std::int32_t> targetsOf(const Example& example, Task task);

// Whether both say the same of their texts; spans are compared by the parts of the text they mark,
// so that texts may differ in case.
bool sameTarget(const Example& a, const Example& b);

// The same as a text that is equal for equal targets.
std::string targetKey(const Example& example);

// As a person reads it: "good", "sport, travel", "2.5", "PER: Ada Lovelace; LOC: Rome".
std::string targetText(const Example& example, Task task, const std::vector<std::string>& labels);

// As the cell of a label column, which reads back the same: "good", ["sport","travel"], "2.5",
// [[0,12,"PER"]].
std::string targetCell(const Example& example, Task task, const std::vector<std::string>& labels);

// The cells of a text and of its spans, or of words and their tags, as targetText() shows them; the
// second cell as it is where it holds no such thing.
std::string readableSpans(const std::string& text, const std::string& label);

} // namespace attune
