// SPDX-License-Identifier: GPL-3.0-or-later
// One table of members, found out by asking the library (tests/tokenizer/hostile_test.cpp asks it
// about every value of every kind).
#include "tokenizer/tokenizer_shape.h"

#include "text/utf8.h"
#include "tokenizer/json_fields.h"

#include <algorithm>
#include <limits>

namespace attune {
namespace {

enum class Shape { Nothing, Flag, Text, Letter, Natural, Steps, Pattern, TokenAndId };
enum class Presence { Needed, MayLack, MayBeNull }; // MayBeNull: may lack too

struct Rule {
    std::string_view part; // "normalizer", ...
    std::string_view type; // of that part
    const char* key;
    Shape shape;
    Presence presence = Presence::Needed;
};

constexpr Rule kRules[] = {
    {"normalizer",       "BertNormalizer", "clean_text",                      Shape::Flag                                                                              },
    {"normalizer",       "BertNormalizer", "handle_chinese_chars",            Shape::Flag                                                                              },
    {"normalizer",       "BertNormalizer", "strip_accents",                   Shape::Flag,                                                                               Presence::MayBeNull},
    {"normalizer",                  "BertNormalizer",                       "lowercase",                       Shape::Flag                                                                              },
    {"normalizer",                  "Strip",                       "strip_left",                                Shape::Flag        },
    {"normalizer",                  "Strip",                       "strip_right",                                Shape::Flag                                                                             },
    {"normalizer",                  "Replace",                       "pattern",                              Shape::Pattern          },
    {"normalizer",                  "Replace",                       "content",                              Shape::Text                                                                             },
    {"normalizer",                  "Prepend",                       "prepend",                              Shape::Text          },
    {"normalizer",                  "Sequence",                       "normalizers",                             Shape::Steps                                                                        },
    {"pre_tokenizer",                  "ByteLevel",                    "add_prefix_space",                         Shape::Flag    },
    {"pre_tokenizer",                  "ByteLevel",                    "trim_offsets",                         Shape::Flag                                                                            },
    {"pre_tokenizer",                  "ByteLevel",                    "use_regex",                         Shape::Flag,        Presence::MayLack},
    {"pre_tokenizer", "CharDelimiterSplit",                 "delimiter",                                    Shape::Letter                                                                                                 },
    {"pre_tokenizer",     "Metaspace",                     "replacement",     Shape::Letter},
    {"pre_tokenizer",     "Metaspace",                     "prepend_scheme",                                    Shape::Text,                                                                                                                                 Presence::MayLack},
    {"pre_tokenizer",       "Metaspace",      "split",    Shape::Flag,Presence::MayBeNull},
    {"pre_tokenizer",           "Split",           "pattern",                      Shape::Pattern                                                                                                                                                                },
    {"pre_tokenizer", "Split","behavior",Shape::Text},
    {"pre_tokenizer",           "Split",                    "invert",                                               Shape::Flag                                                                                                                                                                                                                   },
    {"pre_tokenizer", "Punctuation","behavior",Shape::Text,Presence::MayLack},
    {"pre_tokenizer",     "Digits",                      "individual_digits",                                                                               Shape::Flag                                                                                                                                                                                                                                                                                                                   },
    {"pre_tokenizer",    "FixedLength",        "length", Shape::Natural, Presence::MayLack},
    {"pre_tokenizer",    "Sequence",    "pretokenizers",                      Shape::Steps                                                                                                },
    {"post_processor",                  "BertProcessing",                    "sep",                                        Shape::TokenAndId                                                                                                              },
    {"post_processor",                  "BertProcessing",                   "cls",                   Shape::TokenAndId},
    {"post_processor",                  "RobertaProcessing",                   "sep",                   Shape::TokenAndId},
    {"post_processor",                  "RobertaProcessing",                   "cls",                Shape::TokenAndId                                                                                              },
    {"post_processor",                  "RobertaProcessing",                   "trim_offsets",                Shape::Flag                                                                                                           },
    {"post_processor",                  "RobertaProcessing",                   "add_prefix_space",                Shape::Flag},
    {"post_processor",                  "ByteLevel",                   "add_prefix_space",                Shape::Flag},
    {"post_processor",                  "ByteLevel",                   "trim_offsets",                        Shape::Flag                                                                                                  },
    {"post_processor",                  "ByteLevel",                   "use_regex",                        Shape::Flag,                                                                                                                        Presence::MayLack},
    {"post_processor",                  "Sequence",                   "processors",                        Shape::Steps},
    {"decoder", "ByteLevel",                 "add_prefix_space",                                   Shape::Flag},
    {"decoder",      "ByteLevel",                      "trim_offsets",                        Shape::Flag                                                                                                                    },
    {"decoder",       "ByteLevel",                       "use_regex",              Shape::Flag,                                                                                                              Presence::MayLack},
    {"decoder",       "WordPiece",                       "prefix",                         Shape::Text},
    {"decoder",       "WordPiece",      "cleanup",                          Shape::Flag},
    {"decoder",          "Metaspace","replacement",  Shape::Letter                                                                                                      },
    {"decoder",         "Metaspace",         "prepend_scheme",                 Shape::Text,                                                                                                     Presence::MayLack},
    {"decoder",     "Metaspace",                "split",                                                Shape::Flag,                           Presence::MayBeNull},
    {"decoder",  "BPEDecoder","suffix",Shape::Text},
    {"decoder",   "CTC","pad_token",Shape::Text               },
    {"decoder",          "CTC",             "word_delimiter_token",                                        Shape::Text                                                                                                                       },
    {"decoder",          "CTC",                   "cleanup",                                             Shape::Flag                                                                                                                                                       },
    {"decoder",          "Replace",            "pattern",           Shape::Pattern                                                 },
    {"decoder",          "Replace",            "content",                  Shape::Text                                                   },
    {"decoder",          "Strip",        "content",                     Shape::Letter                                                                                     },
    {"decoder",          "Strip",        "start",                     Shape::Natural                                                                                 },
    {"decoder",          "Strip",          "stop",                           Shape::Natural                                                                                  },
    {"decoder",          "Fuse",          "type",                             Shape::Text                                                                                   },
    {"decoder",          "ByteFallback",          "type",                            Shape::Text                                                                            },
    {"decoder",          "Sequence",           "decoders",                             Shape::Steps                                                                              },
    {"model",          "WordPiece",   "unk_token",                     Shape::Text                                                                       },
    {"model",          "WordPiece",       "continuing_subword_prefix",                    Shape::Text                                                                    },
    {"model",            "WordPiece",        "max_input_chars_per_word",                            Shape::Natural                                                                                     },
    {"model",            "WordLevel",        "unk_token",        Shape::Text                                                                  },
    {"model",            "Unigram",      "byte_fallback",      Shape::Flag,                                                      Presence::MayLack},
    {"truncation",            "",      "max_length",                     Shape::Natural                                                                                           },
    {"truncation",            "",        "strategy",                     Shape::Text                                                                                             },
    {"truncation",                  "",                       "stride",                                           Shape::Natural                                                                                                                  },
    {"truncation",                  "",                       "direction",                                           Shape::Text,                        Presence::MayLack},
    {"padding",                  "",                       "strategy",                                     Shape::Nothing  },
    {"padding",                  "",                       "direction",                                     Shape::Text},
    {"padding", "",                 "pad_to_multiple_of",                                          Shape::Natural,                                                                                         Presence::MayBeNull},
    {"padding",    "",                    "pad_id",         Shape::Natural                                                                            },
    {"padding",       "",                       "pad_type_id",            Shape::Natural                                                                                                                        },
    {"padding",    "", "pad_token",Shape::Text},
};

// What a value should have been, nullptr when it is.
const char* wrongIn(const Json& value, Shape shape) {
    switch (shape) {
    case Shape::Nothing:
        return nullptr;
    case Shape::Flag:
        return value.is_boolean() ? nullptr : "true or false";
    case Shape::Text:
        return value.is_string() ? nullptr : "a text";
    case Shape::Letter:
        return value.is_string() && toUtf32(value.get<std::string>()).size() == 1 ? nullptr
                                                                                  : "one character";
    case Shape::Natural:
        return wholeNumber(value, std::numeric_limits<std::uint32_t>::max())
                   ? nullptr
                   : "a whole number in range";
    case Shape::Steps:
        return value.is_array() ? nullptr : "a list";
    case Shape::Pattern:
        return value.is_object() && value.size() == 1 &&
                       (memberOf(value, "String").is_string() ||
                        memberOf(value, "Regex").is_string())
                   ? nullptr
                   : "an object with “String” or “Regex”";
    case Shape::TokenAndId:
        return value.is_array() && value.size() == 2 && value[0].is_string() ? nullptr
                                                                             : "a token and its id";
    }
    return nullptr;
}

// "LongestFirst" and the like; `strategy` of padding may also be {"Fixed": 128}.
void checkChoice(const Json& object, const char* key,
                 std::initializer_list<std::string_view> choices, const std::string& where) {
    const Json& value = memberOf(object, key);
    if (value.is_null())
        return;
    const bool fixed =
        value.is_object() && value.size() == 1 && choices.size() == 1 &&
        wholeNumber(memberOf(value, "Fixed"), std::numeric_limits<std::int64_t>::max());
    const bool known =
        value.is_string() && std::find(choices.begin(), choices.end(),
                                       value.get_ref<const std::string&>()) != choices.end();
    if (!fixed && !known)
        throwWrongValue(key, "one that is known", where);
}

void checkPart(std::string_view part, const Json& json, const std::string& where) {
    const std::string name(part);
    const std::string type = kindOf(json, name.c_str(), where);
    if (json.contains("type") && json["type"].is_null())
        throwWrongValue("type", "a text", where);
    bool known = false;
    for (const Rule& rule : kRules) {
        if (rule.part != part || (rule.type != type && !rule.type.empty()))
            continue;
        known = true;
        const auto found = json.find(rule.key);
        const bool lacks = found == json.end();
        if (lacks && rule.presence == Presence::Needed)
            throwWrongValue(rule.key, "there, as it must be", where);
        if (lacks || (found->is_null() && rule.presence == Presence::MayBeNull))
            continue;
        if (const char* wanted = wrongIn(*found, rule.shape))
            throwWrongValue(rule.key, wanted, where);
        if (rule.shape == Shape::Steps)
            for (const Json& step : *found)
                checkPart(part, step, where);
    }
    if (part == "decoder" && !known)
        throwUnknownKind("decoder", type,
                         {"BPEDecoder", "ByteFallback", "ByteLevel", "CTC", "Fuse", "Metaspace",
                          "Replace", "Sequence", "Strip", "WordPiece"},
                         where);
    if (part == "decoder")
        checkChoice(json, "prepend_scheme", {"always", "first", "never"}, where);
}

} // namespace

void checkTokenizerShape(const Json& tokenizer, const std::string& where) {
    for (const char* key : {"version", "added_tokens"})
        if (tokenizer.contains(key) && tokenizer[key].is_null())
            throwWrongValue(key, "there, as it must be", where);
    for (const char* part : {"truncation", "padding", "normalizer", "pre_tokenizer",
                             "post_processor", "decoder", "model"})
        if (const Json& json = memberOf(tokenizer, part); !json.is_null())
            checkPart(part, json, where);
    const Json& truncation = memberOf(tokenizer, "truncation");
    checkChoice(truncation, "strategy", {"LongestFirst", "OnlyFirst", "OnlySecond"}, where);
    checkChoice(truncation, "direction", {"Left", "Right"}, where);
    const Json& padding = memberOf(tokenizer, "padding");
    checkChoice(padding, "strategy", {"BatchLongest"}, where);
    checkChoice(padding, "direction", {"Left", "Right"}, where);
}

} // namespace attune
