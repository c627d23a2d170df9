// SPDX-License-Identifier: GPL-3.0-or-later
// A model folder with a trimmed vocabulary, whole: every tensor of the original is there, heads of
// its pretraining included.
#pragma once

#include "vocabulary/trimming.h"

namespace attune {

// Writes into `folder`, which exists: call within publishFolder(). `original` as it was opened.
// Tensors that have a row for each token (the word table, heads that predict tokens) lose theirs;
// the others are copied, in their own type of numbers.
void writeTrimmedFolder(const fs::path& folder, const ModelFolder& original,
                        const Trimming& trimming);

} // namespace attune
