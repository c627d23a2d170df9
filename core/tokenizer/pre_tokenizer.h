// SPDX-License-Identifier: GPL-3.0-or-later
// Pre-tokenizers of tokenizer.json: they split a normalised text into words.
#pragma once

#include "base/json.h"
#include "tokenizer/normalized_text.h"

#include <memory>
#include <vector>

namespace attune {

class PreTokenizer {
public:
    virtual ~PreTokenizer() = default;
    // Splits each of `words` (ranges of `text` in order, none empty) further. `text` may be
    // rewritten by kinds that mark the beginning of words; the ranges then follow.
    virtual void split(NormalizedText& text, std::vector<CharRange>& words) const = 0;
};

// From the "pre_tokenizer" of a tokenizer.json; null for JSON null. Throws an Error for a kind that
// is not in the table of pre_tokenizer.cpp. `where` names the file.
std::unique_ptr<PreTokenizer> makePreTokenizer(const Json& json, const std::string& where);

} // namespace attune
