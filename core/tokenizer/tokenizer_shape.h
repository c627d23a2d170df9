// SPDX-License-Identifier: GPL-3.0-or-later
// The shape of a tokenizer.json: which members its parts must have and of what kind, as the
// `tokenizers` library demands when it reads the file. What is refused there is refused here, also
// in parts that Attune carries along without using them (decoder, truncation, padding).
#pragma once

#include "base/json.h"

namespace attune {

// Throws an Error with file and key. The vocabulary, the merges and the added tokens are checked
// where they are read.
void checkTokenizerShape(const Json& tokenizer, const std::string& where);

} // namespace attune
