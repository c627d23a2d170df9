// SPDX-License-Identifier: GPL-3.0-or-later
#include "tokenizer/extend_source.h"

#include "tokenizer/json_fields.h"

#include <algorithm>

namespace attune {
namespace {

// Found as it stands, before the text is normalised.
Json describe(const std::string& word) {
    return {
        {"content",     word },
        {"single_word", false},
        {"lstrip",      false},
        {"rstrip",      false},
        {"normalized",  false},
        {"special",     true }
    };
}

} // namespace

TokenizerSource extendSource(const TokenizerSource& source, const TokenModel& model,
                             const AddedTokens& added, std::span<const std::string> words) {
    const Vocabulary& vocabulary = model.vocabulary();
    TokenizerSource made = source;
    made.original.clear();
    made.warnings.clear();
    made.tokenizer["model"]["vocab"] = Json(model.vocabularyJson());
    if (!memberOf(made.tokenizer, "added_tokens").is_array())
        made.tokenizer["added_tokens"] = Json::array();
    // As AddedTokens gives ids.
    auto next = static_cast<std::int32_t>(vocabulary.count());
    if (!added.byId().empty())
        next = std::max(next, added.byId().rbegin()->first + 1);
    if (static_cast<std::size_t>(next) < vocabulary.idEnd())
        throw Error(say(ATTUNE_TEXT("core", "The ids of the vocabulary have gaps, so no words can "
                                            "be added to it.")),
                    source.where,
                    say(ATTUNE_TEXT("core", "Leave vocabulary.add and vocabulary.add_placeholders "
                                            "out, or take another model.")));
    for (const std::string& word : words) {
        if (added.find(word))
            continue;
        const auto known = vocabulary.find(word);
        const std::int32_t id = known ? *known : next++;
        Json token = describe(word);
        if (memberOf(made.config, "added_tokens_decoder").is_object())
            made.config["added_tokens_decoder"][std::to_string(id)] = token;
        token["id"] = id;
        made.tokenizer["added_tokens"].push_back(std::move(token));
    }
    return made;
}

} // namespace attune
