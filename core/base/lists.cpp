// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/lists.h"

#include <vector>

namespace attune {

namespace {

constexpr std::size_t kLongestName = 80; // bytes
constexpr std::size_t kLongestList = 600;

std::string shortened(const std::string& name) {
    if (name.size() <= kLongestName)
        return name;
    std::size_t end = kLongestName;
    while (end > 0 && (name[end] & 0xC0) == 0x80)
        --end;
    return name.substr(0, end) + "...";
}

// As many as a message has room for.
std::vector<std::string> shortened(std::span<const std::string> names, std::size_t limit) {
    std::vector<std::string> out;
    std::size_t size = 0;
    for (std::size_t i = 0; i < names.size() && i < limit && size < kLongestList; ++i) {
        out.push_back(shortened(names[i]));
        size += out.back().size();
    }
    return out;
}

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

std::string named(std::span<const std::string> names, std::size_t limit) {
    const std::vector<std::string> some = shortened(names, limit);
    return joined(some, some.size(), "", "") + (some.size() < names.size() ? ", ..." : "");
}

std::string quoted(std::span<const std::string> names, std::size_t limit) {
    const std::vector<std::string> some = shortened(names, limit);
    return joined(some, some.size(), "“", "”") + (some.size() < names.size() ? ", ..." : "");
}

std::string grouped(std::int64_t value) {
    std::string text = std::to_string(value);
    const std::size_t first = value < 0 ? 1 : 0;
    for (std::size_t i = text.size(); i > first + 3; i -= 3)
        text.insert(i - 3, ",");
    return text;
}

} // namespace attune
