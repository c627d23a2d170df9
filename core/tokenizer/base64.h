// SPDX-License-Identifier: GPL-3.0-or-later
// Base 64 (RFC 4648, padded).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace attune {

std::string toBase64(std::string_view bytes);
// Nothing when the text is no base 64.
std::optional<std::string> fromBase64(std::string_view text);

} // namespace attune
