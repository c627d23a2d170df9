// SPDX-License-Identifier: GPL-3.0-or-later
// Collecting of special tokens, see the header.
#include "tokenizer/class_tokens.h"

#include "tokenizer/json_fields.h"

#include <algorithm>
#include <array>

namespace attune {
namespace {

// In this order transformers adds those that the vocabulary's files do not list.
constexpr std::array kNamedTokens{"bos_token", "eos_token", "unk_token", "sep_token",
                                  "pad_token", "cls_token", "mask_token"};

// A special token in a configuration is a text or an object with a text.
std::string contentOf(const Json& token) {
    if (token.is_string())
        return token.get<std::string>();
    const Json& content = memberOf(token, "content");
    return content.is_string() ? content.get<std::string>() : std::string();
}

AddedToken addedTokenOf(const Json& token, const std::string& where) {
    if (token.is_object())
        return readLooseToken(token, where);
    AddedToken made;
    made.content = contentOf(token);
    made.special = true;
    made.normalized = false;
    return made;
}

} // namespace

ClassTokens::ClassTokens(const ClassFiles& files, const Json& defaults, bool maskTakesSpace,
                         const std::string& where)
    : files_(files), where_(where), config_(files.config) {
    const Json& listed = memberOf(config_, "added_tokens_decoder");
    if (listed.is_object()) {
        for (const auto& [key, token] : listed.items())
            keep(idOfKey(key), readLooseToken(token, where_));
    } else {
        readOlderFiles();
    }
    for (const auto& [key, token] : defaults.items())
        if (contentOf(memberOf(config_, key.c_str())).empty())
            config_[key] = token;
    addAll(maskTakesSpace);
}

std::string ClassTokens::named(const char* key) const { return contentOf(memberOf(config_, key)); }

Json ClassTokens::describe(const AddedTokens& added) const {
    Json list = Json::array();
    for (const AddedToken& token : tokens_)
        list.push_back({
            {"id",          added.find(token.content).value_or(0)},
            {"content",     token.content                        },
            {"single_word", token.singleWord                     },
            {"lstrip",      token.lstrip                         },
            {"rstrip",      token.rstrip                         },
            {"normalized",  token.normalized                     },
            {"special",     token.special                        }
        });
    return list;
}

std::int32_t ClassTokens::idOfKey(const std::string& key) const {
    if (key.empty() || key.size() > 7 ||
        !std::all_of(key.begin(), key.end(), [](char c) { return c >= '0' && c <= '9'; }))
        throwWrongValue("added_tokens_decoder", "an object whose keys are ids", where_);
    return std::stoi(key);
}

void ClassTokens::keep(std::int32_t id, AddedToken token) {
    token.id = id;
    decoder_[id] = std::move(token);
}

void ClassTokens::readOlderFiles() {
    if (files_.specialTokens.is_object())
        for (const auto& [key, token] : files_.specialTokens.items())
            config_[key] = token;
    if (files_.addedTokens.is_object())
        for (const auto& [content, id] : files_.addedTokens.items()) {
            if (!wholeNumber(id, Vocabulary::kHighestId))
                throwWrongValue(content.c_str(), "a whole number in range", where_);
            AddedToken token;
            token.content = content;
            token.special = isNamed(content);
            token.normalized = !token.special;
            keep(id.get<std::int32_t>(), token);
        }
    const Json& listed = memberOf(files_.tokenizer, "added_tokens");
    if (!listed.is_null() && !listed.is_array())
        throwWrongValue("added_tokens", "a list of objects", where_);
    for (const Json& item : listed) {
        const AddedToken token = readAddedToken(item, where_);
        keep(token.id, token);
    }
}

bool ClassTokens::isNamed(const std::string& content) const {
    return std::any_of(kNamedTokens.begin(), kNamedTokens.end(),
                       [&](const char* key) { return named(key) == content; });
}

void ClassTokens::add(AddedToken token) {
    const bool known = std::any_of(tokens_.begin(), tokens_.end(),
                                   [&](const AddedToken& t) { return t.content == token.content; });
    if (token.content.empty() || known)
        return;
    tokens_.push_back(std::move(token));
}

void ClassTokens::addAll(bool maskTakesSpace) {
    for (const auto& [id, token] : decoder_) {
        AddedToken one = token;
        one.special = one.special || isNamed(one.content);
        add(one);
    }
    for (const char* key : kNamedTokens) {
        const Json& token = memberOf(config_, key);
        AddedToken one = addedTokenOf(token, where_);
        one.special = true;
        if (maskTakesSpace && token.is_string() && std::string_view(key) == "mask_token")
            one.lstrip = true;
        add(one);
    }
    const Json& extra = memberOf(config_, "extra_special_tokens");
    const Json& older = memberOf(config_, "additional_special_tokens");
    for (const Json& token : files_.control)
        add(readAddedToken(token, where_));
    for (const Json& token : extra.empty() ? older : extra) {
        AddedToken one = addedTokenOf(token, where_);
        one.special = true;
        add(one);
    }
}

} // namespace attune
