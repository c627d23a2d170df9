// SPDX-License-Identifier: GPL-3.0-or-later
// Digests of what a model folder is read from: another digest is another model.
#pragma once

#include "base/files.h"

#include <string>

namespace attune {

// Of every file that a tokenizer is read from.
std::string tokenizerFingerprint(const fs::path& folder);
// Of config.json and the weights, as weightsPath() finds them; other files beside them do not
// count.
std::string modelFingerprint(const fs::path& folder);

} // namespace attune
