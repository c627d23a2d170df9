// SPDX-License-Identifier: GPL-3.0-or-later
// The table that names the classes.
#include "tokenizer/tokenizer_class.h"

#include "tokenizer/class_builders.h"
#include "tokenizer/json_fields.h"

#include <algorithm>

namespace attune {
namespace {

// ---- the special tokens of each class, unless its files say otherwise

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
