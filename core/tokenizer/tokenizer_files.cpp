// SPDX-License-Identifier: GPL-3.0-or-later
// Hugging Face files in and out.
#include "tokenizer/tokenizer_files.h"

#include "base/files.h"
#include "hub/model_files.h"
#include "tokenizer/base64.h"
#include "tokenizer/json_fields.h"
#include "tokenizer/sentencepiece_description.h"
#include "tokenizer/token_model.h"
#include "tokenizer/tokenizer_class.h"
#include "tokenizer/tokenizer_shape.h"

#include <algorithm>

namespace attune {
namespace {

// Vocabularies of a million pieces, or of half a million tokens and as many merges.
constexpr JsonLimits kJsonLimits{.values = 5'000'000};

// The object in a file, null when there is no file; `content` takes the bytes.
Json readOptional(const fs::path& path, std::string* content = nullptr) {
    std::error_code failed;
    if (!fs::exists(path, failed))
        return nullptr;
    std::string text = readFile(path, kJsonLimits.bytes);
    Json json = parseJson(text, toUtf8(path), kJsonLimits);
    if (content)
        *content = std::move(text);
    if (!json.is_object())
        throw Error(say(ATTUNE_TEXT("core", "The file does not hold a JSON object.")), toUtf8(path),
                    say(ATTUNE_TEXT("core", "Download the model again.")));
    return json;
}

std::string withoutFast(std::string name) {
    if (name.size() > 4 && name.ends_with("Fast") && name != "PreTrainedTokenizerFast")
        name.resize(name.size() - 4);
    return name;
}

// Whether a class or a model type takes token_type_ids.
bool takesTypeIds(std::string_view name) {
    static constexpr const char* kWithout[] = {"DistilBertTokenizer",
                                               "RobertaTokenizer",
                                               "XLMRobertaTokenizer",
                                               "CamembertTokenizer",
                                               "MPNetTokenizer",
                                               "distilbert",
                                               "roberta",
                                               "xlm-roberta",
                                               "camembert",
                                               "mpnet",
                                               "modernbert"};
    return std::find(std::begin(kWithout), std::end(kWithout), name) == std::end(kWithout);
}

// The class by which transformers reads the folder, "" when no file tells.
std::string classOf(const Json& config, const Json& modelConfig, const std::string& where) {
    std::string name = textOf(config, "tokenizer_class", "", where);
    if (name.empty())
        name = textOf(modelConfig, "tokenizer_class", "", where);
    const std::string modelType = textOf(modelConfig, "model_type", "", where);
    if (modelType == "modernbert") // whatever class its files name
        return "";
    return name.empty() ? classOfModelType(modelType) : withoutFast(name);
}

Json vocabularyOfLines(const fs::path& path) {
    const std::string where = toUtf8(path);
    const Vocabulary vocabulary =
        Vocabulary::fromLines(readFile(path, std::uint64_t{256} << 20), where);
    Json json = Json::object();
    for (std::size_t id = 0; id < vocabulary.idEnd(); ++id)
        if (vocabulary.isUsed(static_cast<std::int32_t>(id)))
            json[vocabulary.tokenOf(static_cast<std::int32_t>(id))] = id;
    return json;
}

void checkVersion(const Json& tokenizer, const std::string& where) {
    static constexpr std::string_view kKeys[] = {"version",        "truncation", "padding",
                                                 "added_tokens",   "normalizer", "pre_tokenizer",
                                                 "post_processor", "decoder",    "model"};
    for (const auto& [key, value] : tokenizer.items())
        if (std::find(std::begin(kKeys), std::end(kKeys), key) == std::end(kKeys))
            throwWrongValue(key.c_str(), "known in a tokenizer.json", where);
    const Json& version = memberOf(tokenizer, "version");
    if (version.is_null() || version == "1.0")
        return;
    throw Error(say(ATTUNE_TEXT("core", "This tokenizer.json has the version %1; Attune reads "
                                        "version 1.0."),
                    version.dump(-1, ' ', true, Json::error_handler_t::replace)),
                where,
                say(ATTUNE_TEXT("core", "Save the tokenizer with a current release of the "
                                        "tokenizers library.")));
}

// Keys that speak of the old place or of code, or that the new files settle themselves.
constexpr const char* kDroppedKeys[] = {"auto_map",
                                        "name_or_path",
                                        "tokenizer_file",
                                        "vocab_file",
                                        "is_local",
                                        "local_files_only",
                                        "special_tokens_map_file",
                                        "max_length",
                                        "truncation_strategy",
                                        "stride",
                                        "pad_to_multiple_of"};

Json configToWrite(const TokenizerSource& source, std::size_t modelMaxLength) {
    Json config = source.config;
    for (const char* key : kDroppedKeys)
        config.erase(key);
    config["tokenizer_class"] = source.className;
    config.erase("model_max_length");
    if (modelMaxLength > 0)
        config["model_max_length"] = modelMaxLength;
    if (memberOf(config, "model_input_names").is_null())
        config["model_input_names"] = source.usesTypeIds
                                          ? Json{"input_ids", "token_type_ids", "attention_mask"}
                                          : Json{"input_ids", "attention_mask"};
    const Json& normalizer = memberOf(source.tokenizer, "normalizer");
    if (memberOf(normalizer, "type") == "BertNormalizer") {
        config["do_lower_case"] = memberOf(normalizer, "lowercase");
        config["strip_accents"] = memberOf(normalizer, "strip_accents");
        config["tokenize_chinese_chars"] = memberOf(normalizer, "handle_chinese_chars");
    }
    if (source.builtClass)
        return config;
    // tokenizer.json as it stands: name the usual special tokens that it lists.
    struct Usual {
        const char* key;
        std::string_view token;
    };
    static constexpr Usual kUsual[] = {
        {"unk_token",  "[UNK]" },
        {"sep_token",  "[SEP]" },
        {"pad_token",  "[PAD]" },
        {"cls_token",  "[CLS]" },
        {"mask_token", "[MASK]"},
        {"bos_token",  "<s>"   },
        {"eos_token",  "</s>"  },
        {"unk_token",  "<unk>" },
        {"sep_token",  "</s>"  },
        {"pad_token",  "<pad>" },
        {"cls_token",  "<s>"   },
        {"mask_token", "<mask>"}
    };
    const Json& added = memberOf(source.tokenizer, "added_tokens");
    for (const Usual& usual : kUsual) {
        const bool listed = std::any_of(added.begin(), added.end(), [&](const Json& one) {
            return memberOf(one, "content") == usual.token;
        });
        if (memberOf(config, usual.key).is_null() && listed)
            config[usual.key] = usual.token;
    }
    return config;
}

// The usual order of keys, and the vocabulary by id.
OrderedJson ordered(const Json& tokenizer, const OrderedJson& vocabularyJson) {
    OrderedJson out;
    for (const char* key : {"version", "truncation", "padding", "added_tokens", "normalizer",
                            "pre_tokenizer", "post_processor", "decoder", "model"}) {
        if (std::string_view(key) == "model") {
            OrderedJson model;
            for (const auto& [name, value] : tokenizer.at("model").items())
                if (name != "vocab")
                    model[name] = OrderedJson(value);
            model["vocab"] = vocabularyJson;
            out["model"] = std::move(model);
        } else {
            out[key] = OrderedJson(memberOf(tokenizer, key));
        }
    }
    for (const auto& [key, value] : tokenizer.items())
        if (!out.contains(key))
            out[key] = OrderedJson(value);
    return out;
}

// Python reads what was written only if no token holds a line break or ends in white space.
bool fitsLines(const Vocabulary& vocabulary) {
    for (std::size_t i = 0; i < vocabulary.idEnd(); ++i) {
        const std::string& token = vocabulary.tokenOf(static_cast<std::int32_t>(i));
        if (token.empty() || token.find_first_of("\n\r") != std::string::npos)
            return false;
    }
    return true;
}

} // namespace

std::string specialTokenOf(const Json& config, const char* key) {
    const Json& token = memberOf(config, key);
    const Json& content = token.is_object() ? memberOf(token, "content") : token;
    return content.is_string() ? content.get<std::string>() : std::string();
}

namespace {

// The merges of merges.txt, as a list of pairs.
Json mergesOfLines(const fs::path& path) {
    const std::string text = readFile(path, std::uint64_t{256} << 20);
    Json list = Json::array();
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        std::string line = text.substr(at, end - at);
        at = end + 1;
        while (!line.empty() && line.back() == '\r')
            line.pop_back();
        if (line.empty() || line.starts_with("#version"))
            continue;
        list.push_back(std::move(line));
    }
    return list;
}

Json vocabularyOfModel(const SentencePieceFile& model) {
    Json list = Json::array();
    for (const SentencePieceFile::Piece& piece : model.pieces)
        list.push_back(Json::array({piece.text, static_cast<double>(piece.score)}));
    return list;
}

// Control and user-defined pieces, as added tokens.
Json addedTokensOf(const SentencePieceFile& model) {
    using Type = SentencePieceFile::PieceType;
    Json list = Json::array();
    for (std::size_t id = 0; id < model.pieces.size(); ++id) {
        const SentencePieceFile::Piece& piece = model.pieces[id];
        if (piece.type == Type::Control || piece.type == Type::UserDefined)
            list.push_back({
                {"id",          id                         },
                {"content",     piece.text                 },
                {"single_word", false                      },
                {"lstrip",      false                      },
                {"rstrip",      false                      },
                {"normalized",  false                      },
                {"special",     piece.type == Type::Control}
            });
    }
    return list;
}

std::optional<fs::path> firstOf(const fs::path& folder, std::span<const char* const> names) {
    std::error_code failed;
    for (const char* name : names)
        if (fs::exists(folder / name, failed))
            return folder / name;
    return std::nullopt;
}

// Without a tokenizer.json: the vocabulary in the form that the class has, else in whatever form is
// there.
void readVocabulary(const fs::path& folder, ClassFiles& files, TokenizerSource& source) {
    const auto fileNamed = [&](const char* name) { return firstOf(folder, {&name, 1}); };
    const auto lines = fileNamed("vocab.txt");
    const auto json = fileNamed("vocab.json");
    const auto merges = fileNamed("merges.txt");
    const auto model = firstOf(folder, kSentencePieceFiles);
    const std::string kind = modelKindOf(source.className);
    const auto assume = [&](const char* className) {
        if (source.builtClass)
            return;
        Problem problem;
        problem.severity = Problem::Severity::Warning;
        problem.where = source.where;
        problem.message =
            say(ATTUNE_TEXT("core", "No file names the tokenizer class of this vocabulary; it is "
                                    "read as that of %1."),
                className);
        source.warnings.push_back(std::move(problem));
        source.className = className;
        source.builtClass = true;
    };
    if (lines && (kind.empty() || kind == "WordPiece")) {
        source.where = toUtf8(*lines);
        files.vocabulary = vocabularyOfLines(*lines);
        assume("BertTokenizer");
    } else if (json && merges && (kind.empty() || kind == "BPE")) {
        source.where = toUtf8(*json);
        files.vocabulary = readJsonFile(*json, kJsonLimits);
        files.merges = mergesOfLines(*merges);
        assume("RobertaTokenizer");
    } else if (model && (kind.empty() || kind == "Unigram")) {
        source.where = toUtf8(*model);
        const SentencePieceFile file = readSentencePieceFile(*model);
        if (!source.builtClass) {
            files.tokenizer = describeSentencePiece(file);
            return;
        }
        files.vocabulary = vocabularyOfModel(file);
        files.control = addedTokensOf(file);
        files.unknownId = file.unknownId;
        if (!file.charsmap.empty())
            files.charsmap = toBase64(file.charsmap);
    } else {
        throw Error(
            say(ATTUNE_TEXT("core", "The folder has no tokenizer.json and no vocab.txt, vocab.json "
                                    "with merges.txt, or sentencepiece model.")),
            toUtf8(folder),
            say(ATTUNE_TEXT("core", "Download the model again, with its tokenizer files.")));
    }
}

} // namespace

TokenizerSource readTokenizerSource(const fs::path& folder) {
    const fs::path tokenizerFile = folder / "tokenizer.json";
    TokenizerSource source;
    ClassFiles files;
    files.config = readOptional(folder / "tokenizer_config.json");
    if (files.config.is_null())
        files.config = Json::object();
    source.config = files.config;
    std::string text;
    files.tokenizer = readOptional(tokenizerFile, &text);
    const Json modelConfig = readOptional(folder / "config.json");
    source.where = toUtf8(tokenizerFile);
    source.className = classOf(files.config, modelConfig, toUtf8(folder));
    source.builtClass = isBuiltClass(source.className);
    source.usesTypeIds = takesTypeIds(source.className) &&
                         takesTypeIds(textOf(modelConfig, "model_type", "", toUtf8(folder)));
    if (isUnreadClass(source.className))
        throw Error(
            say(ATTUNE_TEXT("core", "The tokenizer class %1 cannot be read."), source.className),
            toUtf8(folder), say(ATTUNE_TEXT("core", "Choose another model.")));
    if (files.tokenizer.is_null()) {
        readVocabulary(folder, files, source);
    } else {
        checkVersion(files.tokenizer, source.where);
        checkTokenizerShape(files.tokenizer, source.where);
    }
    if (source.builtClass) {
        files.specialTokens = readOptional(folder / "special_tokens_map.json");
        files.addedTokens = readOptional(folder / "added_tokens.json");
        source.tokenizer = describeClass(source.className, files, source.where, source.warnings);
    } else {
        source.className = "PreTrainedTokenizerFast";
        source.tokenizer = std::move(files.tokenizer);
        if (memberOf(source.tokenizer, "truncation").is_null() &&
            memberOf(source.tokenizer, "padding").is_null())
            source.original = std::move(text); // empty without a tokenizer.json
    }
    source.tokenizer["truncation"] = nullptr;
    source.tokenizer["padding"] = nullptr;
    return source;
}

void writeTokenizerFiles(const fs::path& folder, const TokenizerSource& source,
                         const TokenModel& model, std::size_t modelMaxLength) {
    publishFile(folder / "tokenizer.json",
                source.original.empty()
                    ? ordered(source.tokenizer, model.vocabularyJson()).dump(2) + "\n"
                    : source.original);
    publishFile(folder / "tokenizer_config.json",
                configToWrite(source, modelMaxLength).dump(2) + "\n");
    const Vocabulary& vocabulary = model.vocabulary();
    if (model.kind() != "WordPiece" || !fitsLines(vocabulary))
        return;
    std::string lines;
    for (std::size_t i = 0; i < vocabulary.idEnd(); ++i)
        lines += vocabulary.tokenOf(static_cast<std::int32_t>(i)) + "\n";
    publishFile(folder / "vocab.txt", lines);
}

} // namespace attune
