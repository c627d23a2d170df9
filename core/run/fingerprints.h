// SPDX-License-Identifier: GPL-3.0-or-later
// Digests of what a model folder is read from: another digest is another model.
#pragma once

#include "base/files.h"

#include <string>

namespace attune {

// Of every file that any tokenizer of transformers is read from.
std::string tokenizerFingerprint(const fs::path& folder);
// Of config.json and the weights.
std::string modelFingerprint(const fs::path& folder);

} // namespace attune
