// SPDX-License-Identifier: GPL-3.0-or-later
// Hugging Face files in and out.
#include "tokenizer/tokenizer_files.h"

#include "base/files.h"
#include "tokenizer/bert_class.h"
#include "tokenizer/json_fields.h"
#include "tokenizer/token_model.h"

#include <algorithm>

namespace attune {
namespace {

Json readOptional(const fs::path& path) {
    std::error_code failed;
    if (!fs::exists(path, failed))
        return nullptr;
    Json json = readJsonFile(path);
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

// The class by which transformers reads the folder, "" when no file tells.
std::string classOf(const Json& config, const Json& modelConfig, const std::string& where) {
    std::string name = textOf(config, "tokenizer_class", "", where);
    if (name.empty())
        name = textOf(modelConfig, "tokenizer_class", "", where);
    if (!name.empty())
        return withoutFast(name);
    return classOfModelType(textOf(modelConfig, "model_type", "", where));
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

constexpr const char* kSpecialKeys[] = {"unk_token", "sep_token", "pad_token", "cls_token",
                                        "mask_token"};

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
    if (source.bertClass)
        return config;
    // tokenizer.json as it stands: name the special tokens that BERT's kin have and it lists.
    for (const char* key : kSpecialKeys) {
        std::string name(key, std::string_view(key).find('_'));
        std::transform(name.begin(), name.end(), name.begin(),
                       [](char c) { return static_cast<char>(c - 'a' + 'A'); });
        const std::string token = "[" + name + "]";
        const Json& added = memberOf(source.tokenizer, "added_tokens");
        const bool listed = std::any_of(added.begin(), added.end(), [&](const Json& one) {
            return memberOf(one, "content") == token;
        });
        if (memberOf(config, key).is_null() && listed)
            config[key] = token;
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

TokenizerSource readTokenizerSource(const fs::path& folder) {
    const fs::path tokenizerFile = folder / "tokenizer.json";
    const fs::path vocabularyFile = folder / "vocab.txt";
    TokenizerSource source;
    BertClassFiles files;
    files.config = readOptional(folder / "tokenizer_config.json");
    if (files.config.is_null())
        files.config = Json::object();
    source.config = files.config;
    files.tokenizer = readOptional(tokenizerFile);
    const Json modelConfig = readOptional(folder / "config.json");
    source.where = toUtf8(files.tokenizer.is_null() ? vocabularyFile : tokenizerFile);
    source.className = classOf(files.config, modelConfig, toUtf8(folder));
    source.bertClass = isBertClass(source.className);
    const std::string modelType = textOf(modelConfig, "model_type", "", toUtf8(folder));
    source.usesTypeIds = source.className != "DistilBertTokenizer" && modelType != "distilbert";
    if (isUnreadClass(source.className))
        throw Error(say(ATTUNE_TEXT("core", "The tokenizer class %1 cannot be read yet."),
                        source.className),
                    toUtf8(folder),
                    say(ATTUNE_TEXT("core", "Choose a model with a BERT tokenizer.")));
    if (files.tokenizer.is_null()) {
        std::error_code failed;
        if (!fs::exists(vocabularyFile, failed))
            throw Error(
                say(ATTUNE_TEXT("core", "The folder has no tokenizer.json and no vocab.txt.")),
                toUtf8(folder),
                say(ATTUNE_TEXT("core", "Download the model again, with its tokenizer files.")));
        if (!source.bertClass) {
            Problem problem;
            problem.severity = Problem::Severity::Warning;
            problem.where = source.where;
            problem.message = say(
                ATTUNE_TEXT("core", "No file names the tokenizer class of this vocabulary; it is "
                                    "read as that of BERT."));
            source.warnings.push_back(std::move(problem));
            source.className = "BertTokenizer";
            source.bertClass = true;
        }
        files.vocabulary = vocabularyOfLines(vocabularyFile);
    } else {
        checkVersion(files.tokenizer, source.where);
    }
    if (source.bertClass) {
        files.specialTokens = readOptional(folder / "special_tokens_map.json");
        files.addedTokens = readOptional(folder / "added_tokens.json");
        source.tokenizer = describeBertClass(files, source.where, source.warnings);
    } else {
        source.className = "PreTrainedTokenizerFast";
        source.tokenizer = std::move(files.tokenizer);
    }
    source.tokenizer["truncation"] = nullptr;
    source.tokenizer["padding"] = nullptr;
    return source;
}

void writeTokenizerFiles(const fs::path& folder, const TokenizerSource& source,
                         const TokenModel& model, std::size_t modelMaxLength) {
    publishFile(folder / "tokenizer.json",
                ordered(source.tokenizer, model.vocabularyJson()).dump(2) + "\n");
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
