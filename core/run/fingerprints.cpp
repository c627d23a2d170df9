// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/fingerprints.h"

#include "hub/model_files.h"
#include "model/weights_file.h"

#include <algorithm>
#include <vector>

namespace attune {

namespace {

// Of the files that are there.
std::string fingerprintOfFiles(const fs::path& folder, std::vector<std::string> names) {
    std::sort(names.begin(), names.end());
    std::string all;
    for (const std::string& name : names)
        if (std::error_code ignored; fs::is_regular_file(folder / fromUtf8(name), ignored))
            all += name + " " + fingerprintOfFile(folder / fromUtf8(name)) + "\n";
    return fingerprint(all);
}

} // namespace

std::string tokenizerFingerprint(const fs::path& folder) {
    return fingerprintOfFiles(folder, {kTokenizerFiles.begin(), kTokenizerFiles.end()});
}

std::string modelFingerprint(const fs::path& folder) {
    std::vector<std::string> names = openWeights(weightsPath(folder))->files();
    names.push_back("config.json");
    return fingerprintOfFiles(folder, std::move(names));
}

} // namespace attune
