// SPDX-License-Identifier: GPL-3.0-or-later
// The paths among the values of a recipe.
#pragma once

#include "base/files.h"
#include "base/parameter.h"

#include <functional>

namespace attune {

// Whether values of the parameter are paths: File, Folder, FileList.
bool holdsPaths(const Parameter& parameter);
// The value with change(path) for every path in it that is not empty; of other parameters as it is.
Value withPaths(const Parameter& parameter, Value value,
                const std::function<std::string(const std::string&)>& change);
// The value with its paths made absolute, those of models as resolveModel() does it.
Value resolvedValue(const Parameter& parameter, Value value, const fs::path& base);

} // namespace attune
