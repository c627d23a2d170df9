// SPDX-License-Identifier: GPL-3.0-or-later
// The post-processors, and the table by which tokenizer.json names them.
#include "tokenizer/post_processor.h"

#include "tokenizer/json_fields.h"
#include "tokenizer/vocabulary.h"

#include <algorithm>

namespace attune {
namespace {

using Kind = TemplatePiece::Kind;

std::vector<std::int32_t> readIds(const Json& tokens, const std::string& name,
                                  const std::string& where) {
    const Json& ids = memberOf(memberOf(tokens, name.c_str()), "ids");
    if (!ids.is_array())
        throwWrongValue("special_tokens", "an object with every token of the templates", where);
    std::vector<std::int32_t> result;
    for (const Json& id : ids) {
        if (!wholeNumber(id, Vocabulary::kHighestId))
            throwWrongValue("ids", "a list of whole numbers in range", where);
        result.push_back(id.get<std::int32_t>());
    }
    return result;
}

Template readTemplate(const Json& json, const char* key, const Json& tokens,
                      const std::string& where) {
    const Json& list = memberOf(json, key);
    if (!list.is_array())
        throwWrongValue(key, "a list of pieces", where);
    Template result;
    for (const Json& item : list) {
        const Json& sequence = memberOf(item, "Sequence");
        const Json& special = memberOf(item, "SpecialToken");
        const Json& piece = sequence.is_null() ? special : sequence;
        if (!piece.is_object() || item.size() != 1 || memberOf(piece, "type_id").is_null())
            throwWrongValue(key, "a list of pieces with a type each", where);
        TemplatePiece made;
        made.typeId = static_cast<std::int32_t>(numberOf(piece, "type_id", 0, 1'000'000, where));
        const std::string id = textOf(piece, "id", "", where);
        if (!sequence.is_null()) {
            if (id != "A" && id != "B")
                throwWrongValue("id", "“A” or “B”", where);
            made.kind = id == "A" ? Kind::First : Kind::Second;
        } else {
            made.kind = Kind::Special;
            made.ids = readIds(tokens, id, where);
        }
        result.push_back(std::move(made));
    }
    return result;
}

// Each has its name, its ids and the tokens that they stand for, used or not.
void checkSpecialTokens(const Json& tokens, const std::string& where) {
    const auto areTexts = [](const Json& list) {
        return list.is_array() && std::all_of(list.begin(), list.end(),
                                              [](const Json& one) { return one.is_string(); });
    };
    if (!tokens.is_object())
        throwWrongValue("special_tokens", "an object with every token of the templates", where);
    for (const auto& [name, token] : tokens.items()) {
        readIds(tokens, name, where);
        if (!memberOf(token, "id").is_string() || !areTexts(memberOf(token, "tokens")))
            throwWrongValue("special_tokens", "made of objects with id, ids and tokens", where);
    }
}

PostProcessor makeTemplate(const Json& json, const std::string& where) {
    const Json& tokens = memberOf(json, "special_tokens");
    checkSpecialTokens(tokens, where);
    PostProcessor made{
        readTemplate(json, "single", tokens, where), readTemplate(json, "pair", tokens, where), {}};
    for (const TemplatePiece& piece : made.single)
        if (piece.kind == Kind::Second)
            throwWrongValue("single", "a template of one text", where);
    return made;
}

// ["[SEP]", 102]
std::int32_t tokenAndId(const Json& json, const char* key, const std::string& where) {
    const Json& pair = memberOf(json, key);
    if (!pair.is_array() || pair.size() != 2 || !pair[0].is_string() ||
        !wholeNumber(pair[1], Vocabulary::kHighestId))
        throwWrongValue(key, "a token and its id", where);
    return pair[1].get<std::int32_t>();
}

PostProcessor makeBert(const Json& json, const std::string& where) {
    return makeBertPostProcessor(tokenAndId(json, "cls", where), tokenAndId(json, "sep", where));
}

std::vector<PostProcessor::Trim> trimsOf(const Json& json, const std::string& where) {
    const bool prefixSpace = boolOf(json, "add_prefix_space", true, where);
    if (!boolOf(json, "trim_offsets", true, where))
        return {};
    return {{prefixSpace}};
}

// <s> A </s> and <s> A </s> </s> B </s>, all of type 0.
PostProcessor makeRoberta(const Json& json, const std::string& where) {
    const std::int32_t cls = tokenAndId(json, "cls", where);
    const std::int32_t sep = tokenAndId(json, "sep", where);
    return {
        {{Kind::Special, 0, {cls}},      {Kind::First, 0}, {Kind::Special, 0, {sep}}},
        { {Kind::Special, 0, {cls}},
         {Kind::First, 0},
         {Kind::Special, 0, {sep, sep}},
         {Kind::Second, 0},
         {Kind::Special, 0, {sep}}},
        trimsOf(json, where)
    };
}

PostProcessor makeByteLevelProcessor(const Json& json, const std::string& where) {
    PostProcessor made;
    made.trims = trimsOf(json, where);
    return made;
}

// Any number that trim, and at most one that has templates.
PostProcessor makeSequence(const Json& json, const std::string& where) {
    const Json& list = memberOf(json, "processors");
    if (!list.is_array())
        throwWrongValue("processors", "a list", where);
    PostProcessor made;
    bool hasTemplates = false;
    for (const Json& item : list) {
        PostProcessor one = makePostProcessor(item, where);
        std::vector<PostProcessor::Trim> trims = std::move(made.trims);
        trims.insert(trims.end(), one.trims.begin(), one.trims.end());
        if (kindOf(item, "processors", where) != "ByteLevel") {
            if (hasTemplates)
                throwWrongValue("processors", "a list with one template", where);
            hasTemplates = true;
            made = std::move(one);
        }
        made.trims = std::move(trims);
    }
    return made;
}

struct KindOfProcessor {
    const char* name;
    PostProcessor (*make)(const Json&, const std::string&);
};

const KindOfProcessor kKinds[] = {
    {"TemplateProcessing", makeTemplate          },
    {"BertProcessing",     makeBert              },
    {"RobertaProcessing",  makeRoberta           },
    {"ByteLevel",          makeByteLevelProcessor},
    {"Sequence",           makeSequence          },
};

} // namespace

std::size_t PostProcessor::specialCount(bool isPair) const {
    std::size_t count = 0;
    for (const TemplatePiece& piece : isPair ? pair : single)
        count += piece.ids.size();
    return count;
}

PostProcessor makeBertPostProcessor(std::int32_t cls, std::int32_t sep) {
    return {
        {{Kind::Special, 0, {cls}},  {Kind::First, 0}, {Kind::Special, 0, {sep}}},
        {{Kind::Special, 0, {cls}},
         {Kind::First, 0},
         {Kind::Special, 0, {sep}},
         {Kind::Second, 1},
         {Kind::Special, 1, {sep}}},
        { }
    };
}

PostProcessor makePostProcessor(const Json& json, const std::string& where) {
    if (json.is_null())
        return {};
    const std::string name = kindOf(json, "post_processor", where);
    std::vector<std::string> known;
    for (const KindOfProcessor& kind : kKinds) {
        if (name == kind.name)
            return kind.make(json, where);
        known.emplace_back(kind.name);
    }
    throwUnknownKind("post_processor", name, known, where);
}

} // namespace attune
