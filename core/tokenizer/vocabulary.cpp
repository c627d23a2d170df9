// SPDX-License-Identifier: GPL-3.0-or-later
// The vocabulary's table, and its two readers.
#include "tokenizer/vocabulary.h"

#include "text/utf8.h"
#include "tokenizer/char_classes.h"
#include "tokenizer/json_fields.h"

#include <algorithm>
#include <bit>
#include <unordered_map>

namespace attune {
namespace {

// FNV's low bits depend on the low bits of every byte only; spread them before use as an index.
std::uint64_t spread(std::uint64_t hash) { return (hash ^ (hash >> 32)) * 0x9E3779B97F4A7C15u; }

Error tooMany(const std::string& where, const std::string& token) {
    return Error(say(ATTUNE_TEXT("core", "The id of the token “%1” is not a whole number from 0 to "
                                         "%2."),
                     token, Vocabulary::kHighestId),
                 where,
                 say(ATTUNE_TEXT("core", "The vocabulary is damaged. Download the model again.")));
}

std::string_view withoutTrailingSpace(std::string_view line) {
    while (!line.empty()) {
        std::size_t start = line.size() - 1;
        while (start > 0 && (static_cast<unsigned char>(line[start]) & 0xC0) == 0x80)
            --start;
        if (!charIs(codePointAt(line, start).value, kIsSpace))
            break;
        line = line.substr(0, start);
    }
    return line;
}

} // namespace

Vocabulary::Vocabulary(std::vector<std::string> tokens, std::optional<std::int32_t> emptyToken)
    : tokens_(std::move(tokens)), emptyToken_(emptyToken) {
    slots_.resize(std::bit_ceil(std::max<std::size_t>(16, tokens_.size() * 2)));
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t id = 0; id < tokens_.size(); ++id) {
        if (!isUsed(static_cast<std::int32_t>(id)))
            continue;
        ++count_;
        longest_ = std::max(longest_, tokens_[id].size());
        const std::uint64_t hash = spread(extend(kEmptyHash, tokens_[id]));
        std::size_t at = (hash >> 20) & mask;
        while (slots_[at].id >= 0 &&
               tokens_[static_cast<std::size_t>(slots_[at].id)] != tokens_[id])
            at = (at + 1) & mask;
        slots_[at] = {static_cast<std::uint32_t>(hash), static_cast<std::int32_t>(id)};
    }
}

Vocabulary Vocabulary::fromJson(const Json& json, const std::string& where) {
    if (!json.is_object())
        throwWrongValue("vocab", "an object of tokens and ids", where);
    std::size_t end = 0;
    for (const auto& [token, id] : json.items()) {
        if (!wholeNumber(id, kHighestId))
            throw tooMany(where, token);
        end = std::max(end, id.get<std::size_t>() + 1);
    }
    std::vector<std::string> tokens(end);
    std::vector<bool> used(end);
    std::optional<std::int32_t> emptyToken;
    for (const auto& [token, value] : json.items()) {
        const auto id = value.get<std::size_t>();
        if (used[id])
            throw Error(say(ATTUNE_TEXT("core", "The tokens “%1” and “%2” have the same id, %3."),
                            tokens[id], token, id),
                        where,
                        say(ATTUNE_TEXT("core", "The vocabulary is damaged. Download the model "
                                                "again.")));
        used[id] = true;
        tokens[id] = token;
        if (token.empty())
            emptyToken = static_cast<std::int32_t>(id);
    }
    return Vocabulary(std::move(tokens), emptyToken);
}

Vocabulary Vocabulary::fromAny(const Json& json, const std::string& where) {
    if (!json.is_array())
        return fromJson(json, where);
    if (json.size() > static_cast<std::size_t>(kHighestId))
        throwWrongValue("vocab", "a list of at most 4,000,000 pieces", where);
    std::vector<std::string> tokens;
    std::optional<std::int32_t> emptyToken;
    for (const Json& item : json) {
        if (!item.is_array() || item.size() != 2 || !item[0].is_string() || !item[1].is_number())
            throwWrongValue("vocab", "a list of pieces and scores", where);
        if (item[0].get_ref<const std::string&>().empty())
            emptyToken = static_cast<std::int32_t>(tokens.size());
        tokens.push_back(item[0].get<std::string>());
    }
    return Vocabulary(std::move(tokens), emptyToken);
}

Vocabulary Vocabulary::fromLines(std::string_view text, const std::string& where) {
    std::vector<std::string> tokens;
    std::unordered_map<std::string, std::size_t> seen;
    std::optional<std::int32_t> emptyToken;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        std::string token(withoutTrailingSpace(text.substr(at, end - at)));
        at = end + 1;
        if (static_cast<std::int64_t>(tokens.size()) > kHighestId)
            throw tooMany(where, token);
        const auto [earlier, isNew] = seen.try_emplace(token, tokens.size());
        if (!isNew) {
            tokens[earlier->second].clear();
            earlier->second = tokens.size();
        }
        if (token.empty())
            emptyToken = static_cast<std::int32_t>(tokens.size());
        tokens.push_back(std::move(token));
    }
    return Vocabulary(std::move(tokens), emptyToken);
}

const std::string& Vocabulary::tokenOf(std::int32_t id) const {
    static const std::string none;
    return id >= 0 && static_cast<std::size_t>(id) < tokens_.size()
               ? tokens_[static_cast<std::size_t>(id)]
               : none;
}

bool Vocabulary::isUsed(std::int32_t id) const {
    return !tokenOf(id).empty() || (emptyToken_ && *emptyToken_ == id);
}

std::optional<std::int32_t> Vocabulary::find(std::string_view token) const {
    const std::int32_t id = find(extend(kEmptyHash, token), token, {});
    return id < 0 ? std::nullopt : std::optional(id);
}

std::int32_t Vocabulary::find(std::uint64_t hash, std::string_view head,
                              std::string_view tail) const {
    if (slots_.empty())
        return -1;
    const std::uint64_t key = spread(hash);
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t at = (key >> 20) & mask; slots_[at].id >= 0; at = (at + 1) & mask) {
        if (slots_[at].tag != static_cast<std::uint32_t>(key))
            continue;
        const std::string& token = tokens_[static_cast<std::size_t>(slots_[at].id)];
        if (token.size() == head.size() + tail.size() && token.starts_with(head) &&
            token.ends_with(tail))
            return slots_[at].id;
    }
    return -1;
}

} // namespace attune
