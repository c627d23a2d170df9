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

// "clean" has "clean[0].form" below it, "data" has "data.train".
bool liesBelow(const std::string& field, const std::string& key) {
    return field.starts_with(key) &&
           (field.size() == key.size() || field[key.size()] == '.' || field[key.size()] == '[');
}

// Whether a mistake is in a part of the recipe that the command doesn't use. A part that isn't
// known may be meant for one that it does.
bool liesElsewhere(const Problem& problem, const std::vector<std::string>& used) {
    const auto below = [&](const std::string& key) { return liesBelow(problem.field, key); };
    static const std::vector<std::string> parts = {"model", "task",    "output",     "data",
                                                   "clean", "augment", "vocabulary", "training"};
    return std::any_of(parts.begin(), parts.end(), below) &&
           std::none_of(used.begin(), used.end(), below);
}

} // namespace

Recipe loadRecipe(const RecipeRequest& request, Problems& warnings) {
    RecipeResult read = readRecipe(fromUtf8(request.file));
    Problems problems = read.problems;
    const auto dropOthers = [&](Problems& list) {
        if (request.uses)
            std::erase_if(list, [used = request.uses(read.recipe)](const Problem& problem) {
                return liesElsewhere(problem, used);
            });
    };
    dropOthers(problems);
    const fs::path here = fs::current_path();
    std::map<std::string, std::string> places; // of the keys that the command line gives
    for (const std::string& setting : request.settings) {
        Problem problem;
        places[setting.substr(0, setting.find('='))] = placeOf(setting);
        if (!setFromText(read.recipe, setting, here, problem)) {
            // Of a list of operators, the very value in it.
            const std::string key = setting.substr(0, setting.find('='));
            problem.where = problem.field != key && liesBelow(problem.field, key)
                                ? "--set " + problem.field
                                : placeOf(setting);
            problem.field.clear();
            problems.push_back(std::move(problem));
        }
    }
    if (!request.output.empty()) {
        read.recipe.head.output = toUtf8(resolvePath(here, request.output));
        places["output"] = "--output";
    }
    if (!hasErrors(problems)) {
        Problems checked = checkRecipe(read.recipe);
        dropOthers(checked);
        for (Problem& problem : checked) {
            if (problem.field == "output" && read.recipe.head.output.empty())
                problem.hint = say(ATTUNE_TEXT("core", "Give --output FOLDER, or add the line "
                                                       "“output: ...” to the recipe."));
            if (const auto place = places.find(problem.field); place != places.end()) {
                problem.where = place->second;
                problem.field.clear();
            }
            problems.push_back(std::move(problem));
        }
        locateProblems(problems, request.file, read);
    }
    throwIfErrors(problems, request.file);
    std::copy_if(problems.begin(), problems.end(), std::back_inserter(warnings),
                 [](const Problem& p) { return p.severity != Problem::Severity::Error; });
    return std::move(read.recipe);
}

} // namespace attune::cli
