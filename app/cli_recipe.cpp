// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli_recipe.h"

#include <algorithm>
#include <map>

namespace attune::cli {

namespace {

// Where a value was given that is not the one of the file: "--set KEY".
std::string placeOf(const std::string& setting) {
    const auto equals = setting.find('=');
    return equals == std::string::npos || equals == 0 ? "--set"
                                                      : "--set " + setting.substr(0, equals);
}

} // namespace

Recipe loadRecipe(const std::string& file, const std::vector<std::string>& settings,
                  const std::string& output, bool needOutput, Problems& warnings) {
    RecipeResult read = readRecipe(fromUtf8(file));
    Problems problems = read.problems;
    const fs::path here = fs::current_path();
    std::map<std::string, std::string> places; // of the keys that the command line gives
    for (const std::string& setting : settings) {
        Problem problem;
        places[setting.substr(0, setting.find('='))] = placeOf(setting);
        if (!setFromText(read.recipe, setting, here, problem)) {
            problem.where = placeOf(setting);
            problem.field.clear();
            problems.push_back(std::move(problem));
        }
    }
    if (!output.empty()) {
        read.recipe.head.output = toUtf8(resolvePath(here, output));
        places["output"] = "--output";
    }
    if (!hasErrors(problems)) {
        for (Problem& problem : checkRecipe(read.recipe)) {
            const bool isOutput = problem.field == "output";
            if (isOutput && !needOutput)
                continue;
            if (isOutput && read.recipe.head.output.empty())
                problem.hint = say(ATTUNE_TEXT("core", "Give --output FOLDER, or add the line "
                                                       "“output: ...” to the recipe."));
            if (const auto place = places.find(problem.field); place != places.end()) {
                problem.where = place->second;
                problem.field.clear();
            }
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
