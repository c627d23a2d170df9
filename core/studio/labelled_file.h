// SPDX-License-Identifier: GPL-3.0-or-later
// A file of labelled texts, read for a model that is to be judged on it. Internal to this room.
#pragma once

#include "data/dataset.h"
#include "studio/loaded_model.h"
#include "studio/studio.h"

#include <stop_token>

namespace attune::studio {

// `options.data` as the model's task wants it, by the columns that are given or found
// (chooseColumns()). Adds to `notes` which columns they are, what reading had to say, and the rows
// that were skipped. Throws what reading throws, and what checkAnyExample() does.
Dataset readLabelled(const EvaluateOptions& options, const ModelFolder& model, Problems& notes,
                     const std::stop_token& stop);

// Throws a UsageError where nothing was read that a model could be judged by.
void checkAnyExample(const std::vector<Example>& examples, const std::string& where, Task task);

} // namespace attune::studio
