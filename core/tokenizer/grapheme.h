// SPDX-License-Identifier: GPL-3.0-or-later
// Extended grapheme clusters (Unicode Standard Annex 29), as far as clusters of less than 6 bytes
// go.
#pragma once

#include <cstddef>
#include <string>

namespace attune {

// The end of the cluster that begins at code point `begin`. A cluster of 6 bytes of UTF-8 or more
// may be cut short after its 6th byte.
std::size_t clusterEnd(const std::u32string& text, std::size_t begin);

} // namespace attune
