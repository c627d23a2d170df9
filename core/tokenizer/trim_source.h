// SPDX-License-Identifier: GPL-3.0-or-later
// A tokenizer.json with fewer tokens: vocabulary, merges and every id that its parts name.
#pragma once

#include "tokenizer/added_tokens.h"
#include "tokenizer/token_model.h"
#include "tokenizer/tokenizer_files.h"

namespace attune {

// `source` is that of a tokenizer with this model and these added tokens; `kept` as in
// Tokenizer::trimmed(). Merges stay whose two parts and whose result stay.
TokenizerSource trimSource(const TokenizerSource& source, const TokenModel& model,
                           const AddedTokens& added, std::span<const std::int32_t> kept);

} // namespace attune
