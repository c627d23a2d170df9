// SPDX-License-Identifier: GPL-3.0-or-later
// Which file of a model folder holds its weights, and who reads it.
#include "model/weights_file.h"

#include "base/entries.h"
#include "hub/hub_cache.h"
#include "hub/model_files.h"
#include "model/pickle_weights.h"
#include "model/safetensors.h"
#include "model/weights_numbers.h"
#include "model/weights_shards.h"
#include "text/utf8.h"

#include <algorithm>

namespace attune {

namespace {

// A format that is not read, recognised by the end of a file's name.
struct OtherFormat {
    const char* ending;
    const char* hint; // ATTUNE_TEXT; %1: the file
};

constexpr OtherFormat others[] = {
    {".h5",         ATTUNE_TEXT("core", "%1 is of TensorFlow. Convert it once with transformers 4: "
                                "AutoModel.from_pretrained(folder, from_tf=True)"
                                ".save_pretrained(folder).")                               },
    {".msgpack",    ATTUNE_TEXT("core", "%1 is of Flax. Convert it once with transformers 4: "
                                     "AutoModel.from_pretrained(folder, from_flax=True)"
                                     ".save_pretrained(folder).")                          },
    {".ckpt.index", ATTUNE_TEXT("core", "%1 is a TensorFlow checkpoint. Convert it once with "
                                        "transformers 4: BertForPreTraining.from_pretrained("
                                        "checkpoint, from_tf=True, config=config)"
                                        ".save_pretrained(folder).")                       },
    {".gguf",       ATTUNE_TEXT("core", "%1 is of llama.cpp, mostly with rounded weights. Fetch the "
                                  "model that it was made from, in safetensors.")          },
    {".onnx",       ATTUNE_TEXT("core", "%1 is a frozen computation for running, not for training. "
                                  "Fetch the model that it was made from, in safetensors.")},
    {".ckpt",       ATTUNE_TEXT("core", "%1 is a training checkpoint. Load it where it was made and "
                                  "call save_pretrained(folder) on its model.")            },
    {".pt",         ATTUNE_TEXT("core", "%1 is a file of PyTorch. Load it where it was made and call "
                                "save_pretrained(folder) on its model.")                   },
    {".pth",        ATTUNE_TEXT("core", "%1 is a file of PyTorch. Load it where it was made and call "
                                 "save_pretrained(folder) on its model.")                  },
};

} // namespace

std::uint64_t TensorEntry::count() const {
    std::uint64_t n = 1;
    for (const std::int64_t d : shape)
        n *= static_cast<std::uint64_t>(d);
    return n;
}

std::uint64_t TensorEntry::bytes() const {
    const auto type = numberType(dtype);
    return count() * (type ? type->bits : 0) / 8;
}

const TensorEntry* WeightsFile::find(std::string_view name) const {
    for (const TensorEntry& tensor : tensors_)
        if (tensor.name == name)
            return &tensor;
    return nullptr;
}

bool isTensorName(std::string_view name) {
    return name.size() <= WeightsLimits::name && isValidUtf8(name) &&
           std::none_of(name.begin(), name.end(),
                        [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

fs::path weightsPath(const fs::path& folder) {
    std::error_code ignored;
    for (const char* name : kWeightFiles)
        if (fs::is_regular_file(folder / name, ignored))
            return folder / name;
    std::vector<std::string> files;
    for (const fs::path& entry : entriesOf(folder))
        files.push_back(toUtf8(entry.filename()));
    for (const OtherFormat& other : others)
        for (const std::string& file : files)
            if (file.ends_with(other.ending))
                throw Error(say(ATTUNE_TEXT("core", "The folder has its weights in a format that "
                                                    "can't be read.")),
                            toUtf8(folder), say(other.hint, file));
    const auto half = hubModelOfSnapshot(folder);
    throw Error(
        say(ATTUNE_TEXT("core", "The folder has no weights.")), toUtf8(folder),
        half ? say(ATTUNE_TEXT("core", "Fetch it with “attune-cli fetch %1@%2”."), half->name,
                   half->revision)
             : say(ATTUNE_TEXT("core", "A model folder holds config.json, model.safetensors or "
                                       "pytorch_model.bin, and the tokenizer's files.")));
}

std::unique_ptr<WeightsFile> openWeights(const fs::path& path) {
    const std::string name = toUtf8(path.filename());
    if (name.ends_with(".index.json"))
        return std::make_unique<WeightsShards>(path);
    if (name.ends_with(".bin"))
        return std::make_unique<PickleWeights>(path);
    return std::make_unique<SafetensorsFile>(path);
}

} // namespace attune
