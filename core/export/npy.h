// SPDX-License-Identifier: GPL-3.0-or-later
// The header of NumPy's .npy files, version 1.0
// (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace attune {

// Of numbers that stand row after row: "<f4" for fp32, "<i8" for int64. They begin behind it, at a
// multiple of 64 bytes.
std::string npyHeader(const std::string& type, const std::vector<std::int64_t>& shape);

} // namespace attune
