// SPDX-License-Identifier: GPL-3.0-or-later
// What normalisers and pre-tokenizers of tokenizer.json look for: a text as it stands, or a regular
// expression of Oniguruma in Ruby's syntax, which the `tokenizers` library uses.
#pragma once

#include "base/json.h"
#include "tokenizer/normalized_text.h"

#include <memory>
#include <string_view>
#include <vector>

namespace attune {

class TextPattern {
public:
    virtual ~TextPattern() = default;
    // Appends what is found in `text`, in order, without overlap. A match may be empty. Throws an
    // Error when the search takes too long.
    virtual void find(std::u32string_view text, std::vector<CharRange>& matches) const = 0;
};

// From {"String": ...} or {"Regex": ...}. Expressions of well-known models are found by
// hand-written scanners, others by ICU; one whose meaning ICU would not keep exactly is refused
// with an Error that names its part (see regex_translation.h).
std::unique_ptr<TextPattern> makeTextPattern(const Json& json, const std::string& where);

// What becomes of the matches when a text is split at them.
enum class SplitBehavior { Removed, Isolated, MergedWithPrevious, MergedWithNext, Contiguous };
SplitBehavior splitBehaviorOf(const Json& json, SplitBehavior absent, const std::string& where);

// Appends the parts of `word` as the library splits it at `matches`, which are relative to its
// beginning; `invert` takes the matches for the text between and the other way round.
void appendParts(CharRange word, const std::vector<CharRange>& matches, SplitBehavior behavior,
                 bool invert, std::vector<CharRange>& parts);

} // namespace attune
