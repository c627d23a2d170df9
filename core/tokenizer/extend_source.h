// SPDX-License-Identifier: GPL-3.0-or-later
// A tokenizer.json with further words.
#pragma once

#include "tokenizer/added_tokens.h"
#include "tokenizer/token_model.h"
#include "tokenizer/tokenizer_files.h"

namespace attune {

// `source` is that of a tokenizer with this model and these added tokens; `words` as in
// Tokenizer::extended().
TokenizerSource extendSource(const TokenizerSource& source, const TokenModel& model,
                             const AddedTokens& added, std::span<const std::string> words);

} // namespace attune
