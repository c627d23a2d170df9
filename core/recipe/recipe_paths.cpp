// SPDX-License-Identifier: GPL-3.0-or-later
#include "recipe/recipe_paths.h"

#include "recipe/recipe.h"

namespace attune {

bool holdsPaths(const Parameter& parameter) {
    return parameter.kind == Parameter::Kind::File || parameter.kind == Parameter::Kind::Folder ||
           parameter.kind == Parameter::Kind::FileList;
}

Value withPaths(const Parameter& parameter, Value value,
                const std::function<std::string(const std::string&)>& change) {
    if (!holdsPaths(parameter))
        return value;
    if (auto* path = std::get_if<std::string>(&value)) {
        if (!path->empty())
            *path = change(*path);
    } else if (auto* paths = std::get_if<std::vector<std::string>>(&value)) {
        for (std::string& one : *paths)
            one = change(one);
    }
    return value;
}

Value resolvedValue(const Parameter& parameter, Value value, const fs::path& base) {
    return withPaths(parameter, std::move(value), [&](const std::string& path) {
        return parameter.model ? resolveModel(base, path) : toUtf8(resolvePath(base, path));
    });
}

} // namespace attune
