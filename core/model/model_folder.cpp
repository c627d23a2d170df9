// SPDX-License-Identifier: GPL-3.0-or-later
// Reading: config.json against its limits, the header of the weights against the spec, then the
// weights themselves under the names that they may have.
#include "model/model_folder.h"

#include "base/random.h"
#include "model/families.h"
#include "model/weights_file.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace attune {

namespace {

// The name that a tensor of a file has in today's transformers: norms of early checkpoints were
// saved as gamma and beta.
std::string modernName(std::string name) {
    const auto ends = [&](std::string_view end) {
        return name.size() > end.size() &&
               name.compare(name.size() - end.size(), end.size(), end) == 0;
    };
    if (ends("LayerNorm.gamma"))
        name.replace(name.size() - 5, 5, "weight");
    else if (ends("LayerNorm.beta"))
        name.replace(name.size() - 4, 4, "bias");
    return name;
}

// The tensors of a file under the names of the folder with a head.
struct WeightNames {
    std::unordered_map<std::string, const TensorEntry*> used;
    std::vector<std::string> unexpected;
};

std::unordered_set<std::string> namesOf(const EncoderSpec& spec) {
    std::unordered_set<std::string> names;
    for (const ParameterInfo& info : parametersOf(spec))
        names.insert(info.name);
    return names;
}

WeightNames matchNames(const WeightsFile& file, const EncoderSpec& spec) {
    const std::string prefix(familyNamed(spec.family).basePrefix);
    const std::unordered_set<std::string> wanted = namesOf(spec);
    WeightNames names;
    for (const TensorEntry& tensor : file.tensors()) {
        const std::string name = modernName(tensor.name);
        // A buffer of older versions, always 0, 1, 2, ...
        if (name.ends_with("embeddings.position_ids"))
            continue;
        // The bias of a head that predicts words has two names, and is one.
        const std::string bias =
            name.ends_with(".decoder.bias") ? name.substr(0, name.size() - 12) + "bias" : name;
        if (wanted.contains(name))
            names.used.insert_or_assign(name, &tensor);
        else if (wanted.contains(bias))
            names.used.emplace(bias, &tensor);
        else if (wanted.contains(prefix + name))
            names.used.emplace(prefix + name, &tensor); // saved without a head
        else
            names.unexpected.push_back(name);
    }
    std::sort(names.unexpected.begin(), names.unexpected.end());
    return names;
}

std::string shapeText(const std::vector<std::int64_t>& shape) {
    std::string text = "[";
    for (std::size_t i = 0; i < shape.size(); ++i)
        text += (i ? ", " : "") + std::to_string(shape[i]);
    return text + "]";
}

// Whether the encoder is whole; the head may be missing or of other shape.
void checkEncoder(const WeightNames& names, const EncoderSpec& spec, const std::string& where) {
    for (const ParameterInfo& info : parametersOf(spec)) {
        if (info.part == ParameterInfo::Part::Head)
            continue;
        const auto it = names.used.find(info.name);
        if (it == names.used.end())
            throw Error(say(ATTUNE_TEXT("core", "The weights have no tensor “%1”, which "
                                                "config.json asks for."),
                            info.name),
                        where,
                        say(ATTUNE_TEXT("core", "config.json and the weights must belong "
                                                "together; fetch the model again.")));
        if (it->second->shape != info.shape)
            throw Error(say(ATTUNE_TEXT("core", "The tensor “%1” has the shape %2; config.json "
                                                "asks for %3."),
                            it->second->name, shapeText(it->second->shape), shapeText(info.shape)),
                        where,
                        say(ATTUNE_TEXT("core", "config.json and the weights must belong "
                                                "together; fetch the model again.")));
    }
}

FinishedInfo readFinished(const fs::path& path) {
    const Json json = readJsonFile(path);
    const auto fail = [&](const char* key) {
        throw Error(say(ATTUNE_TEXT("core", "The value is missing or of a wrong type.")),
                    toUtf8(path) + ", " + key,
                    say(ATTUNE_TEXT("core", "Delete attune.json to use the model without its "
                                            "cleaning rules.")));
    };
    FinishedInfo info;
    if (!json.is_object() || !json.contains("task") || !json["task"].is_string())
        fail("task");
    info.task = json["task"];
    if (std::none_of(taskTable().begin(), taskTable().end(),
                     [&](const TaskInfo& task) { return task.key == info.task; }))
        throw Error(say(ATTUNE_TEXT("core", "The model was trained for a task that this version "
                                            "does not know: “%1”."),
                        info.task),
                    toUtf8(path), say(ATTUNE_TEXT("core", "Open it with a newer Attune.")));
    if (!json.contains("max_length") || !json["max_length"].is_number_unsigned() ||
        json["max_length"].get<std::uint64_t>() > std::uint64_t{1} << 30)
        fail("max_length");
    info.maxLength = json["max_length"];
    if (json.contains("cleaning")) {
        if (!json["cleaning"].is_array())
            fail("cleaning");
        info.cleaning = json["cleaning"];
    }
    if (json.contains("columns")) {
        const Json& columns = json["columns"];
        const auto name = [&](const char* key) {
            if (!columns.is_object() || !columns.contains(key) || !columns[key].is_string())
                fail("columns");
            return columns[key].get<std::string>();
        };
        info.columns = TrainedColumns{name("text"), name("text_pair"), name("label")};
        if (columns.contains("label_columns"))
            for (const Json& column : columns["label_columns"]) {
                if (!column.is_string())
                    fail("columns");
                info.columns->labels.push_back(column);
            }
        if (columns.contains("label_separator"))
            info.columns->separator = name("label_separator");
    }
    if (json.contains("digests")) {
        if (!json["digests"].is_object())
            fail("digests");
        info.digests = json["digests"];
    }
    return info;
}

// What the head of a folder was trained for: as attune.json says, else as transformers reads
// config.json.
Task ownTask(const ModelFolder& folder, const ConfigReader& config) {
    if (folder.attune)
        return taskOf(folder.attune->task);
    const Json& json = folder.config;
    if (json.contains("architectures") && json["architectures"].is_array())
        for (const Json& name : json["architectures"])
            if (name.is_string() &&
                name.get<std::string>().ends_with(infoOf(Task::TokenLabels).head))
                return Task::TokenLabels;
    const std::string kind = config.text("problem_type", "");
    for (const TaskInfo& info : taskTable())
        if (!kind.empty() && info.problemType == kind)
            return info.task;
    return folder.spec.labels == 1 ? Task::Regression : Task::SingleLabel;
}

// The table of words [tokens, width] of a folder that was trimmed or grew since it was opened.
void readWordTable(const WeightsFile& file, const TensorEntry& table, const ModelFolder& folder,
                   std::size_t width, std::span<float> values) {
    std::vector<float> all(static_cast<std::size_t>(table.count()));
    file.read(table, all);
    const std::size_t rows = all.size() / width;
    for (std::size_t token = 0; token < values.size() / width; ++token) {
        float* out = values.data() + token * width;
        std::vector<std::int32_t> from;
        if (const auto added = folder.newRows.find(static_cast<std::int32_t>(token));
            added != folder.newRows.end())
            from = added->second;
        else if (!folder.wordRows.empty())
            from = {folder.wordRows[token]};
        else if (token < rows)
            from = {static_cast<std::int32_t>(token)};
        std::fill_n(out, width, 0.0f);
        for (std::size_t column = 0; column < width && !from.empty(); ++column) {
            double sum = 0;
            for (const std::int32_t row : from)
                sum += double{all[static_cast<std::size_t>(row) * width + column]};
            out[column] = static_cast<float>(sum / static_cast<double>(from.size()));
        }
    }
}

// Fills a parameter that the file does not have, as transformers' _init_weights does: weights from
// a normal distribution, biases 0, norms 1.
void draw(const ParameterInfo& info, std::uint64_t seed, std::span<float> values) {
    if (info.bias) {
        std::fill(values.begin(), values.end(), 0.0f);
    } else if (info.norm) {
        std::fill(values.begin(), values.end(), 1.0f);
    } else {
        RandomStream stream(streamKey(seed, "weights " + info.name));
        for (float& value : values)
            value = static_cast<float>(info.deviation * stream.normal());
    }
}

} // namespace

ModelFolder openModelFolder(const fs::path& path, const fs::path& weightsFolder,
                            std::optional<Task> asked) {
    ModelFolder folder;
    folder.path = path;
    folder.weights = weightsFolder.empty() ? path : weightsFolder;
    const fs::path configPath = path / "config.json";
    std::error_code ignored;
    if (!fs::is_regular_file(configPath, ignored))
        throw Error(say(ATTUNE_TEXT("core", "The folder has no config.json, so it is no model "
                                            "folder.")),
                    toUtf8(path),
                    say(ATTUNE_TEXT("core", "Choose the folder that holds config.json and "
                                            "model.safetensors.")));
    folder.config = readJsonFile(configPath, {.bytes = std::uint64_t{16} << 20, .depth = 32});
    const ConfigReader reader(folder.config, toUtf8(configPath));
    folder.spec = familyOf(reader).read(reader);
    folder.labels = reader.labels();
    folder.spec.labels = folder.labels.empty()
                             ? reader.integer("num_labels", 2, 1, ModelLimits::labels)
                             : static_cast<std::int64_t>(folder.labels.size());

    if (fs::is_regular_file(path / "attune.json", ignored))
        folder.attune = readFinished(path / "attune.json");
    const Task own = ownTask(folder, reader);
    folder.task = asked.value_or(own);
    if (infoOf(folder.task).perToken)
        setTokenHead(folder.spec);

    const fs::path weights = weightsPath(folder.weights);
    const auto file = openWeights(weights);
    const WeightNames names = matchNames(*file, folder.spec);
    checkEncoder(names, folder.spec, toUtf8(weights));
    folder.finished = folder.task == own;
    for (const ParameterInfo& info : parametersOf(folder.spec))
        if (info.part == ParameterInfo::Part::Head) {
            const auto it = names.used.find(info.name);
            folder.finished =
                folder.finished && it != names.used.end() && it->second->shape == info.shape;
        }
    // As transformers names the labels of a classifier whose config.json has no id2label.
    if (folder.finished && folder.labels.empty())
        for (std::int64_t i = 0; i < folder.spec.labels; ++i)
            folder.labels.push_back("LABEL_" + std::to_string(i));
    for (const TensorEntry& tensor : file->tensors())
        folder.weightBytes += tensor.bytes();
    return folder;
}

ModelFolder openWordModel(const fs::path& path) {
    ModelFolder folder = openModelFolder(path);
    const Family& family = familyNamed(folder.spec.family);
    const auto refuse = [&](const Message& what) {
        throw Error(what, toUtf8(path),
                    say(ATTUNE_TEXT("core", "Name a folder that still has the head of its "
                                            "pretraining, such as bert-base-uncased.")));
    };
    const auto isOff = [&](const char* key) {
        return folder.config.contains(key) && folder.config[key] == false;
    };
    if (family.wordHead.empty() || isOff("tie_word_embeddings"))
        refuse(say(ATTUNE_TEXT("core", "Masked language models of this kind (%1) can't be read."),
                   family.title));
    EncoderSpec& spec = folder.spec;
    spec.pooling = Pooling::AskedToken;
    spec.predictsWords = spec.headNorm = spec.headBias = true;
    spec.headActivation = family.wordActivation.value_or(spec.activation);
    spec.labels = spec.vocabulary;
    folder.labels.clear();
    const fs::path weights = weightsPath(path);
    const auto file = openWeights(weights);
    const WeightNames names = matchNames(*file, spec);
    for (const ParameterInfo& info : parametersOf(spec)) {
        const auto it = names.used.find(info.name);
        if (it == names.used.end() || it->second->shape != info.shape)
            refuse(say(ATTUNE_TEXT("core", "This is no masked language model: its weights have no "
                                           "tensor “%1”."),
                       info.name));
    }
    folder.finished = true;
    return folder;
}

std::vector<std::string> wordHeadOf(const fs::path& path, const std::vector<std::string>& tensors) {
    std::vector<std::string> own;
    try {
        const ModelFolder folder = openWordModel(path);
        for (const std::string& tensor : tensors)
            for (const ModuleName& module : familyNamed(folder.spec.family).wordHead)
                if (tensor.starts_with(std::string(module.name) + ".")) {
                    own.push_back(tensor);
                    break;
                }
    } catch (const Error&) {
        // It has none.
    }
    return own;
}

void checkTokenizer(const ModelFolder& folder, const Tokenizer& tokenizer) {
    if (tokenizer.size() > static_cast<std::size_t>(folder.spec.vocabulary))
        throw Error(say(ATTUNE_TEXT("core", "The tokenizer has %1 tokens, but the model has "
                                            "embeddings for %2."),
                        tokenizer.size(), folder.spec.vocabulary),
                    toUtf8(folder.path),
                    say(ATTUNE_TEXT("core", "The tokenizer files are of another model: fetch the "
                                            "model again.")));
}

std::vector<std::string> parameterNamesOf(const WeightsFile& file, const EncoderSpec& spec) {
    const std::string prefix(familyNamed(spec.family).basePrefix);
    const std::unordered_set<std::string> wanted = namesOf(spec);
    std::vector<std::string> names;
    for (const TensorEntry& tensor : file.tensors()) {
        std::string name = modernName(tensor.name);
        names.push_back(wanted.contains(name) || !wanted.contains(prefix + name) ? std::move(name)
                                                                                 : prefix + name);
    }
    return names;
}

WeightsReport loadWeights(const ModelFolder& folder, Engine& engine, std::uint64_t seed) {
    const auto file = openWeights(weightsPath(folder.weights));
    const WeightNames names = matchNames(*file, folder.spec);
    WeightsReport report;
    report.unexpected = names.unexpected;
    std::vector<float> values;
    for (const ParameterInfo& info : engine.parameters()) {
        values.resize(static_cast<std::size_t>(info.count()));
        const auto it = names.used.find(info.name);
        if (info.role == Role::WordEmbedding &&
            !(folder.wordRows.empty() && folder.newRows.empty())) {
            readWordTable(*file, *it->second, folder, static_cast<std::size_t>(info.shape.back()),
                          values);
        } else if (it != names.used.end() && it->second->shape == info.shape) {
            file->read(*it->second, values);
        } else {
            if (it == names.used.end())
                report.missing.push_back(info.name);
            else
                report.mismatched.push_back({info.name, it->second->shape, info.shape});
            draw(info, seed, values);
        }
        engine.loadParameter(info.name, values);
    }
    return report;
}

} // namespace attune
