// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli_recipe.h"

#include <algorithm>

namespace attune::cli {

Recipe loadRecipe(const std::string& file, const std::vector<std::string>& settings,
                  const std::string& output, bool needOutput, Problems& warnings) {
    RecipeResult read = readRecipe(fromUtf8(file));
    Problems problems = read.problems;
    const fs::path here = fs::current_path();
    for (const std::string& setting : settings) {
        Problem problem;
        if (!setFromText(read.recipe, setting, here, problem)) {
            problem.where = "--set";
            problems.push_back(std::move(problem));
        }
    }
    if (!output.empty())
        read.recipe.head.output = toUtf8(resolvePath(here, output));
    if (!hasErrors(problems)) {
        for (Problem& problem : checkRecipe(read.recipe)) {
            const bool isOutput = problem.field == "output";
            if (isOutput && !needOutput)
                continue;
            if (isOutput && read.recipe.head.output.empty())
                problem.hint = say(ATTUNE_TEXT("core", "Give --output FOLDER, or add the line "
                                                       "“output: ...” to the recipe."));
            problems.push_back(std::move(problem));
        }
        locateProblems(problems, file, read);
    }
    throwIfErrors(problems, file);
    std::copy_if(problems.begin(), problems.end(), std::back_inserter(warnings),
                 [](const Problem& p) { return p.severity != Problem::Severity::Error; });
    return std::move(read.recipe);
}

} // namespace attune::cli
