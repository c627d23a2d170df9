// SPDX-License-Identifier: GPL-3.0-or-later
// JSON from files that are not trusted: bounded in size and depth, a key given twice is refused,
// and every refusal names the file and the place.
#pragma once

#include "base/files.h"

#include <nlohmann/json.hpp>

#include <vector>

namespace attune {

using Json = nlohmann::json;
using OrderedJson = nlohmann::ordered_json;

struct JsonLimits {
    std::uint64_t bytes = std::uint64_t{256} << 20;
    std::size_t depth = 64;
    std::size_t values = ~std::size_t{0}; // a value takes up to a hundred times its bytes in memory
};

// `where` names the source in errors.
Json parseJson(std::string_view text, const std::string& where, const JsonLimits& limits = {});
Json readJsonFile(const fs::path& path, const JsonLimits& limits = {});

// JSON has no NaN and no infinity: they become null.
Json finiteOrNull(double value);

// The values of one object of a file that is ours, checked. A value that is missing, of another
// kind or out of its range is an Error that names `where` and the key. Refers to both arguments.
class JsonFields {
public:
    static constexpr std::int64_t kMost = std::int64_t{1} << 53;

    JsonFields(const Json& object, const std::string& where) : object_(object), where_(where) {}

    std::int64_t whole(const char* key, std::int64_t least = 0, std::int64_t most = kMost) const;
    // A number; null (which stands for what is no finite number) is NaN.
    double real(const char* key) const;
    double finite(const char* key, double least) const; // at least that
    bool flag(const char* key) const;
    std::string text(const char* key) const;
    std::vector<std::string> texts(const char* key) const;
    const Json& value(const char* key) const;
    [[noreturn]] void refuse(const char* key, const Message& what) const;

private:
    const Json& object_;
    const std::string& where_;
};

} // namespace attune
