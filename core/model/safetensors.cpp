// SPDX-License-Identifier: GPL-3.0-or-later
// Layout: u64 little-endian length of the header, the header (JSON), the data. The checks are those
// of safetensors/src/tensor.rs; the stricter ones are marked.
#include "model/safetensors.h"

#include "base/json.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <utility>

namespace attune {

static_assert(std::endian::native == std::endian::little, "the format is little-endian");

namespace {

constexpr std::uint64_t maxHeader = 25'000'000; // stricter: the reference takes 100 MB
constexpr std::size_t maxTensors = 100'000;     // stricter
constexpr std::size_t maxRank = 8;              // stricter
constexpr std::size_t maxName = 512;            // stricter

// In the reference's order: the writer sorts by it, from the last.
constexpr std::array<std::pair<const char*, unsigned>, 22> types = {
    {
     {"BOOL", 8}, {"F4", 4}, {"F6_E2M3", 6}, {"F6_E3M2", 6}, {"U8", 8},
     {"I8", 8}, {"F8_E5M2", 8}, {"F8_E4M3", 8}, {"F8_E8M0", 8}, {"F8_E4M3FNUZ", 8},
     {"F8_E5M2FNUZ", 8}, {"I16", 16}, {"U16", 16}, {"F16", 16}, {"BF16", 16},
     {"I32", 32}, {"U32", 32}, {"F32", 32}, {"C64", 64}, {"F64", 64},
     {"I64", 64}, {"U64", 64},
     }
};

std::size_t rankOf(std::string_view type) {
    for (std::size_t i = 0; i < types.size(); ++i)
        if (type == types[i].first)
            return i;
    return types.size();
}

// Throws errors of one file.
class HeaderReader {
public:
    HeaderReader(std::string where, std::uint64_t dataSize)
        : where_(std::move(where)), dataSize_(dataSize) {}

    std::vector<TensorEntry> tensors(const Json& header) const {
        std::vector<TensorEntry> list;
        for (const auto& [name, value] : header.items())
            if (name != "__metadata__")
                list.push_back(entry(name, value));
        if (list.size() > maxTensors)
            fail(say(ATTUNE_TEXT("core", "%1 tensors are more than the %2 that are read."),
                     list.size(), maxTensors));
        std::sort(list.begin(), list.end(), [](const TensorEntry& a, const TensorEntry& b) {
            return std::tie(a.begin, a.end, a.name) < std::tie(b.begin, b.end, b.name);
        });
        std::uint64_t at = 0;
        for (const TensorEntry& tensor : list) {
            if (tensor.begin != at)
                fail(say(ATTUNE_TEXT("core", "The tensor “%1” starts at byte %2 of the data; the "
                                             "one before it ends at %3."),
                         tensor.name, tensor.begin, at));
            at = tensor.end;
        }
        if (at != dataSize_)
            fail(say(ATTUNE_TEXT("core", "The header tells of %1 bytes of data; the file has %2."),
                     at, dataSize_));
        return list;
    }

    std::map<std::string, std::string> metadata(const Json& header) const {
        std::map<std::string, std::string> all;
        const auto it = header.find("__metadata__");
        if (it == header.end())
            return all;
        if (!it->is_object())
            fail(say(ATTUNE_TEXT("core", "“%1” is not an object of texts."), "__metadata__"));
        for (const auto& [key, value] : it->items()) {
            if (!value.is_string())
                fail(say(ATTUNE_TEXT("core", "“%1” is not an object of texts."), "__metadata__"));
            all.emplace(key, value.get<std::string>());
        }
        return all;
    }

    [[noreturn]] void fail(const Message& message) const {
        throw Error(message, where_,
                    say(ATTUNE_TEXT("core", "The file is damaged or incomplete; fetch it "
                                            "again.")));
    }

private:
    TensorEntry entry(const std::string& name, const Json& value) const {
        const bool plain = std::none_of(name.begin(), name.end(), [](char c) {
            return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
        });
        if (name.size() > maxName || !plain)
            fail(say(ATTUNE_TEXT("core", "A tensor's name is too long or has control "
                                         "characters: “%1”."),
                     name.substr(0, 80)));
        const auto part = [&](const char* key) -> const Json& {
            if (value.is_object())
                if (const auto it = value.find(key); it != value.end())
                    return *it;
            fail(say(ATTUNE_TEXT("core", "The tensor “%1” has no “%2”."), name, key));
        };
        TensorEntry tensor;
        tensor.name = name;
        const Json& type = part("dtype");
        const std::size_t rank =
            type.is_string() ? rankOf(type.get_ref<const std::string&>()) : types.size();
        if (rank == types.size())
            fail(say(ATTUNE_TEXT("core", "The type of the tensor “%1” is unknown."), name));
        tensor.dtype = types[rank].first;

        const Json& shape = part("shape");
        const Json& offsets = part("data_offsets");
        const auto naturals = [](const Json& list) {
            return list.is_array() && std::all_of(list.begin(), list.end(), [](const Json& n) {
                       return n.is_number_unsigned();
                   });
        };
        if (!naturals(shape) || !naturals(offsets) || offsets.size() != 2 || shape.size() > maxRank)
            fail(say(ATTUNE_TEXT("core", "The tensor “%1” has a shape or place that can't be "
                                         "read."),
                     name));
        std::uint64_t bits = types[rank].second;
        bool fits = true;
        for (const Json& dimension : shape) {
            const auto d = dimension.get<std::uint64_t>();
            fits = fits && d <= (std::uint64_t{1} << 48) && !__builtin_mul_overflow(bits, d, &bits);
            tensor.shape.push_back(
                static_cast<std::int64_t>(std::min<std::uint64_t>(d, INT64_MAX)));
        }
        tensor.begin = offsets[0].get<std::uint64_t>();
        tensor.end = offsets[1].get<std::uint64_t>();
        if (!fits || bits % 8 != 0 || tensor.end < tensor.begin ||
            tensor.end - tensor.begin != bits / 8)
            fail(say(ATTUNE_TEXT("core", "The tensor “%1” has %2 bytes, which does not fit its "
                                         "shape."),
                     name, tensor.end - tensor.begin));
        return tensor;
    }

    std::string where_;
    std::uint64_t dataSize_;
};

float fromHalf(std::uint16_t bits) {
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
}

float fromBrain(std::uint16_t bits) { return std::bit_cast<float>(std::uint32_t{bits} << 16); }

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

} // namespace

std::uint64_t TensorEntry::count() const {
    std::uint64_t n = 1;
    for (const std::int64_t d : shape)
        n *= static_cast<std::uint64_t>(d);
    return n;
}

SafetensorsFile::SafetensorsFile(const fs::path& path) : path_(path), file_(path) {
    const std::string where = toUtf8(path);
    const std::string_view text = file_.text();
    const HeaderReader early(where, 0);
    if (text.size() < 8)
        early.fail(say(ATTUNE_TEXT("core", "The file has %1 bytes; a safetensors file has 8 at "
                                           "least."),
                       text.size()));
    std::uint64_t length = 0;
    std::memcpy(&length, text.data(), sizeof length);
    if (length > maxHeader)
        early.fail(say(ATTUNE_TEXT("core", "This is not a safetensors file, or its header is "
                                           "larger than %1 bytes."),
                       maxHeader));
    if (length > text.size() - 8)
        early.fail(say(ATTUNE_TEXT("core", "The header should have %1 bytes; the file ends "
                                           "before."),
                       length));
    dataStart_ = 8 + length;
    const std::string_view header = text.substr(8, length);
    const std::size_t first = header.find_first_not_of(" \t\r\n");
    // nlohmann takes a byte order mark and reads NUL as the end; the reference refuses both.
    if (first == std::string_view::npos || header[first] != '{' ||
        header.find('\0') != std::string_view::npos)
        early.fail(say(ATTUNE_TEXT("core", "The header of the safetensors file is not a JSON "
                                           "object.")));
    const Json parsed = parseJson(header, where, {.bytes = maxHeader, .depth = 4});
    const HeaderReader reader(where, text.size() - dataStart_);
    metadata_ = reader.metadata(parsed);
    tensors_ = reader.tensors(parsed);
}

const TensorEntry* SafetensorsFile::find(std::string_view name) const {
    for (const TensorEntry& tensor : tensors_)
        if (tensor.name == name)
            return &tensor;
    return nullptr;
}

std::span<const std::byte> SafetensorsFile::bytes(const TensorEntry& entry) const {
    return file_.bytes().subspan(dataStart_ + entry.begin, entry.end - entry.begin);
}

void SafetensorsFile::read(const TensorEntry& entry, std::span<float> values) const {
    const auto data = bytes(entry);
    const std::string& type = entry.dtype;
    if (values.size() != entry.count())
        throw std::invalid_argument("wrong number of values for " + entry.name);
    if (type == "F32") {
        if (!data.empty())
            std::memcpy(values.data(), data.data(), data.size());
    } else if (type == "F16")
        readAs<std::uint16_t>(data, values, fromHalf);
    else if (type == "BF16")
        readAs<std::uint16_t>(data, values, fromBrain);
    else if (type == "F64")
        readNumbers<double>(data, values);
    else if (type == "I64")
        readNumbers<std::int64_t>(data, values);
    else if (type == "U64")
        readNumbers<std::uint64_t>(data, values);
    else if (type == "I32")
        readNumbers<std::int32_t>(data, values);
    else if (type == "U32")
        readNumbers<std::uint32_t>(data, values);
    else if (type == "I16")
        readNumbers<std::int16_t>(data, values);
    else if (type == "U16")
        readNumbers<std::uint16_t>(data, values);
    else if (type == "I8")
        readNumbers<std::int8_t>(data, values);
    else if (type == "U8")
        readNumbers<std::uint8_t>(data, values);
    else if (type == "BOOL")
        readAs<std::uint8_t>(data, values, [](std::uint8_t b) { return b ? 1.0f : 0.0f; });
    else
        throw Error(say(ATTUNE_TEXT("core", "The tensor “%1” holds numbers of the type %2, which "
                                            "can't be read."),
                        entry.name, type),
                    toUtf8(path_),
                    say(ATTUNE_TEXT("core", "Take the model in fp32, fp16 or bf16.")));
}

void writeSafetensors(FileWriter& file, std::vector<TensorToWrite> tensors,
                      const std::map<std::string, std::string>& metadata) {
    std::sort(tensors.begin(), tensors.end(), [](const TensorToWrite& a, const TensorToWrite& b) {
        return std::pair(rankOf(b.dtype), std::string_view(a.name)) <
               std::pair(rankOf(a.dtype), std::string_view(b.name));
    });
    OrderedJson header = OrderedJson::object();
    if (!metadata.empty())
        header["__metadata__"] = metadata;
    std::vector<std::uint64_t> sizes;
    std::uint64_t at = 0;
    for (const TensorToWrite& tensor : tensors) {
        const std::size_t rank = rankOf(tensor.dtype);
        if (rank == types.size() || header.contains(tensor.name))
            throw std::invalid_argument("can't write the tensor " + tensor.name);
        std::uint64_t bits = types[rank].second;
        for (const std::int64_t d : tensor.shape)
            bits *= static_cast<std::uint64_t>(d);
        sizes.push_back(bits / 8);
        header[tensor.name] = {
            {"dtype",        tensor.dtype       },
            {"shape",        tensor.shape       },
            {"data_offsets", {at, at + bits / 8}}
        };
        at += bits / 8;
    }
    std::string text = header.dump();
    text.append((8 - text.size() % 8) % 8, ' ');
    const std::uint64_t length = text.size();
    file.write(std::as_bytes(std::span(&length, 1)));
    file.write(text);
    std::vector<std::byte> buffer;
    for (std::size_t i = 0; i < tensors.size(); ++i) {
        buffer.resize(sizes[i]);
        tensors[i].fill(buffer);
        file.write(buffer);
    }
}

} // namespace attune
