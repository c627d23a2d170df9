// SPDX-License-Identifier: GPL-3.0-or-later
// The classes, one function each.
#include "tokenizer/class_builders.h"

namespace attune {
namespace {

Json sequenceOf(const char* type, const char* key, Json list) {
    return {
        {"type", type           },
        {key,    std::move(list)}
    };
}
Json kindNamed(const char* type) {
    return {
        {"type", type}
    };
}

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

// cls A sep, and cls A sep B sep with `middle` more separators and the second text of `secondType`.
Json templateOf(const std::string& cls, std::int32_t clsId, const std::string& sep,
                std::int32_t sepId, int middle, int secondType) {
    const auto entry = [](const std::string& token, std::int32_t id) {
        return Json{
            {"id",     token               },
            {"ids",    Json::array({id})   },
            {"tokens", Json::array({token})}
        };
    };
    Json single = Json::array({specialPiece(cls, 0), textPiece("A", 0), specialPiece(sep, 0)});
    Json pair = single;
    for (int i = 0; i < middle; ++i)
        pair.push_back(specialPiece(sep, 0));
    pair.push_back(textPiece("B", secondType));
    pair.push_back(specialPiece(sep, secondType));
    return {
        {"type",           "TemplateProcessing"                                },
        {"single",         std::move(single)                                   },
        {"pair",           std::move(pair)                                     },
        {"special_tokens", {{cls, entry(cls, clsId)}, {sep, entry(sep, sepId)}}}
    };
}

Json robertaProcessor(const Asked& asked, const char* cls, std::int32_t clsId, std::int32_t sepId,
                      bool trim, bool prefixSpace) {
    return {
        {"type",             "RobertaProcessing"                                  },
        {"sep",              Json::array({asked.tokens.named("sep_token"), sepId})},
        {"cls",              Json::array({asked.tokens.named(cls), clsId})        },
        {"trim_offsets",     trim                                                 },
        {"add_prefix_space", prefixSpace                                          }
    };
}

Json metaspace(const char* scheme) {
    return {
        {"type",           "Metaspace"},
        {"replacement",    "▁"      },
        {"prepend_scheme", scheme     },
        {"split",          true       }
    };
}

Json unigramModel(std::int64_t unknownId) {
    return {
        {"type",          "Unigram"},
        {"unk_id",        unknownId},
        {"byte_fallback", false    }
    };
}

Json precompiled(const Json& charsmap) {
    return {
        {"type",                 "Precompiled"},
        {"precompiled_charsmap", charsmap     }
    };
}

Json replaced(const char* kind, const char* pattern, const char* content) {
    return {
        {"type",    "Replace"        },
        {"pattern", {{kind, pattern}}},
        {"content", content          }
    };
}

void buildWordPiece(const Asked& asked, Built& made) {
    const Json& config = asked.tokens.config();
    boolOf(config, "strip_accents", true, asked.where); // checked; null stays null
    made.normalizer = {
        {"type",            "BertNormalizer"},
        {                      "clean_text",             true                },
        { "handle_chinese_chars",            asked.flag("tokenize_chinese_chars",                            true)},
        {        "strip_accents", memberOf(config,                 "strip_accents")},
        {            "lowercase",            asked.flag("do_lower_case",                            true)}
    };
    made.preTokenizer = kindNamed("BertPreTokenizer");
    made.model = {
        {"type",                      "WordPiece"                    },
        {"unk_token",                 asked.tokens.named("unk_token")},
        {"continuing_subword_prefix", "##"                           },
        {"max_input_chars_per_word",  100                            }
    };
    made.decoder = {
        {"type",    "WordPiece"},
        {"prefix",  "##"       },
        {"cleanup", true       }
    };
}

void buildSpaced(const Asked& asked, Built& made, std::int64_t unknownId) {
    const char* scheme = asked.flag("add_prefix_space", true) ? "always" : "never";
    made.preTokenizer = sequenceOf("Sequence", "pretokenizers",
                                   Json::array({kindNamed("WhitespaceSplit"), metaspace(scheme)}));
    made.model = unigramModel(unknownId);
    made.decoder = metaspace(scheme);
}

std::int64_t indexOf(const Json& vocabulary, const std::string& token, std::int64_t absent) {
    for (std::size_t i = 0; i < vocabulary.size(); ++i)
        if (vocabulary[i].is_array() && !vocabulary[i].empty() && vocabulary[i][0] == token)
            return static_cast<std::int64_t>(i);
    return absent;
}

Json scored(const std::string& piece, double score) { return Json::array({piece, score}); }

} // namespace

void buildBert(const Asked& asked, Built& made) {
    buildWordPiece(asked, made);
    made.postProcessor =
        templateOf(asked.tokens.named("cls_token"), asked.idOf("cls_token", 2),
                   asked.tokens.named("sep_token"), asked.idOf("sep_token", 3), 0, 1);
}

void buildMpnet(const Asked& asked, Built& made) {
    buildWordPiece(asked, made);
    made.postProcessor = robertaProcessor(asked, "cls_token", asked.idOf("cls_token", 0),
                                          asked.idOf("sep_token", 2), true, false);
}

void buildRoberta(const Asked& asked, Built& made) {
    const bool prefixSpace = asked.flag("add_prefix_space", false);
    made.preTokenizer = {
        {"type",             "ByteLevel"},
        {"add_prefix_space", prefixSpace},
        {"trim_offsets",     true       },
        {"use_regex",        true       }
    };
    made.model = {
        {"type",                      "BPE"  },
        {"dropout",                   nullptr},
        {"unk_token",                 nullptr},
        {"continuing_subword_prefix", ""     },
        {"end_of_word_suffix",        ""     },
        {"fuse_unk",                  false  },
        {"byte_fallback",             false  },
        {"ignore_merges",             false  }
    };
    made.decoder = {
        {"type",             "ByteLevel"},
        {"add_prefix_space", true       },
        {"trim_offsets",     true       },
        {"use_regex",        true       }
    };
    made.postProcessor =
        robertaProcessor(asked, "cls_token", asked.idOf("cls_token", 0), asked.idOf("sep_token", 0),
                         asked.flag("trim_offsets", true), prefixSpace);
}

void buildXlmRoberta(const Asked& asked, Built& made) {
    buildSpaced(asked, made, 3);
    made.normalizer = asked.charsmap.is_null() ? Json() : precompiled(asked.charsmap);
    made.postProcessor =
        templateOf(asked.tokens.named("bos_token"), asked.idOf("bos_token", 0),
                   asked.tokens.named("eos_token"), asked.idOf("eos_token", 0), 1, 0);
}

void buildCamembert(const Asked& asked, Built& made) {
    buildXlmRoberta(asked, made);
    made.model["unk_id"] = indexOf(asked.vocabulary, asked.tokens.named("unk_token"), 0);
}

void buildAlbert(const Asked& asked, Built& made) {
    buildSpaced(asked, made, 1);
    Json steps = Json::array({replaced("String", "``", "\""), replaced("String", "''", "\"")});
    if (!asked.flag("keep_accents", false)) {
        steps.push_back(kindNamed("NFKD"));
        steps.push_back(kindNamed("StripAccents"));
    }
    if (asked.flag("do_lower_case", true))
        steps.push_back(kindNamed("Lowercase"));
    if (!asked.charsmap.is_null())
        steps.push_back(precompiled(asked.charsmap));
    made.normalizer = sequenceOf("Sequence", "normalizers", std::move(steps));
    made.postProcessor =
        templateOf("[CLS]", asked.idOf("cls_token", 0), "[SEP]", asked.idOf("sep_token", 0), 0, 1);
    made.keepsPostProcessor = true;
}

void buildDeberta(const Asked& asked, Built& made) {
    const std::string unknown = asked.tokens.named("unk_token");
    std::int64_t unknownId =
        asked.files.tokenizer.is_null()
            ? asked.files.unknownId
            : numberOf(asked.tokens.config(), "unk_id", 1, Vocabulary::kHighestId, asked.where);
    const std::int64_t listed = indexOf(asked.vocabulary, unknown, -1);
    if (listed >= 0 && asked.vocabulary[static_cast<std::size_t>(listed)].size() == 2 &&
        asked.vocabulary[static_cast<std::size_t>(listed)][1] == 0.0)
        unknownId = listed;
    Json steps = Json::array();
    if (asked.flag("do_lower_case", false))
        steps.push_back(kindNamed("Lowercase"));
    steps.push_back(replaced("Regex", R"(\s{2,}|[\n\r\t])", " "));
    steps.push_back(kindNamed("NFC"));
    steps.push_back({
        {"type",        "Strip"},
        {"strip_left",  false  },
        {"strip_right", true   }
    });
    made.normalizer = sequenceOf("Sequence", "normalizers", std::move(steps));
    const char* scheme = asked.flag("add_prefix_space", true) ? "always" : "first";
    Json splitters = Json::array();
    if (asked.flag("split_by_punct", false))
        splitters.push_back({
            {"type",     "Punctuation"},
            {"behavior", "Isolated"   }
        });
    splitters.push_back(metaspace(scheme));
    made.preTokenizer = sequenceOf("Sequence", "pretokenizers", std::move(splitters));
    made.model = unigramModel(unknownId);
    made.decoder = metaspace(scheme);
    made.postProcessor =
        templateOf(asked.tokens.named("cls_token"), asked.idOf("cls_token", 0),
                   asked.tokens.named("sep_token"), asked.idOf("sep_token", 0), 0, 1);
}

Json xlmRobertaVocabulary(const Json& pieces, const ClassTokens& tokens) {
    Json list = Json::array();
    for (const char* key : {"bos_token", "pad_token", "eos_token", "unk_token"})
        list.push_back(scored(tokens.named(key), 0));
    for (std::size_t i = 3; i < pieces.size(); ++i)
        list.push_back(pieces[i]);
    list.push_back(scored(tokens.named("mask_token"), 0));
    return list;
}

Json camembertVocabulary(const Json& pieces, const ClassTokens& tokens) {
    Json list = Json::array({scored("<s>NOTUSED", 0), scored(tokens.named("pad_token"), 0),
                             scored("</s>NOTUSED", 0), scored(tokens.named("unk_token"), 0),
                             scored("<unk>NOTUSED", -100)});
    for (std::size_t i = 1; i < pieces.size(); ++i)
        list.push_back(pieces[i]);
    list.push_back(scored(tokens.named("mask_token"), 0));
    return list;
}

Json piecesInOrder(const Json& pieces, const ClassTokens&) { return pieces; }

} // namespace attune
