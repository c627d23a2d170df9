// SPDX-License-Identifier: GPL-3.0-or-later
// Hand-written scanners for the regular expressions of well-known models: they are what byte-level
// tokenizers spend their time on.
#pragma once

#include "tokenizer/text_pattern.h"

namespace attune {

// GPT-2's (also RoBERTa's and ModernBERT's):
// 's|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+
void findGpt2Words(std::u32string_view text, std::vector<CharRange>& matches);

// Null for an expression that is not known.
std::unique_ptr<TextPattern> makeKnownExpression(std::string_view expression);

} // namespace attune
