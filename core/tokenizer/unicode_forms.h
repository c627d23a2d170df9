// SPDX-License-Identifier: GPL-3.0-or-later
// The normalisation forms of Unicode, with the origins of code points counted as the `tokenizers`
// library counts them.
#pragma once

#include "tokenizer/normalized_text.h"

namespace attune {

enum class UnicodeForm { Nfc, Nfd, Nfkc, Nfkd };

void applyForm(NormalizedText& text, UnicodeForm form);

} // namespace attune
