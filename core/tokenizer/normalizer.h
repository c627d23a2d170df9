// SPDX-License-Identifier: GPL-3.0-or-later
// Normalisers of tokenizer.json: they rewrite a text before it is split into words.
#pragma once

#include "base/json.h"
#include "tokenizer/normalized_text.h"

#include <memory>

namespace attune {

class Normalizer {
public:
    virtual ~Normalizer() = default;
    virtual void apply(NormalizedText& text) const = 0;
};

// From the "normalizer" of a tokenizer.json; null for JSON null. Throws an Error for a kind that is
// not in the table of normalizer.cpp and for wrong values. `where` names the file.
std::unique_ptr<Normalizer> makeNormalizer(const Json& json, const std::string& where);

// BERT's own: control characters away, spaces round Chinese characters, accents away, lowercase
// (Devlin et al. 2019, tokenization.py, as the `tokenizers` library does it).
struct BertNormalizerOptions {
    bool cleanText = true;
    bool handleChineseChars = true;
    bool stripAccents = true;
    bool lowercase = true;
};
std::unique_ptr<Normalizer> makeBertNormalizer(const BertNormalizerOptions& options);

} // namespace attune
