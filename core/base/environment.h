// SPDX-License-Identifier: GPL-3.0-or-later
// The environment that this process was started in.
#pragma once

#include <cstdlib>
#include <string>

namespace attune {

// Empty where the variable is not set.
inline std::string environmentVariable(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

} // namespace attune
