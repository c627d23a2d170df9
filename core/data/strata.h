// SPDX-License-Identifier: GPL-3.0-or-later
// Which examples are set aside, so that both parts are alike in what is said of their texts.
#pragma once

#include "data/dataset.h"

namespace attune {

// True for those that go aside, about the `share` of all; a pure function of its arguments.
//
// SingleLabel: by largest remainders: each label gives its share rounded down, and the places still
// free go to the labels with the largest rests. Regression: the same with ten groups of rising
// values in place of labels. MultiLabel and TokenLabels (by the types that a text has): iterative
// stratification (Sechidis et al. 2011): of the label that the fewest of the remaining texts have,
// each text goes to the part that lacks most of that label. The only example of a label stays.
std::vector<bool> setAside(std::span<const Example> examples, Task task, std::size_t labels,
                           double share, std::uint64_t seed);

} // namespace attune
