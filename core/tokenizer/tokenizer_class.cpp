// SPDX-License-Identifier: GPL-3.0-or-later
// The classes, one function each, and the table that names them.
#include "tokenizer/tokenizer_class.h"

#include "tokenizer/json_fields.h"

#include <algorithm>
#include <functional>

namespace attune {
namespace {

// What a class builds: members of tokenizer.json.
struct Built {
    Json normalizer;
    Json preTokenizer;
    Json model; // without "vocab" and "merges"
    Json decoder;
    Json postProcessor;              // filled in when ids are known
    bool keepsPostProcessor = false; // that of tokenizer.json, where there is one
};

// What a class may ask.
struct Asked {
    const ClassFiles& files;
    const ClassTokens& tokens;
    const Json& vocabulary;
    const Json& charsmap;
    const std::string& where;
    std::function<std::int32_t(const char*, std::int32_t)> idOf; // of "cls_token"; if it is unknown

    bool flag(const char* key, bool absent) const {
        return boolOf(tokens.config(), key, absent, where);
    }
};

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

// ---- vocabularies of a .model, as each class orders them (convert_slow_tokenizer.py)

Json scored(const std::string& piece, double score) { return Json::array({piece, score}); }

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

// ---- the table

Json bertTokens() {
    return {
        {"unk_token",  "[UNK]" },
        {"sep_token",  "[SEP]" },
        {"pad_token",  "[PAD]" },
        {"cls_token",  "[CLS]" },
        {"mask_token", "[MASK]"}
    };
}
Json robertaTokens() {
    return {
        {"bos_token",  "<s>"   },
        {"eos_token",  "</s>"  },
        {"sep_token",  "</s>"  },
        {"cls_token",  "<s>"   },
        {"unk_token",  "<unk>" },
        {"pad_token",  "<pad>" },
        {"mask_token", "<mask>"}
    };
}
Json mpnetTokens() {
    Json tokens = robertaTokens();
    tokens["unk_token"] = "[UNK]";
    return tokens;
}
Json camembertTokens() {
    Json tokens = robertaTokens();
    tokens["additional_special_tokens"] =
        Json::array({"<s>NOTUSED", "</s>NOTUSED", "<unk>NOTUSED"});
    return tokens;
}
Json albertTokens() {
    return {
        {"bos_token",  "[CLS]" },
        {"eos_token",  "[SEP]" },
        {"unk_token",  "<unk>" },
        {"sep_token",  "[SEP]" },
        {"pad_token",  "<pad>" },
        {"cls_token",  "[CLS]" },
        {"mask_token", "[MASK]"}
    };
}
Json debertaTokens() {
    Json tokens = albertTokens();
    tokens["unk_token"] = "[UNK]";
    tokens["pad_token"] = "[PAD]";
    return tokens;
}

struct ClassKind {
    const char* name;
    const char* model; // kind of model it has
    Json (*defaults)();
    bool maskTakesSpace;
    void (*build)(const Asked&, Built&);
    Json (*order)(const Json& pieces, const ClassTokens& tokens); // of a .model's pieces
};

constexpr ClassKind bertKind(const char* name) {
    return {name, "WordPiece", bertTokens, false, buildBert, nullptr};
}

constexpr ClassKind kClasses[] = {
    bertKind("BertTokenizer"),
    bertKind("DistilBertTokenizer"),
    bertKind("ElectraTokenizer"),
    bertKind("MobileBertTokenizer"),
    bertKind("LayoutLMTokenizer"),
    bertKind("SqueezeBertTokenizer"),
    bertKind("LxmertTokenizer"),
    bertKind("DPRQuestionEncoderTokenizer"),
    bertKind("DPRContextEncoderTokenizer"),
    bertKind("DPRReaderTokenizer"),
    {"MPNetTokenizer",      "WordPiece", mpnetTokens,     true,  buildMpnet,      nullptr             },
    {"RobertaTokenizer",    "BPE",       robertaTokens,   false, buildRoberta,    nullptr             },
    {"XLMRobertaTokenizer", "Unigram",   robertaTokens,   false, buildXlmRoberta, xlmRobertaVocabulary},
    {"CamembertTokenizer",  "Unigram",   camembertTokens, true,  buildCamembert,  camembertVocabulary },
    {"AlbertTokenizer",     "Unigram",   albertTokens,    false, buildAlbert,     piecesInOrder       },
    {"DebertaV2Tokenizer",  "Unigram",   debertaTokens,   false, buildDeberta,    piecesInOrder       },
};

const ClassKind* kindOfClass(const std::string& name) {
    for (const ClassKind& kind : kClasses)
        if (name == kind.name)
            return &kind;
    return nullptr;
}

// Null counts as `lowercase`, and the two files may say it either way.
bool sameNormalizer(const Json& a, const Json& b) {
    if (!a.is_object() || !b.is_object())
        return a == b;
    const auto resolved = [](Json json) {
        if (memberOf(json, "type") == "BertNormalizer" && memberOf(json, "strip_accents").is_null())
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

// The charsmap of the first Precompiled normaliser of a tokenizer.json.
Json charsmapOf(const Json& normalizer) {
    if (memberOf(normalizer, "type") == "Precompiled")
        return memberOf(normalizer, "precompiled_charsmap");
    for (const Json& step : memberOf(normalizer, "normalizers"))
        if (memberOf(step, "type") == "Precompiled")
            return memberOf(step, "precompiled_charsmap");
    return nullptr;
}

// What of the folder's file is not what the class does.
void warnOfDifferences(const Json& file, const Json& made, const std::string& where,
                       Problems& warnings) {
    if (!sameNormalizer(memberOf(file, "normalizer"), made["normalizer"]))
        warnings.push_back(ignored(where, "normalizer"));
    if (memberOf(file, "pre_tokenizer") != made["pre_tokenizer"])
        warnings.push_back(ignored(where, "pre_tokenizer"));
    const Json& processor = memberOf(file, "post_processor");
    const bool sameKind =
        memberOf(processor, "type") == "BertProcessing" && made["model"]["type"] == "WordPiece";
    if (processor != made["post_processor"] && !sameKind && !processor.is_null())
        warnings.push_back(ignored(where, "post_processor"));
    for (const auto& [key, value] : made["model"].items()) {
        const Json& old = memberOf(memberOf(file, "model"), key.c_str());
        if (key != "type" && !old.is_null() && old != value)
            warnings.push_back(ignored(where, key.c_str()));
    }
}

} // namespace

bool isBuiltClass(const std::string& className) { return kindOfClass(className) != nullptr; }

std::string classOfModelType(const std::string& modelType) {
    struct Named {
        const char* type;
        const char* className;
    };
    static constexpr Named kNamed[] = {
        {"bert",          "BertTokenizer"      },
        {"distilbert",    "BertTokenizer"      },
        {"electra",       "BertTokenizer"      },
        {"mobilebert",    "BertTokenizer"      },
        {"layoutlm",      "BertTokenizer"      },
        {"megatron-bert", "BertTokenizer"      },
        {"ernie",         "BertTokenizer"      },
        {"squeezebert",   "BertTokenizer"      },
        {"nezha",         "BertTokenizer"      },
        {"nomic_bert",    "BertTokenizer"      },
        {"convbert",      "BertTokenizer"      },
        {"roberta",       "RobertaTokenizer"   },
        {"xlm-roberta",   "XLMRobertaTokenizer"},
        {"camembert",     "CamembertTokenizer" },
        {"albert",        "AlbertTokenizer"    },
        {"deberta-v2",    "DebertaV2Tokenizer" },
        {"mpnet",         "MPNetTokenizer"     },
    };
    for (const Named& named : kNamed)
        if (modelType == named.type)
            return named.className;
    return "";
}

bool isUnreadClass(const std::string& className) {
    static constexpr const char* kUnread[] = {
        "SplinterTokenizer", "FunnelTokenizer",  "RoFormerTokenizer", "BertJapaneseTokenizer",
        "DebertaTokenizer",  "BigBirdTokenizer", "XLNetTokenizer",    "T5Tokenizer"};
    return std::find(std::begin(kUnread), std::end(kUnread), className) != std::end(kUnread);
}

std::string modelKindOf(const std::string& className) {
    const ClassKind* kind = kindOfClass(className);
    return kind ? kind->model : "";
}

Json describeClass(const std::string& className, const ClassFiles& files, const std::string& where,
                   Problems& warnings) {
    const ClassKind& kind = *kindOfClass(className);
    const ClassTokens tokens(files, kind.defaults(), kind.maskTakesSpace, where);
    const bool hasFile = files.tokenizer.is_object();
    Json made = hasFile ? files.tokenizer : Json::object();
    const Json oldModel = memberOf(files.tokenizer, "model");
    if (hasFile) {
        const std::string found = kindOf(oldModel, "model", where);
        if (!found.empty() && found != kind.model)
            throwUnknownKind("model", found, {kind.model}, where);
    }
    Json vocabulary = hasFile      ? memberOf(oldModel, "vocab")
                      : kind.order ? kind.order(files.vocabulary, tokens)
                                   : files.vocabulary;
    const Json charsmap =
        hasFile ? charsmapOf(memberOf(files.tokenizer, "normalizer")) : files.charsmap;

    // Tokens that the vocabulary lacks get an id only when they are added.
    Problems unused;
    const AddedTokens added(tokens.tokens(), Vocabulary::fromAny(vocabulary, where), nullptr, where,
                            unused);
    Built built;
    const Asked asked{
        files, tokens, vocabulary, charsmap, where, [&](const char* key, std::int32_t absent) {
            return added.find(tokens.named(key)).value_or(absent);
        }};
    kind.build(asked, built);
    made["version"] = "1.0";
    made["added_tokens"] = tokens.describe(added);
    made["normalizer"] = std::move(built.normalizer);
    made["pre_tokenizer"] = std::move(built.preTokenizer);
    made["decoder"] = std::move(built.decoder);
    made["model"] = std::move(built.model);
    const Json& oldProcessor = memberOf(files.tokenizer, "post_processor");
    made["post_processor"] = built.keepsPostProcessor && !oldProcessor.is_null()
                                 ? oldProcessor
                                 : std::move(built.postProcessor);
    if (hasFile)
        warnOfDifferences(files.tokenizer, made, where, warnings);
    made["model"]["vocab"] = std::move(vocabulary);
    if (std::string_view(kind.model) == "BPE")
        made["model"]["merges"] = hasFile ? memberOf(oldModel, "merges") : files.merges;
    return made;
}

} // namespace attune
