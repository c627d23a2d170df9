// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/weights_numbers.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>

namespace attune {

static_assert(std::endian::native == std::endian::little, "weights files are little-endian");

namespace {

struct TypeInfo {
    std::string_view name;
    unsigned bits;
    // Reads values.size() numbers; nullptr: no reader.
    void (*read)(std::span<const std::byte> bytes, std::span<float> values);
    // nullptr: no writer.
    void (*write)(std::span<const float> values, std::span<std::byte> bytes) = nullptr;
};

// Values need not be aligned in the file.
template <class T, class Convert>
void readAs(std::span<const std::byte> bytes, std::span<float> values, Convert convert) {
    for (std::size_t i = 0; i < values.size(); ++i) {
        T value;
        std::memcpy(&value, bytes.data() + i * sizeof(T), sizeof(T));
        values[i] = convert(value);
    }
}

template <class T> void readNumbers(std::span<const std::byte> bytes, std::span<float> values) {
    readAs<T>(bytes, values, [](T value) { return static_cast<float>(value); });
}

void readSingle(std::span<const std::byte> bytes, std::span<float> values) {
    if (!values.empty())
        std::memcpy(values.data(), bytes.data(), values.size_bytes());
}

void readHalf(std::span<const std::byte> bytes, std::span<float> values) {
    readAs<std::uint16_t>(bytes, values, [](std::uint16_t bits) {
        const std::uint32_t sign = std::uint32_t{bits & 0x8000u} << 16;
        const std::uint32_t exponent = (bits >> 10) & 31;
        const std::uint32_t fraction = bits & 0x3FFu;
        if (exponent == 0) { // zero and subnormal: fraction * 2^-24, exact in fp32
            const float value = std::ldexp(static_cast<float>(fraction), -24);
            return sign ? -value : value;
        }
        if (exponent == 31)
            return std::bit_cast<float>(sign | 0x7F800000u | (fraction << 13));
        return std::bit_cast<float>(sign | ((exponent + 112) << 23) | (fraction << 13));
    });
}

void readBrain(std::span<const std::byte> bytes, std::span<float> values) {
    readAs<std::uint16_t>(bytes, values, [](std::uint16_t bits) {
        return std::bit_cast<float>(std::uint32_t{bits} << 16);
    });
}

void writeSingle(std::span<const float> values, std::span<std::byte> bytes) {
    if (!values.empty())
        std::memcpy(bytes.data(), values.data(), values.size_bytes());
}

template <class Convert>
void writeAs16(std::span<const float> values, std::span<std::byte> bytes, Convert convert) {
    for (std::size_t i = 0; i < values.size(); ++i) {
        const std::uint16_t bits = convert(values[i]);
        std::memcpy(bytes.data() + i * sizeof bits, &bits, sizeof bits);
    }
}

// To the nearest, of two to the even one; `shift` bits go.
std::uint32_t rounded(std::uint32_t bits, unsigned shift) {
    return (bits + ((1u << (shift - 1)) - 1) + ((bits >> shift) & 1)) >> shift;
}

void writeBrain(std::span<const float> values, std::span<std::byte> bytes) {
    writeAs16(values, bytes, [](float value) {
        const auto bits = std::bit_cast<std::uint32_t>(value);
        const std::uint32_t made = std::isnan(value) ? (bits >> 16) | 0x40u : rounded(bits, 16);
        return static_cast<std::uint16_t>(made);
    });
}

void writeHalf(std::span<const float> values, std::span<std::byte> bytes) {
    writeAs16(values, bytes, [](float value) {
        const auto bits = std::bit_cast<std::uint32_t>(value);
        const std::uint32_t sign = (bits >> 16) & 0x8000u;
        const std::uint32_t magnitude = bits & 0x7FFFFFFFu;
        std::uint32_t made = 0;
        if (magnitude > 0x7F800000u) // not a number
            made = 0x7E00u | ((magnitude >> 13) & 0x3FFu);
        else if (magnitude >= 0x477FF000u) // rounds to more than the greatest
            made = 0x7C00u;
        else if (magnitude >= 0x38800000u) // normal
            made = rounded(magnitude - (112u << 23), 13);
        else // subnormal: a multiple of 2^-24
            made = static_cast<std::uint32_t>(std::nearbyint(std::ldexp(std::fabs(value), 24)));
        return static_cast<std::uint16_t>(sign | made);
    });
}

// The reference takes bytes other than 0 and 1.
void readBool(std::span<const std::byte> bytes, std::span<float> values) {
    readAs<std::uint8_t>(bytes, values, [](std::uint8_t b) { return b ? 1.0f : 0.0f; });
}

// In the order of the reference (safetensors/src/tensor.rs).
constexpr std::array<TypeInfo, 22> types = {
    {
     {"BOOL", 8, readBool},
     {"F4", 4, nullptr},
     {"F6_E2M3", 6, nullptr},
     {"F6_E3M2", 6, nullptr},
     {"U8", 8, readNumbers<std::uint8_t>},
     {"I8", 8, readNumbers<std::int8_t>},
     {"F8_E5M2", 8, nullptr},
     {"F8_E4M3", 8, nullptr},
     {"F8_E8M0", 8, nullptr},
     {"F8_E4M3FNUZ", 8, nullptr},
     {"F8_E5M2FNUZ", 8, nullptr},
     {"I16", 16, readNumbers<std::int16_t>},
     {"U16", 16, readNumbers<std::uint16_t>},
     {"F16", 16, readHalf, writeHalf},
     {"BF16", 16, readBrain, writeBrain},
     {"I32", 32, readNumbers<std::int32_t>},
     {"U32", 32, readNumbers<std::uint32_t>},
     {"F32", 32, readSingle, writeSingle},
     {"C64", 64, nullptr},
     {"F64", 64, readNumbers<double>},
     {"I64", 64, readNumbers<std::int64_t>},
     {"U64", 64, readNumbers<std::uint64_t>},
     }
};

const TypeInfo* infoOf(std::string_view name) {
    const auto it = std::find_if(types.begin(), types.end(),
                                 [&](const TypeInfo& type) { return type.name == name; });
    return it == types.end() ? nullptr : &*it;
}

} // namespace

std::optional<NumberType> numberType(std::string_view name) {
    const TypeInfo* type = infoOf(name);
    if (type == nullptr)
        return std::nullopt;
    return NumberType{type->name, type->bits, static_cast<std::size_t>(type - types.data())};
}

bool readsAsFloats(std::string_view type) {
    const TypeInfo* info = infoOf(type);
    return info != nullptr && info->read != nullptr;
}

bool toFloats(std::string_view type, std::span<const std::byte> bytes, std::span<float> values) {
    if (!readsAsFloats(type))
        return false;
    infoOf(type)->read(bytes, values);
    return true;
}

bool writesFromFloats(std::string_view type) {
    const TypeInfo* info = infoOf(type);
    return info != nullptr && info->write != nullptr;
}

void fromFloats(std::string_view type, std::span<const float> values, std::span<std::byte> bytes) {
    infoOf(type)->write(values, bytes);
}

} // namespace attune
