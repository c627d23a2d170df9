// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/fingerprints.h"

#include <algorithm>
#include <functional>
#include <vector>

namespace attune {

namespace {

std::string fingerprintOfFiles(const fs::path& folder,
                               const std::function<bool(const std::string&)>& wanted) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder))
        if (const std::string name = toUtf8(entry.path().filename());
            entry.is_regular_file() && wanted(name))
            names.push_back(name);
    std::sort(names.begin(), names.end());
    std::string all;
    for (const std::string& name : names)
        all += name + " " + fingerprintOfFile(folder / name) + "\n";
    return fingerprint(all);
}

} // namespace

std::string tokenizerFingerprint(const fs::path& folder) {
    return fingerprintOfFiles(folder, [](const std::string& name) {
        return name == "tokenizer.json" || name == "tokenizer_config.json" ||
               name == "special_tokens_map.json" || name == "added_tokens.json" ||
               name == "vocab.txt" || name == "vocab.json" || name == "merges.txt" ||
               (name.ends_with(".model") && !name.starts_with("."));
    });
}

// Weights in safetensors go before pickled ones, as when they are read.
std::string modelFingerprint(const fs::path& folder) {
    bool safe = false;
    for (const auto& entry : fs::directory_iterator(folder))
        safe = safe || entry.path().extension() == ".safetensors";
    return fingerprintOfFiles(folder, [&](const std::string& name) {
        const bool pickled = name.starts_with("pytorch_model") && name.ends_with(".bin");
        return name == "config.json" || name.ends_with(".safetensors") || (!safe && pickled);
    });
}

} // namespace attune
