// SPDX-License-Identifier: GPL-3.0-or-later
// BertTokenizer's own reading, see the header.
#include "tokenizer/bert_class.h"

#include "tokenizer/added_tokens.h"
#include "tokenizer/json_fields.h"
#include "tokenizer/post_processor.h"

#include <algorithm>
#include <array>
#include <map>

namespace attune {
namespace {

// In this order transformers adds those that the vocabulary's files do not list.
constexpr std::array kNamedTokens{"bos_token", "eos_token", "unk_token", "sep_token",
                                  "pad_token", "cls_token", "mask_token"};

Json defaultTokens() {
    return {
        {"unk_token",  "[UNK]" },
        {"sep_token",  "[SEP]" },
        {"pad_token",  "[PAD]" },
        {"cls_token",  "[CLS]" },
        {"mask_token", "[MASK]"}
    };
}

// A special token in a configuration is a text or an object with a text.
std::string contentOf(const Json& token) {
    if (token.is_string())
        return token.get<std::string>();
    const Json& content = memberOf(token, "content");
    return content.is_string() ? content.get<std::string>() : std::string();
}

AddedToken addedTokenOf(const Json& token, const std::string& where) {
    if (token.is_object())
        return readAddedToken(token, where);
    AddedToken made;
    made.content = contentOf(token);
    made.special = true;
    made.normalized = false;
    return made;
}

class Reader {
public:
    Reader(const BertClassFiles& files, const std::string& where)
        : files_(files), where_(where), config_(files.config) {
        const Json& listed = memberOf(config_, "added_tokens_decoder");
        if (listed.is_object()) {
            for (const auto& [key, token] : listed.items())
                keep(idOfKey(key), readAddedToken(token, where_));
        } else {
            readOlderFiles();
        }
        const Json defaults = defaultTokens();
        for (const auto& [key, token] : defaults.items())
            if (contentOf(memberOf(config_, key.c_str())).empty())
                config_[key] = token;
        nameSpecialTokens();
    }

    const Json& config() const { return config_; }
    std::string named(const char* key) const { return contentOf(memberOf(config_, key)); }

    const std::vector<AddedToken>& tokens() const { return tokens_; }
    Json addedTokens() const {
        Json list = Json::array();
        for (const AddedToken& token : tokens_)
            list.push_back({
                {"id",          token.id        },
                {"content",     token.content   },
                {"single_word", token.singleWord},
                {"lstrip",      token.lstrip    },
                {"rstrip",      token.rstrip    },
                {"normalized",  token.normalized},
                {"special",     token.special   }
            });
        return list;
    }

private:
    std::int32_t idOfKey(const std::string& key) const {
        if (key.empty() || key.size() > 7 ||
            !std::all_of(key.begin(), key.end(), [](char c) { return c >= '0' && c <= '9'; }))
            throwWrongValue("added_tokens_decoder", "an object whose keys are ids", where_);
        return std::stoi(key);
    }

    void keep(std::int32_t id, AddedToken token) {
        token.id = id;
        decoder_[id] = std::move(token);
    }

    void readOlderFiles() {
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
            if (token.id < 0)
                throwWrongValue("id", "a whole number in range", where_);
            keep(token.id, token);
        }
    }

    bool isNamed(const std::string& content) const {
        return std::any_of(kNamedTokens.begin(), kNamedTokens.end(),
                           [&](const char* key) { return named(key) == content; });
    }

    void add(AddedToken token) {
        const bool known = std::any_of(tokens_.begin(), tokens_.end(), [&](const AddedToken& t) {
            return t.content == token.content;
        });
        if (token.content.empty() || known)
            return;
        tokens_.push_back(std::move(token));
    }

    void nameSpecialTokens() {
        for (const auto& [id, token] : decoder_) {
            AddedToken one = token;
            one.special = one.special || isNamed(one.content);
            add(one);
        }
        for (const char* key : kNamedTokens) {
            AddedToken one = addedTokenOf(memberOf(config_, key), where_);
            one.special = true;
            add(one);
        }
        const Json& extra = memberOf(config_, "extra_special_tokens");
        const Json& older = memberOf(config_, "additional_special_tokens");
        for (const Json& token : extra.empty() ? older : extra) {
            AddedToken one = addedTokenOf(token, where_);
            one.special = true;
            add(one);
        }
    }

    const BertClassFiles& files_;
    const std::string& where_;
    Json config_;
    std::map<std::int32_t, AddedToken> decoder_;
    std::vector<AddedToken> tokens_;
};

Json specialPiece(const std::string& token, int typeId) {
    return {
        {"SpecialToken", {{"id", token}, {"type_id", typeId}}}
    };
}
Json textPiece(const char* which, int typeId) {
    return {
        {"Sequence", {{"id", which}, {"type_id", typeId}}}
    };
}

Json describePostProcessor(const std::string& cls, std::int32_t clsId, const std::string& sep,
                           std::int32_t sepId) {
    const auto entry = [](const std::string& token, std::int32_t id) {
        return Json{
            {"id",     token  },
            {"ids",    {id}   },
            {"tokens", {token}}
        };
    };
    return {
        {"type",           "TemplateProcessing"                                           },
        {"single",         {specialPiece(cls, 0), textPiece("A", 0), specialPiece(sep, 0)}},
        {"pair",
         {specialPiece(cls, 0), textPiece("A", 0), specialPiece(sep, 0), textPiece("B", 1),
          specialPiece(sep, 1)}                                                           },
        {"special_tokens", {{cls, entry(cls, clsId)}, {sep, entry(sep, sepId)}}           }
    };
}

// Null counts as `lowercase`, and the two files may say it either way.
bool sameNormalizer(const Json& a, const Json& b) {
    if (!a.is_object() || !b.is_object())
        return a == b;
    const auto resolved = [](Json json) {
        if (memberOf(json, "strip_accents").is_null())
            json["strip_accents"] = memberOf(json, "lowercase");
        return json;
    };
    return resolved(a) == resolved(b);
}

Problem ignored(const std::string& where, const char* part) {
    Problem problem;
    problem.severity = Problem::Severity::Warning;
    problem.where = where;
    problem.message = say(ATTUNE_TEXT("core", "transformers ignores the %1 of this file, since the "
                                              "model names a tokenizer class; Attune follows it."),
                          part);
    problem.hint = say(ATTUNE_TEXT("core", "To have the file used as it stands, write "
                                           "\"tokenizer_class\": \"PreTrainedTokenizerFast\" in "
                                           "tokenizer_config.json."));
    return problem;
}

} // namespace

bool isBertClass(const std::string& className) {
    static constexpr std::array kClasses{
        "BertTokenizer",       "DistilBertTokenizer",         "ElectraTokenizer",
        "MobileBertTokenizer", "LayoutLMTokenizer",           "SqueezeBertTokenizer",
        "LxmertTokenizer",     "DPRQuestionEncoderTokenizer", "DPRContextEncoderTokenizer",
        "DPRReaderTokenizer"};
    return std::find(kClasses.begin(), kClasses.end(), className) != kClasses.end();
}

std::string classOfModelType(const std::string& modelType) {
    static constexpr std::array kBert{"bert",     "distilbert",    "electra", "mobilebert",
                                      "layoutlm", "megatron-bert", "ernie",   "squeezebert",
                                      "nezha",    "nomic_bert",    "convbert"};
    return std::find(kBert.begin(), kBert.end(), modelType) != kBert.end() ? "BertTokenizer" : "";
}

bool isUnreadClass(const std::string& className) {
    static constexpr std::array kUnread{"MPNetTokenizer", "SplinterTokenizer", "FunnelTokenizer",
                                        "RoFormerTokenizer", "BertJapaneseTokenizer"};
    return std::find(kUnread.begin(), kUnread.end(), className) != kUnread.end();
}

Json describeBertClass(const BertClassFiles& files, const std::string& where, Problems& warnings) {
    const Reader reader(files, where);
    const Json& config = reader.config();
    const bool lower = boolOf(config, "do_lower_case", true, where);
    const bool chinese = boolOf(config, "tokenize_chinese_chars", true, where);
    boolOf(config, "strip_accents", lower, where); // checked; null stays null

    Json made = files.tokenizer.is_object() ? files.tokenizer : Json::object();
    const Json& oldModel = memberOf(files.tokenizer, "model");
    if (files.tokenizer.is_object()) {
        const std::string kind = kindOf(oldModel, "model", where);
        if (!kind.empty() && kind != "WordPiece")
            throwUnknownKind("model", kind, {"WordPiece"}, where);
    }
    Json vocabulary = files.tokenizer.is_object() ? memberOf(oldModel, "vocab") : files.vocabulary;
    made["version"] = "1.0";
    made["normalizer"] = {
        {"type",                 "BertNormalizer"},
        {"clean_text",           true            },
        {"handle_chinese_chars", chinese         },
        {"strip_accents",        memberOf(config,  "strip_accents")},
        {"lowercase",                      lower                           }
    };
    made["pre_tokenizer"] = {
        {"type", "BertPreTokenizer"}
    };
    made["model"] = {
        {"type",                      "WordPiece"              },
        {"unk_token",                 reader.named("unk_token")},
        {"continuing_subword_prefix", "##"                     },
        {"max_input_chars_per_word",  100                      }
    };
    made["decoder"] = {
        {"type",    "WordPiece"},
        {"prefix",  "##"       },
        {"cleanup", true       }
    };
    made["added_tokens"] = reader.addedTokens();

    // Tokens that the vocabulary lacks get an id only when they are added.
    Problems unused;
    const AddedTokens added(reader.tokens(), Vocabulary::fromJson(vocabulary, where), nullptr,
                            where, unused);
    for (Json& token : made["added_tokens"])
        token["id"] = added.find(token["content"].get<std::string>()).value_or(0);
    const std::string cls = reader.named("cls_token");
    const std::string sep = reader.named("sep_token");
    made["post_processor"] =
        describePostProcessor(cls, added.find(cls).value_or(2), sep, added.find(sep).value_or(3));

    if (files.tokenizer.is_object()) {
        if (!sameNormalizer(memberOf(files.tokenizer, "normalizer"), made["normalizer"]))
            warnings.push_back(ignored(where, "normalizer"));
        if (memberOf(files.tokenizer, "pre_tokenizer") != made["pre_tokenizer"])
            warnings.push_back(ignored(where, "pre_tokenizer"));
        const Json& oldProcessor = memberOf(files.tokenizer, "post_processor");
        if (oldProcessor != made["post_processor"] &&
            memberOf(oldProcessor, "type") != "BertProcessing" && !oldProcessor.is_null())
            warnings.push_back(ignored(where, "post_processor"));
        for (const auto& [key, value] : made["model"].items())
            if (key != "type" && !memberOf(oldModel, key.c_str()).is_null() &&
                memberOf(oldModel, key.c_str()) != value)
                warnings.push_back(ignored(where, key.c_str()));
    }
    made["model"]["vocab"] = std::move(vocabulary);
    return made;
}

} // namespace attune
