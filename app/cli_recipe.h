// SPDX-License-Identifier: GPL-3.0-or-later
// The recipe of a command: the file with what the command line sets on top.
#pragma once

#include "studio/studio.h"

#include <string>
#include <vector>

namespace attune::cli {

// Every mistake of file and command line in one UsageError. `output` (of --output) and paths in
// `settings` (KEY=VALUE, of --set) start from the current folder.
Recipe loadRecipe(const std::string& file, const std::vector<std::string>& settings,
                  const std::string& output, bool needOutput, Problems& warnings);

} // namespace attune::cli
