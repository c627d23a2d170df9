// SPDX-License-Identifier: GPL-3.0-or-later
// What sets the recipes of runs apart.
#include "studio/runs.h"

#include <algorithm>
#include <map>

namespace attune::studio {

RunComparison compareRuns(const std::vector<const Recipe*>& recipes) {
    RunComparison out;
    std::vector<std::string> keys; // in the order of the recipe
    for (const RecipeParameter& parameter : parametersOf(recipes.empty() ? Recipe() : *recipes[0]))
        if (parameter.key != "output")
            keys.push_back(parameter.key);
    keys.insert(keys.end(), {"clean", "augment.operators"});
    out.settings = keys.size();
    // A setting differs among all where it differs from the first one's.
    std::map<std::string, std::vector<std::string>> found;
    for (std::size_t i = 1; i < recipes.size(); ++i)
        for (const RecipeDifference& difference : compareRecipes(*recipes[0], *recipes[i])) {
            auto& values =
                found.try_emplace(difference.key, recipes.size(), difference.before).first->second;
            values[i] = difference.after;
        }
    for (const std::string& key : keys)
        if (const auto it = found.find(key); it != found.end())
            out.rows.push_back({key, it->second});
    return out;
}

std::vector<bool> oddOnes(const std::vector<std::string>& values) {
    std::map<std::string, std::size_t> counts;
    for (const std::string& value : values)
        ++counts[value];
    std::size_t most = 0, winners = 0;
    for (const auto& [value, count] : counts) {
        winners = count > most ? 1 : winners + (count == most ? 1 : 0);
        most = std::max(most, count);
    }
    std::vector<bool> odd;
    for (const std::string& value : values)
        odd.push_back(winners == 1 && counts[value] < most);
    return odd;
}

} // namespace attune::studio
