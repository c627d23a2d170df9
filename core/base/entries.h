// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/files.h"

#include <vector>

namespace attune {

// What is in a folder, in the order of the names; as much of it as can be read. A range-for over a
// directory_iterator throws where the disk fails on the way.
std::vector<fs::path> entriesOf(const fs::path& folder);

} // namespace attune
