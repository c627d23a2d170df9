// SPDX-License-Identifier: GPL-3.0-or-later
// The table by which tokenizer.json names its models.
#include "tokenizer/token_model.h"

#include "tokenizer/json_fields.h"

namespace attune {
namespace {

std::unique_ptr<TokenModel> makeWordPieceOf(const Json& json, const std::string& where) {
    WordPieceOptions options;
    options.unknownToken = textOf(json, "unk_token", options.unknownToken, where);
    options.continuingPrefix =
        textOf(json, "continuing_subword_prefix", options.continuingPrefix, where);
    options.longestWord = static_cast<std::size_t>(
        numberOf(json, "max_input_chars_per_word", static_cast<std::int64_t>(options.longestWord),
                 1'000'000, where));
    return makeWordPiece(Vocabulary::fromJson(memberOf(json, "vocab"), where), options, where);
}

struct Kind {
    const char* name;
    std::unique_ptr<TokenModel> (*make)(const Json&, const std::string&);
};

const Kind kKinds[] = {
    {"WordPiece", makeWordPieceOf},
    {"BPE",       makeBpe        },
    {"Unigram",   makeUnigram    },
    {"WordLevel", makeWordLevel  },
};

// Older files leave the type out; the members tell.
std::string guessKind(const Json& json) {
    if (json.contains("merges"))
        return "BPE";
    if (memberOf(json, "vocab").is_array())
        return "Unigram";
    return json.contains("continuing_subword_prefix") ? "WordPiece" : "WordLevel";
}

} // namespace

OrderedJson TokenModel::vocabularyJson() const {
    OrderedJson::object_t lines; // a list of pairs: no search on insertion
    for (std::size_t i = 0; i < vocabulary().idEnd(); ++i) {
        const auto id = static_cast<std::int32_t>(i);
        if (vocabulary().isUsed(id))
            lines.std::vector<OrderedJson::object_t::value_type>::emplace_back(
                vocabulary().tokenOf(id), id);
    }
    return lines;
}

std::array<std::int32_t, 256> byteTokens(const Vocabulary& vocabulary) {
    static constexpr char kDigits[] = "0123456789ABCDEF";
    std::array<std::int32_t, 256> ids{};
    for (std::size_t byte = 0; byte < ids.size(); ++byte)
        ids[byte] =
            vocabulary.find(std::string("<0x") + kDigits[byte / 16] + kDigits[byte % 16] + ">")
                .value_or(-1);
    return ids;
}

void throwNoUnknownToken(const std::string& token) {
    throw Error(say(ATTUNE_TEXT("core", "A word is not in the vocabulary, and its unknown token "
                                        "“%1” is not there either."),
                    token),
                {},
                say(ATTUNE_TEXT("core", "The vocabulary is damaged or belongs to another model. "
                                        "Download the model again.")));
}

std::unique_ptr<TokenModel> makeTokenModel(const Json& json, const std::string& where) {
    std::string name = kindOf(json, "model", where);
    if (name.empty())
        name = guessKind(json);
    std::vector<std::string> known;
    for (const Kind& kind : kKinds) {
        if (name == kind.name)
            return kind.make(json, where);
        known.emplace_back(kind.name);
    }
    throwUnknownKind("model", name, known, where);
}

} // namespace attune
