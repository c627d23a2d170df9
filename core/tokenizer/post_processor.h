// SPDX-License-Identifier: GPL-3.0-or-later
// Post-processors of tokenizer.json: they put special tokens round one text or a pair.
#pragma once

#include "base/json.h"

#include <cstdint>
#include <vector>

namespace attune {

// A line of pieces: the first text, the second, or a special token.
struct TemplatePiece {
    enum class Kind { First, Second, Special };
    Kind kind = Kind::First;
    std::int32_t typeId = 0;
    std::vector<std::int32_t> ids = {}; // of a special token
};
using Template = std::vector<TemplatePiece>;

// Every kind of post-processor that Attune reads comes down to two templates.
struct PostProcessor {
    Template single = {
        {TemplatePiece::Kind::First, 0}
    };
    Template pair = {
        {TemplatePiece::Kind::First,  0},
        {TemplatePiece::Kind::Second, 1}
    };

    // Each takes white space off the ends of tokens, in the offsets alone.
    struct Trim {
        bool prefixSpace = true; // a space alone before the first token was put there: it stays
    };
    std::vector<Trim> trims;

    std::size_t specialCount(bool isPair) const;
};

// From the "post_processor" of a tokenizer.json; the plain one for JSON null. Throws an Error for a
// kind that is not in the table of post_processor.cpp. `where` names the file.
PostProcessor makePostProcessor(const Json& json, const std::string& where);

// [CLS] A [SEP] and [CLS] A [SEP] B [SEP], the second text and what follows of type 1.
PostProcessor makeBertPostProcessor(std::int32_t cls, std::int32_t sep);

} // namespace attune
