// SPDX-License-Identifier: GPL-3.0-or-later
// Character references of HTML, as browsers and Python's html.unescape() read them. Internal to
// this room.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace attune {

struct Entity {
    std::size_t length = 0; // bytes that it takes; 0: none begins here
    std::string text;       // what it stands for; may be empty
};

// The reference that begins with the "&" at byte `at`.
Entity entityAt(std::string_view text, std::size_t at);

} // namespace attune
