// SPDX-License-Identifier: GPL-3.0-or-later
// Layout: u64 little-endian length of the header, the header (JSON), the data. The checks are those
// of safetensors/src/tensor.rs; the stricter ones are marked.
#include "model/safetensors.h"

#include "base/json.h"
#include "model/weights_numbers.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace attune {

namespace {

constexpr std::uint64_t maxHeader = 25'000'000; // stricter: the reference takes 100 MB
constexpr std::size_t maxValues = 1'500'000;    // stricter: about 15 a tensor
// A tensor and where its bytes lie in the data part.
struct Placed {
    TensorEntry entry;
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
};

// Throws errors of one file.
class HeaderReader {
public:
    HeaderReader(std::string where, std::uint64_t dataSize)
        : where_(std::move(where)), dataSize_(dataSize) {}

    // In the order of offsets.
    std::vector<Placed> tensors(const Json& header) const {
        std::vector<Placed> list;
        for (const auto& [name, value] : header.items())
            if (name != "__metadata__")
                list.push_back(entry(name, value));
        if (list.size() > WeightsLimits::tensors)
            fail(say(ATTUNE_TEXT("core", "%1 tensors are more than the %2 that are read."),
                     list.size(), WeightsLimits::tensors));
        std::sort(list.begin(), list.end(), [](const Placed& a, const Placed& b) {
            return std::tie(a.begin, a.end, a.entry.name) < std::tie(b.begin, b.end, b.entry.name);
        });
        std::uint64_t at = 0;
        for (const Placed& tensor : list) {
            if (tensor.begin != at)
                fail(say(ATTUNE_TEXT("core", "The tensor “%1” starts at byte %2 of the data; the "
                                             "one before it ends at %3."),
                         tensor.entry.name, tensor.begin, at));
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
    Placed entry(const std::string& name, const Json& value) const {
        if (!isTensorName(name))
            fail(say(ATTUNE_TEXT("core", "A tensor's name is too long or has control "
                                         "characters: “%1”."),
                     name.substr(0, 80)));
        const auto part = [&](const char* key) -> const Json& {
            if (value.is_object())
                if (const auto it = value.find(key); it != value.end())
                    return *it;
            fail(say(ATTUNE_TEXT("core", "The tensor “%1” has no “%2”."), name, key));
        };
        Placed tensor;
        tensor.entry.name = name;
        const Json& named = part("dtype");
        const auto type = numberType(
            named.is_string() ? std::string_view(named.get_ref<const std::string&>()) : "");
        if (!type)
            fail(say(ATTUNE_TEXT("core", "The type of the tensor “%1” is unknown."), name));
        tensor.entry.dtype = type->name;

        const Json& shape = part("shape");
        const Json& offsets = part("data_offsets");
        const auto naturals = [](const Json& list) {
            return list.is_array() && std::all_of(list.begin(), list.end(), [](const Json& n) {
                       return n.is_number_unsigned();
                   });
        };
        if (!naturals(shape) || !naturals(offsets) || offsets.size() != 2 ||
            shape.size() > WeightsLimits::rank)
            fail(say(ATTUNE_TEXT("core", "The tensor “%1” has a shape or place that can't be "
                                         "read."),
                     name));
        std::uint64_t bits = type->bits;
        bool fits = true;
        for (const Json& dimension : shape) {
            const auto d = dimension.get<std::uint64_t>();
            fits = fits && d <= WeightsLimits::dimension && !__builtin_mul_overflow(bits, d, &bits);
            tensor.entry.shape.push_back(
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

std::size_t rankOf(std::string_view type) {
    const auto known = numberType(type);
    return known ? known->rank : 0;
}

} // namespace

SafetensorsFile::SafetensorsFile(const fs::path& path) : path_(path), file_(path) {
    files_ = {toUtf8(path.filename())};
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
    const Json parsed =
        parseJson(header, where, {.bytes = maxHeader, .depth = 4, .values = maxValues});
    const HeaderReader reader(where, text.size() - dataStart_);
    metadata_ = reader.metadata(parsed);
    for (Placed& tensor : reader.tensors(parsed)) {
        tensor.entry.index = tensors_.size();
        tensors_.push_back(std::move(tensor.entry));
        ranges_.emplace_back(tensor.begin, tensor.end);
    }
}

std::span<const std::byte> SafetensorsFile::bytes(const TensorEntry& entry) const {
    const auto [begin, end] = ranges_.at(entry.index);
    return file_.bytes().subspan(dataStart_ + begin, end - begin);
}

void SafetensorsFile::read(const TensorEntry& entry, std::span<float> values) const {
    if (values.size() != entry.count())
        throw std::invalid_argument("wrong number of values for " + entry.name);
    if (!toFloats(entry.dtype, bytes(entry), values))
        throw Error(say(ATTUNE_TEXT("core", "The tensor “%1” holds numbers of the type %2, which "
                                            "can't be read."),
                        entry.name, entry.dtype),
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
        const auto type = numberType(tensor.dtype);
        if (!type || header.contains(tensor.name))
            throw std::invalid_argument("can't write the tensor " + tensor.name);
        std::uint64_t bits = type->bits;
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
