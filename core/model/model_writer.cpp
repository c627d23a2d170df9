// SPDX-License-Identifier: GPL-3.0-or-later
// Writing a finished model folder, so that transformers reads it without a word.
#include "model/families.h"
#include "model/model_folder.h"
#include "model/safetensors.h"

#include <algorithm>

namespace attune {

namespace {

void publishJson(const fs::path& path, const OrderedJson& json) {
    publishFile(path, json.dump(2) + "\n");
}

OrderedJson configOf(const FinishedModel& model) {
    const Family& family = familyNamed(model.spec.family);
    OrderedJson config = OrderedJson::object();
    for (const auto& [key, value] : model.config.items())
        config[key] = value;
    // What is only true of the folder that was read: its path, its own code, its number type.
    for (const char* key : {"_name_or_path", "auto_map", "num_labels", "torch_dtype",
                            "quantization_config", "task_specific_params"})
        config.erase(key);
    config["model_type"] = family.modelType;
    const TaskInfo& task = infoOf(taskOf(model.info.task));
    config["architectures"] = {std::string(family.className) + task.head};
    config["dtype"] = "float32";
    family.write(model.spec, config);
    OrderedJson names = OrderedJson::object(), ids = OrderedJson::object();
    for (std::size_t id = 0; id < model.labels.size(); ++id) {
        names[std::to_string(id)] = model.labels[id];
        ids[model.labels[id]] = id;
    }
    config["id2label"] = names;
    config["label2id"] = ids;
    if (task.problemType.empty())
        config.erase("problem_type");
    else
        config["problem_type"] = task.problemType;
    return config;
}

// Text of a label in Markdown: nothing of it is markup.
std::string inMarkdown(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (static_cast<unsigned char>(c) < 0x20)
            continue;
        if (std::string_view("\\`*_{}[]<>()#+-.!|&").find(c) != std::string_view::npos)
            out += '\\';
        out += c;
    }
    return out;
}

std::string modelCard(const FinishedModel& model) {
    const TaskInfo& task = infoOf(taskOf(model.info.task));
    std::string text = "---\n"
                       "library_name: transformers\n"
                       "pipeline_tag: " +
                       task.pipeline +
                       "\n"
                       "---\n\n"
                       "# Text model\n\n"
                       "A " +
                       std::string(familyNamed(model.spec.family).title) +
                       " encoder fine-tuned with Attune.\n\n"
                       "- Layers: " +
                       std::to_string(model.spec.layers) +
                       "\n- Hidden size: " + std::to_string(model.spec.hidden) +
                       "\n- Vocabulary: " + std::to_string(model.spec.vocabulary) +
                       " tokens\n- Longest text: " + std::to_string(model.info.maxLength) +
                       " tokens\n\n## Labels\n\n";
    for (std::size_t id = 0; id < model.labels.size(); ++id)
        text += std::to_string(id) + ". " + inMarkdown(model.labels[id]) + "\n";
    text += "\n## Use\n\n"
            "```python\n"
            "from transformers import pipeline\n\n"
            "answer = pipeline(\"" +
            task.pipeline +
            "\", model=\"PATH_OF_THIS_FOLDER\")\n"
            "print(answer(\"Some text\"))\n"
            "```\n";
    if (!model.info.cleaning.empty())
        text += "\nTexts were cleaned before training. The rules are in attune.json; Attune "
                "applies them by itself, other programs do not.\n";
    return text;
}

} // namespace

void writeModelFolder(const fs::path& folder, const FinishedModel& model,
                      const Tokenizer& tokenizer,
                      const std::function<void(std::string_view, std::span<float>)>& parameter) {
    if (static_cast<std::int64_t>(model.labels.size()) != model.spec.labels)
        throw std::invalid_argument("the labels do not fit the head");
    std::vector<TensorToWrite> tensors;
    for (const ParameterInfo& info : parametersOf(model.spec))
        tensors.push_back({info.name, "F32", info.shape, [&parameter, name = info.name](auto out) {
                               parameter(name, {reinterpret_cast<float*>(out.data()),
                                                out.size() / sizeof(float)});
                           }});
    publishFile(folder / "model.safetensors",
                [&](FileWriter& file) { writeSafetensors(file, std::move(tensors)); });
    publishFile(folder / "README.md", modelCard(model));
    writeModelOutline(folder, model, tokenizer);
}

void writeModelOutline(const fs::path& folder, const FinishedModel& model,
                       const Tokenizer& tokenizer) {
    publishJson(folder / "config.json", configOf(model));
    const std::int64_t longest = model.info.maxLength > 0
                                     ? std::min(model.info.maxLength, model.spec.longest())
                                     : model.spec.longest();
    tokenizer.save(folder, static_cast<std::size_t>(longest));
    if (model.original)
        writeOriginalVocabulary(folder, *model.original);
    writeFinishedInfo(folder, model.info);
}

OrderedJson digestsOf(const fs::path& folder) {
    OrderedJson digests = OrderedJson::object();
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder))
        if (entry.is_regular_file() && entry.path().filename() != "attune.json")
            files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files)
        digests[toUtf8(file.filename())] = sha256OfFile(file);
    return digests;
}

void writeFinishedInfo(const fs::path& folder, const FinishedInfo& finished) {
    OrderedJson info = {
        {"task",       finished.task     },
        {"max_length", finished.maxLength},
        {"cleaning",   finished.cleaning }
    };
    if (const auto& columns = finished.columns)
        info["columns"] = {
            {"text",      columns->text },
            {"text_pair", columns->pair },
            {"label",     columns->label}
        };
    if (finished.columns && finished.task == infoOf(Task::MultiLabel).key) {
        if (!finished.columns->labels.empty())
            info["columns"]["label_columns"] = finished.columns->labels;
        info["columns"]["label_separator"] = finished.columns->separator;
    }
    info["digests"] = digestsOf(folder);
    publishJson(folder / "attune.json", info);
}

} // namespace attune
