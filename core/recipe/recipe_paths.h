// SPDX-License-Identifier: GPL-3.0-or-later
// The paths among the values of a recipe.
#pragma once

#include "base/parameter.h"

#include <functional>

namespace attune {

// Whether values of the parameter are paths: File, Folder, FileList.
bool holdsPaths(const Parameter& parameter);
// The value with change(path) for every path in it that is not empty; of other parameters as it is.
Value withPaths(const Parameter& parameter, Value value,
                const std::function<std::string(const std::string&)>& change);

} // namespace attune
