// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/weights_shards.h"

#include "base/json.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <unordered_set>

namespace attune {

namespace {

constexpr std::size_t maxFiles = 1000;
constexpr JsonLimits limits{
    .bytes = std::uint64_t{32} << 20, .depth = 8, .values = 2 * WeightsLimits::tensors};

// A name of a file in the folder of the index, with the ending of its format.
bool isShardName(std::string_view name, std::string_view ending) {
    return name.size() > ending.size() && name.size() <= 255 && name.ends_with(ending) &&
           name.front() != '.' && isTensorName(name) &&
           name.find_first_of("/\\:") == std::string_view::npos;
}

} // namespace

WeightsShards::WeightsShards(const fs::path& index) {
    const std::string where = toUtf8(index);
    const auto fail = [&](const Message& message) {
        throw Error(message, where,
                    say(ATTUNE_TEXT("core", "The files of the weights do not belong together; "
                                            "fetch the model again.")));
    };
    const Json json = readJsonFile(index, limits);
    const auto object = [&](const char* key) -> const Json& {
        const auto it = json.is_object() ? json.find(key) : json.end();
        if (!json.is_object() || it == json.end() || !it->is_object())
            fail(say(ATTUNE_TEXT("core", "The index has no object “%1”."), key));
        return *it;
    };
    object("metadata");
    const Json& map = object("weight_map");
    if (map.empty() || map.size() > WeightsLimits::tensors)
        fail(say(ATTUNE_TEXT("core", "The index lists %1 tensors; it may be 1 to %2."), map.size(),
                 WeightsLimits::tensors));

    const bool pickled = toUtf8(index.filename()).ends_with(".bin.index.json");
    const char* ending = pickled ? ".bin" : ".safetensors";
    std::map<std::string, std::size_t> expected; // file -> number of tensors
    for (const auto& [tensor, file] : map.items()) {
        if (!file.is_string() || !isShardName(file.get_ref<const std::string&>(), ending))
            fail(say(ATTUNE_TEXT("core", "The index wants the tensor “%1” from %2, which is no "
                                         "plain name of a %3 file."),
                     tensor.substr(0, 200), file.dump(-1, ' ', true).substr(0, 200), ending));
        ++expected[file.get<std::string>()];
        if (expected.size() > maxFiles)
            fail(say(ATTUNE_TEXT("core", "The index names more than %1 files."), maxFiles));
    }

    for (const auto& [name, count] : expected) {
        const fs::path path = index.parent_path() / fromUtf8(name);
        std::error_code ignored;
        if (!fs::is_regular_file(path, ignored))
            fail(say(ATTUNE_TEXT("core", "The file %1, which the index names, is not there."),
                     name));
        shards_.push_back(openWeights(path));
        files_.push_back(name);
        const WeightsFile& file = *shards_.back();
        for (const TensorEntry& entry : file.tensors()) {
            const auto it = map.find(entry.name);
            if (it == map.end() || it->get_ref<const std::string&>() != name)
                fail(say(ATTUNE_TEXT("core", "%1 holds the tensor “%2”, which the index does not "
                                             "look for there."),
                         name, entry.name));
            places_.push_back({&file, &entry});
            tensors_.push_back(entry);
            tensors_.back().index = tensors_.size() - 1;
        }
        if (file.tensors().size() != count) {
            // The index may list 100,000 names: each is looked up, none searched for.
            std::unordered_set<std::string_view> found;
            for (const TensorEntry& entry : file.tensors())
                found.insert(entry.name);
            for (const auto& [tensor, place] : map.items())
                if (place.get_ref<const std::string&>() == name && !found.contains(tensor))
                    fail(say(ATTUNE_TEXT("core", "The index looks for the tensor “%1” in %2, "
                                                 "which does not hold it."),
                             tensor.substr(0, 200), name));
        }
    }
}

void WeightsShards::read(const TensorEntry& entry, std::span<float> values) const {
    const Place& place = places_.at(entry.index);
    place.file->read(*place.entry, values);
}

} // namespace attune
