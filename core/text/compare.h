// SPDX-License-Identifier: GPL-3.0-or-later
// Texts compared as people see them.
#pragma once

#include <string>
#include <string_view>

namespace attune {

// `text` without the white space at both ends (Unicode's White_Space, and U+FEFF).
std::string_view trimmed(std::string_view text);

// The same for texts that differ only in case, width, compatibility forms or white space (Unicode's
// NFKC_Casefold, then every run of white space as one space, none at the ends).
std::string looseForm(std::string_view text);

// Whether `a` stands before `b` when runs of digits count by their value: "text2" before "text10".
bool naturalLess(std::string_view a, std::string_view b);

} // namespace attune
