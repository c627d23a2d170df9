// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/lists.h"

#include <algorithm>

namespace attune {

namespace {

std::string joined(std::span<const std::string> names, std::size_t limit, const char* before,
                   const char* after) {
    std::string out;
    for (std::size_t i = 0; i < names.size() && i < limit; ++i) {
        out += i > 0 ? ", " : "";
        out += before + names[i] + after;
    }
    return names.size() > limit ? out + ", ..." : out;
}

} // namespace

std::string listed(std::span<const std::string> names, std::size_t limit) {
    return joined(names, limit, "", "");
}

std::string quoted(std::span<const std::string> names, std::size_t limit) {
    return joined(names, limit, "“", "”");
}

std::string grouped(std::int64_t value) {
    std::string text = std::to_string(value);
    const std::size_t first = value < 0 ? 1 : 0;
    for (std::size_t i = text.size(); i > first + 3; i -= 3)
        text.insert(i - 3, ",");
    return text;
}

} // namespace attune
