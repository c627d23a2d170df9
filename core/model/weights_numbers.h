// SPDX-License-Identifier: GPL-3.0-or-later
// The types of numbers that weights files hold, by their names in safetensors, and their way to
// fp32.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace attune {

struct NumberType {
    std::string_view name; // "F32"
    unsigned bits;         // of one number
    std::size_t rank;      // the reference's order, by which its writer sorts (from the last)
};
std::optional<NumberType> numberType(std::string_view name);

// Whether toFloats() reads the type.
bool readsAsFloats(std::string_view type);
// `bytes` holds as many little-endian numbers of the type as `values`, at any alignment. False for
// types that have no reader.
bool toFloats(std::string_view type, std::span<const std::byte> bytes, std::span<float> values);

// The way back, rounded to the nearest even: exact for values that came from the type.
bool writesFromFloats(std::string_view type); // F32, F16, BF16
// `bytes` takes values.size() numbers of such a type.
void fromFloats(std::string_view type, std::span<const float> values, std::span<std::byte> bytes);

} // namespace attune
