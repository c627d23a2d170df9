// SPDX-License-Identifier: GPL-3.0-or-later
// The recipe of a command: the file with what the command line sets on top.
#pragma once

#include "studio/studio.h"

#include <functional>
#include <string>
#include <vector>

namespace attune::cli {

struct RecipeRequest {
    std::string file;
    std::vector<std::string> settings; // KEY=VALUE, of --set; paths start from the current folder
    std::string output;                // of --output, likewise
    // The keys that the command uses, with all that lies below them: mistakes elsewhere are none of
    // its concern. Not set: all.
    std::function<std::vector<std::string>(const Recipe&)> uses;
};

// Every mistake of file and command line in one UsageError.
Recipe loadRecipe(const RecipeRequest& request, Problems& warnings);

} // namespace attune::cli
