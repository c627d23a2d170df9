// SPDX-License-Identifier: GPL-3.0-or-later
// sentencepiece's precompiled_charsmap: a double array (Aoe 1989, as Darts-clone lays it out) from
// UTF-8 to places in a list of replacements. A file's bytes are not trusted: every step of a search
// is checked.
#pragma once

#include "tokenizer/normalized_text.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace attune {

class Charsmap {
public:
    // `bytes`: u32 length of the array in bytes, the array of u32, replacements that end in NUL;
    // all little-endian. Throws an Error for an array that does not fit or leads out of itself, and
    // for replacements that are not UTF-8. Empty bytes change nothing.
    Charsmap(std::string_view bytes, const std::string& where);

    // What the `tokenizers` library makes of a text: of each cluster of characters of less than 6
    // bytes, and else of each code point, the shortest beginning that is in the map decides, and
    // what it stands for takes the place of all, one for one as far as they go. What vanishes is
    // counted with the character written before it; at the beginning of a text it is not counted.
    void apply(NormalizedText& text) const;

private:
    // The replacement for the shortest key that `key` begins with; nothing when there is none.
    std::optional<std::u32string_view> find(std::string_view key) const;

    std::vector<std::uint32_t> units_;
    // By place in the list of replacements: what stands from there to the next NUL.
    std::u32string replacements_;              // without the NULs
    std::vector<std::uint32_t> begins_, ends_; // by byte
    std::vector<bool> asciiChanges_;           // whether an ASCII character begins a key
};

} // namespace attune
