// SPDX-License-Identifier: GPL-3.0-or-later
#include "studio/output_file.h"

#include "run/run_folder.h"

namespace attune::studio {

void refuseToReplaceInputs(const Recipe& recipe, const fs::path& recipeFile,
                           const fs::path& output) {
    std::vector<fs::path> inputs = {recipeFile};
    for (const std::string& input : inputsOf(recipe))
        if (!input.empty())
            inputs.push_back(resolvePath(recipe.base, input));
    std::error_code ignored;
    for (const fs::path& input : inputs)
        if (fs::equivalent(input, output, ignored))
            throw UsageError(
                say(ATTUNE_TEXT("core", "The recipe reads this file: written over, it is lost.")),
                toUtf8(output), say(ATTUNE_TEXT("core", "Name another file.")));
}

} // namespace attune::studio
