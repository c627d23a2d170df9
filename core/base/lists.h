// SPDX-License-Identifier: GPL-3.0-or-later
// Lists and numbers as messages show them.
#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace attune {

// "a, b, c"; beyond `limit` names the rest is "...".
std::string listed(std::span<const std::string> names, std::size_t limit = 20);
// The same for names from a file, where a whole text may stand for one: a long name is cut, and so
// is a long list.
std::string named(std::span<const std::string> names, std::size_t limit = 20);
// "“a”, “b”", cut in the same way, for values that may hold anything.
std::string quoted(std::span<const std::string> names, std::size_t limit = 10);

// 12,345
std::string grouped(std::int64_t value);

} // namespace attune
