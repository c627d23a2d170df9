// SPDX-License-Identifier: GPL-3.0-or-later
// JSON from files that are not trusted: bounded in size and depth, a key given twice is refused,
// and every refusal names the file and the place.
#pragma once

#include "base/files.h"

#include <nlohmann/json.hpp>

namespace attune {

using Json = nlohmann::json;
using OrderedJson = nlohmann::ordered_json;

struct JsonLimits {
    std::uint64_t bytes = std::uint64_t{256} << 20;
    std::size_t depth = 64;
};

// `where` names the source in errors.
Json parseJson(std::string_view text, const std::string& where, const JsonLimits& limits = {});
Json readJsonFile(const fs::path& path, const JsonLimits& limits = {});

// JSON has no NaN and no infinity: they become null.
Json finiteOrNull(double value);

} // namespace attune
