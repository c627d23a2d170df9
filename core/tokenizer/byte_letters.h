// SPDX-License-Identifier: GPL-3.0-or-later
// Text as bytes, each byte a visible letter: the alphabet of byte-level BPE (Radford et al. 2019,
// GPT-2's encoder.py).
#pragma once

#include "tokenizer/normalized_text.h"

#include <vector>

namespace attune {

// The letter of a byte: itself where Latin-1 has something to see, else from U+0100 on.
char32_t letterOfByte(unsigned char byte);
// The letter that stands for a space.
inline constexpr char32_t kSpaceLetter = 0x120;

// Writes each code point of the words as the letters of its UTF-8 bytes; `words` follow, and what
// lies between them goes.
void writeAsByteLetters(NormalizedText& text, std::vector<CharRange>& words);

} // namespace attune
