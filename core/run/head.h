// SPDX-License-Identifier: GPL-3.0-or-later
// The head of a finished classifier that a run goes on from, when the data has labels of its own.
#pragma once

#include "model/model_folder.h"

#include <optional>

namespace attune {

// Call after loadWeights(). Rows of a classifier mean labels by their names:
// - the same names in another order: the rows are put in the order of `labels`;
// - other names, as many: the classifier begins anew, as it does where their number differs
//   (transformers would keep the old rows, whose names are lost).
// The result tells what was done; nothing where there was nothing to do.
std::optional<Problem> matchHead(Engine& engine, const ModelFolder& model,
                                 const std::vector<std::string>& labels, std::uint64_t seed);

} // namespace attune
