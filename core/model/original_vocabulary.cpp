// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/original_vocabulary.h"

#include "base/json.h"

namespace attune {

namespace {
constexpr const char* kFile = "trimmed_vocabulary.json";
} // namespace

OriginalVocabulary originalVocabulary(const fs::path& folder, std::int64_t size,
                                      const std::vector<std::int32_t>& oldIds) {
    OriginalVocabulary made{size, oldIds};
    if (const auto earlier = readOriginalVocabulary(folder)) {
        made.size = earlier->size;
        for (std::int32_t& id : made.ids)
            id = static_cast<std::size_t>(id) < earlier->ids.size()
                     ? earlier->ids[static_cast<std::size_t>(id)]
                     : -1; // added since
    }
    return made;
}

std::optional<OriginalVocabulary> readOriginalVocabulary(const fs::path& folder) {
    const fs::path path = folder / kFile;
    std::error_code ignored;
    if (!fs::is_regular_file(path, ignored))
        return std::nullopt;
    const Json json = readJsonFile(path, {.values = 5'000'000});
    const auto fail = [&] {
        throw Error(say(ATTUNE_TEXT("core", "The file does not list the tokens of a trimmed "
                                            "vocabulary.")),
                    toUtf8(path),
                    say(ATTUNE_TEXT("core", "Delete it: the model works without it.")));
    };
    OriginalVocabulary made;
    if (!json.is_object() || !json.contains("original_size") ||
        !json["original_size"].is_number_unsigned() || !json.contains("original_ids") ||
        !json["original_ids"].is_array())
        fail();
    made.size = json["original_size"].get<std::int64_t>();
    for (const Json& id : json["original_ids"]) {
        if (!id.is_number_integer() || id.get<std::int64_t>() < -1 ||
            id.get<std::int64_t>() >= made.size)
            fail();
        made.ids.push_back(id.get<std::int32_t>());
    }
    return made;
}

void writeOriginalVocabulary(const fs::path& folder, const OriginalVocabulary& vocabulary) {
    const OrderedJson json = {
        {"original_size", vocabulary.size},
        {"original_ids",  vocabulary.ids }
    };
    publishFile(folder / kFile, json.dump() + "\n");
}

} // namespace attune
