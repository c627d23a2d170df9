// SPDX-License-Identifier: GPL-3.0-or-later
#include "vocabulary/trimmed_folder.h"

#include "model/safetensors.h"
#include "model/weights_numbers.h"

#include <algorithm>
#include <set>
#include <stdexcept>

namespace attune {
namespace {

// Beside the weights and the tokenizer: what people read, and what a finished model knows.
bool isCopied(const std::string& name) {
    return name.starts_with("LICENSE") || name.starts_with("NOTICE") || name == "README.md";
}

// A buffer of older versions, always 0, 1, 2, ...
bool isBuffer(const std::string& name) { return name.ends_with("position_ids"); }

TensorToWrite tensorOf(const WeightsFile& file, const TensorEntry& entry,
                       const std::vector<std::int32_t>* rows) {
    TensorToWrite out;
    out.name = entry.name;
    out.dtype = writesFromFloats(entry.dtype) ? entry.dtype : "F32";
    out.shape = entry.shape;
    if (rows)
        out.shape[0] = static_cast<std::int64_t>(rows->size());
    out.fill = [&file, &entry, rows, type = out.dtype](std::span<std::byte> bytes) {
        std::vector<float> values(static_cast<std::size_t>(entry.count()));
        file.read(entry, values);
        if (rows) {
            const std::size_t width = values.size() / static_cast<std::size_t>(entry.shape[0]);
            for (std::size_t i = 0; i < rows->size();
                 ++i) // ascending: never over one still to come
                std::copy_n(values.begin() + static_cast<std::ptrdiff_t>(
                                                 static_cast<std::size_t>((*rows)[i]) * width),
                            width, values.begin() + static_cast<std::ptrdiff_t>(i * width));
            values.resize(rows->size() * width);
        }
        fromFloats(type, values, bytes);
    };
    return out;
}

} // namespace

void writeTrimmedFolder(const fs::path& folder, const ModelFolder& original,
                        const Trimming& trimming) {
    if (trimming.oldIds.empty() || trimming.oldIds.back() >= original.spec.vocabulary)
        throw std::invalid_argument("the tokens are not those of the model");
    ModelFolder trimmed = original;
    trimModel(trimmed, trimming.oldIds);
    publishFile(folder / "config.json", trimmed.config.dump(2) + "\n");

    // Of the encoder only the word table has rows of tokens, whatever sizes its other tensors have.
    std::set<std::string> others;
    for (const ParameterInfo& info : parametersOf(original.spec))
        if (info.role != Role::WordEmbedding)
            others.insert(info.name);
    const auto file = openWeights(weightsPath(original.path));
    const std::vector<std::string> known = parameterNamesOf(*file, original.spec);
    std::vector<TensorToWrite> tensors;
    for (std::size_t i = 0; i < file->tensors().size(); ++i) {
        const TensorEntry& entry = file->tensors()[i];
        if (isBuffer(entry.name))
            continue;
        const bool rows = !entry.shape.empty() && entry.shape[0] == original.spec.vocabulary &&
                          !others.contains(known[i]);
        tensors.push_back(tensorOf(*file, entry, rows ? &trimming.oldIds : nullptr));
    }
    publishFile(folder / "model.safetensors",
                [&](FileWriter& writer) { writeSafetensors(writer, std::move(tensors)); });
    trimming.tokenizer->save(folder, trimming.tokenizer->modelMaxLength());
    writeOriginalVocabulary(
        folder, originalVocabulary(original.path, original.spec.vocabulary, trimming.oldIds));
    for (const auto& entry : fs::directory_iterator(original.path))
        if (const std::string name = toUtf8(entry.path().filename());
            isCopied(name) && entry.is_regular_file())
            publishFile(folder / fromUtf8(name), readFile(entry.path(), std::uint64_t{64} << 20));
    if (original.attune)
        writeFinishedInfo(folder, *original.attune);
}

} // namespace attune
