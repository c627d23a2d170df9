// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/model_files.h"

#include "base/json.h"

#include <algorithm>

namespace attune {

std::set<std::string> shardsOf(const fs::path& index) {
    const Json json =
        readJsonFile(index, {.bytes = std::uint64_t{32} << 20, .depth = 8, .values = 200'000});
    std::set<std::string> names;
    if (json.is_object() && json.contains("weight_map") && json["weight_map"].is_object())
        for (const auto& [tensor, file] : json["weight_map"].items())
            if (file.is_string())
                names.insert(file.get<std::string>());
    return names;
}

bool hasWeights(const fs::path& folder) {
    const auto isThere = [&](const std::string& name) {
        std::error_code ignored;
        return fs::is_regular_file(folder / fromUtf8(name), ignored);
    };
    const auto weights = std::find_if(kWeightFiles.begin(), kWeightFiles.end(), isThere);
    if (weights == kWeightFiles.end())
        return false;
    if (!std::string_view(*weights).ends_with(".index.json"))
        return true;
    try {
        const std::set<std::string> shards = shardsOf(folder / *weights);
        return !shards.empty() && std::all_of(shards.begin(), shards.end(), isThere);
    } catch (const Error&) {
        return false;
    }
}

} // namespace attune
