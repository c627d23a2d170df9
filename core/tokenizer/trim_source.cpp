// SPDX-License-Identifier: GPL-3.0-or-later
#include "tokenizer/trim_source.h"

#include "tokenizer/json_fields.h"

#include <unordered_map>

namespace attune {
namespace {

class Trimmer {
public:
    Trimmer(const TokenModel& model, const AddedTokens& added, std::span<const std::int32_t> kept)
        : vocabulary_(model.vocabulary()), added_(added) {
        for (std::size_t i = 0; i < kept.size(); ++i)
            newIds_[kept[i]] = static_cast<std::int32_t>(i);
    }

    Json model(const TokenModel& model, Json json) const {
        const OrderedJson before = model.vocabularyJson();
        Json vocabulary = before.is_array() ? Json::array() : Json::object();
        std::int32_t id = 0;
        for (const auto& [token, value] : before.items()) {
            if (before.is_array()) {
                if (newIds_.contains(id++))
                    vocabulary.push_back(Json(value));
            } else if (const auto made = newIds_.find(value.get<std::int32_t>());
                       made != newIds_.end()) {
                vocabulary[token] = made->second;
            }
        }
        json["vocab"] = std::move(vocabulary);
        if (const Json& merges = memberOf(json, "merges"); merges.is_array())
            json["merges"] =
                keptMerges(merges, textOf(json, "continuing_subword_prefix", "", {}).size());
        if (memberOf(json, "unk_id").is_number())
            json["unk_id"] = newIds_.at(json["unk_id"].get<std::int32_t>());
        return json;
    }

    // Those of tokens that take part; the others were passed over when the file was read.
    Json addedTokens(const Json& tokens) const {
        Json list = Json::array();
        for (Json token : tokens)
            if (const auto id = newIdOf(memberOf(token, "content"))) {
                token["id"] = *id;
                list.push_back(std::move(token));
            }
        return list;
    }

    void postProcessor(Json& json) const {
        if (json.is_array()) {
            for (Json& one : json)
                postProcessor(one);
        } else if (json.is_object()) {
            for (const char* key : {"cls", "sep"}) // ["[SEP]", 102]
                if (const Json& pair = memberOf(json, key); pair.is_array() && pair.size() == 2)
                    json[key][1] = newIds_.at(pair[1].get<std::int32_t>());
            if (memberOf(json, "special_tokens").is_object())
                templateTokens(json["special_tokens"]);
            if (memberOf(json, "processors").is_array())
                postProcessor(json["processors"]);
        }
    }

    void config(Json& json) const {
        if (memberOf(json, "unk_id").is_number_integer())
            if (const auto it = newIds_.find(json["unk_id"].get<std::int32_t>());
                it != newIds_.end())
                json["unk_id"] = it->second;
        const Json decoder = memberOf(json, "added_tokens_decoder");
        if (!decoder.is_object())
            return;
        Json made = Json::object();
        for (const auto& [id, token] : decoder.items())
            if (const auto now = newIdOf(memberOf(token, "content")))
                made[std::to_string(*now)] = token;
        json["added_tokens_decoder"] = std::move(made);
    }

private:
    bool keeps(std::string_view token) const {
        const auto id = vocabulary_.find(token);
        return id && newIds_.contains(*id);
    }

    std::optional<std::int32_t> newIdOf(const Json& content) const {
        if (!content.is_string())
            return std::nullopt;
        const auto id = added_.find(content.get_ref<const std::string&>());
        const auto made = id ? newIds_.find(*id) : newIds_.end();
        return made == newIds_.end() ? std::nullopt : std::optional(made->second);
    }

    Json keptMerges(const Json& merges, std::size_t prefix) const {
        Json list = Json::array();
        for (const Json& merge : merges) {
            std::string left, right;
            if (merge.is_string()) {
                const std::string& text = merge.get_ref<const std::string&>();
                const std::size_t space = text.find(' ');
                left = text.substr(0, space);
                right = text.substr(space + 1);
            } else {
                left = merge[0].get<std::string>();
                right = merge[1].get<std::string>();
            }
            if (keeps(left) && keeps(right) && keeps(left + right.substr(prefix)))
                list.push_back(merge);
        }
        return list;
    }

    // Of templates; those that no template uses may name tokens that are gone.
    void templateTokens(Json& tokens) const {
        for (auto it = tokens.begin(); it != tokens.end();) {
            bool whole = true;
            for (Json& id : (*it)["ids"]) {
                const auto made = newIds_.find(id.get<std::int32_t>());
                whole = whole && made != newIds_.end();
                if (whole)
                    id = made->second;
            }
            it = whole ? std::next(it) : tokens.erase(it);
        }
    }

    const Vocabulary& vocabulary_;
    const AddedTokens& added_;
    std::unordered_map<std::int32_t, std::int32_t> newIds_;
};

} // namespace

TokenizerSource trimSource(const TokenizerSource& source, const TokenModel& model,
                           const AddedTokens& added, std::span<const std::int32_t> kept) {
    const Trimmer trimmer(model, added, kept);
    TokenizerSource made = source;
    made.original.clear();
    made.warnings.clear();
    made.tokenizer["model"] = trimmer.model(model, made.tokenizer["model"]);
    if (made.tokenizer.contains("added_tokens") && made.tokenizer["added_tokens"].is_array())
        made.tokenizer["added_tokens"] = trimmer.addedTokens(made.tokenizer["added_tokens"]);
    if (made.tokenizer.contains("post_processor"))
        trimmer.postProcessor(made.tokenizer["post_processor"]);
    trimmer.config(made.config);
    return made;
}

} // namespace attune
