// SPDX-License-Identifier: GPL-3.0-or-later
// The search for added tokens.
#include "tokenizer/added_tokens.h"

#include "text/utf8.h"
#include "tokenizer/char_classes.h"
#include "tokenizer/json_fields.h"

#include <algorithm>

namespace attune {

AddedToken readAddedToken(const Json& json, const std::string& where) {
    if (json.is_object())
        for (const char* key :
             {"id", "content", "single_word", "lstrip", "rstrip", "normalized", "special"})
            if (memberOf(json, key).is_null())
                throwWrongValue(key, "there in each of “added_tokens”", where);
    return readLooseToken(json, where);
}

AddedToken readLooseToken(const Json& json, const std::string& where) {
    if (!json.is_object())
        throwWrongValue("added_tokens", "a list of objects", where);
    AddedToken token;
    if (!memberOf(json, "content").is_string())
        throwWrongValue("content", "a text", where);
    token.content = json.at("content").get<std::string>();
    token.id = static_cast<std::int32_t>(numberOf(json, "id", -1, Vocabulary::kHighestId, where));
    token.special = boolOf(json, "special", false, where);
    token.singleWord = boolOf(json, "single_word", false, where);
    token.lstrip = boolOf(json, "lstrip", false, where);
    token.rstrip = boolOf(json, "rstrip", false, where);
    token.normalized = boolOf(json, "normalized", !token.special, where);
    return token;
}

AddedTokens::AddedTokens(const std::vector<AddedToken>& tokens, const Vocabulary& vocabulary,
                         const Normalizer* normalizer, const std::string& where,
                         Problems& warnings) {
    const auto size = static_cast<std::int32_t>(vocabulary.count());
    std::int32_t highest = -1;                 // of the added tokens
    std::vector<std::string> specials, others; // in the order of the file
    for (const AddedToken& given : tokens) {
        if (given.content.empty())
            continue;
        AddedToken token = given;
        const auto known = find(token.content);
        const auto inVocabulary = vocabulary.find(token.content);
        if (known)
            token.id = *known;
        else if (inVocabulary)
            token.id = *inVocabulary;
        else {
            token.id = highest >= size ? highest + 1 : size;
        }
        highest = std::max(highest, token.id);
        if (given.id >= 0 && given.id != token.id) {
            Problem problem;
            problem.severity = Problem::Severity::Warning;
            problem.where = where;
            problem.message =
                say(ATTUNE_TEXT("core", "The added token “%1” is listed with the id %2, but its id "
                                        "is %3."),
                    token.content, given.id, token.id);
            warnings.push_back(std::move(problem));
        }
        byContent_[token.content] = token.id;
        byId_[token.id] = token;
        if (!known)
            (token.special ? specials : others).push_back(token.content);
    }
    specials.insert(specials.end(), others.begin(), others.end());
    for (const std::string& content : specials) {
        const std::int32_t id = byContent_.at(content);
        const AddedToken& token = byId_.at(id);
        NormalizedText text(content);
        if (token.normalized && normalizer)
            normalizer->apply(text);
        if (text.size() == 0)
            throw Error(
                say(ATTUNE_TEXT("core", "Nothing is left of the added token “%1” when it is "
                                        "normalised."),
                    content),
                where,
                say(ATTUNE_TEXT("core", "Remove the token from “added_tokens” or set its "
                                        "“normalized” to false.")));
        Set& set = token.normalized ? normalized_ : plain_;
        set[text[0]].push_back({text.chars(), id});
    }
    for (Set* set : {&plain_, &normalized_})
        for (auto& [first, patterns] : *set)
            std::stable_sort(
                patterns.begin(), patterns.end(),
                [](const Pattern& a, const Pattern& b) { return a.text.size() > b.text.size(); });
}

std::optional<std::int32_t> AddedTokens::find(std::string_view content) const {
    const auto found = byContent_.find(content);
    return found == byContent_.end() ? std::nullopt : std::optional(found->second);
}

bool AddedTokens::mayOccur(const std::u32string& text, bool normalized) const {
    const Set& set = normalized ? normalized_ : plain_;
    if (set.size() > 4) // cut() looks as fast
        return true;
    return std::any_of(set.begin(), set.end(), [&](const auto& entry) {
        return text.find(entry.first) != std::u32string::npos;
    });
}

const AddedTokens::Pattern* AddedTokens::matchAt(const Set& set, const std::u32string& text,
                                                 std::size_t at) {
    const auto found = set.find(text[at]);
    if (found == set.end())
        return nullptr;
    for (const Pattern& pattern : found->second)
        if (text.compare(at, pattern.text.size(), pattern.text) == 0)
            return &pattern;
    return nullptr;
}

std::vector<AddedTokens::Stretch> AddedTokens::cut(const NormalizedText& text,
                                                   bool normalized) const {
    const std::u32string& chars = text.chars();
    std::vector<Stretch> stretches;
    std::size_t done = 0;
    if (mayOccur(chars, normalized)) {
        const Set& set = normalized ? normalized_ : plain_;
        for (std::size_t at = 0; at < chars.size();) {
            const Pattern* pattern = matchAt(set, chars, at);
            if (!pattern) {
                ++at;
                continue;
            }
            const AddedToken& token = byId_.at(pattern->id);
            std::size_t begin = at;
            std::size_t end = at + pattern->text.size();
            at = end; // the search goes on here whatever white space the token takes
            if (token.singleWord && ((begin > 0 && charIs(chars[begin - 1], kIsWord)) ||
                                     (end < chars.size() && charIs(chars[end], kIsWord))))
                continue;
            if (token.lstrip)
                while (begin > done && charIs(chars[begin - 1], kIsSpace))
                    --begin;
            if (token.rstrip)
                while (end < chars.size() && charIs(chars[end], kIsSpace))
                    ++end;
            if (done < begin)
                stretches.push_back({
                    {done, begin},
                    -1
                });
            stretches.push_back({
                {begin, end},
                pattern->id
            });
            done = end;
        }
    }
    if (done < chars.size())
        stretches.push_back({
            {done, chars.size()},
            -1
        });
    return stretches;
}

} // namespace attune
