// SPDX-License-Identifier: GPL-3.0-or-later
// The labelled spans of a text as tags of its tokens (IOB2), by where the tokens stand.
#pragma once

#include "data/dataset.h"

namespace attune {

// Where a token stands in its text, in bytes [begin, end); {0, 0}: a special token.
using TokenPlace = std::pair<std::uint32_t, std::uint32_t>;

struct TokenTags {
    std::vector<std::int32_t> tags; // one a place; -1 for special tokens
    std::uint64_t cutSpans = 0;     // see EncodedSet
    std::uint64_t splitSpans = 0;
    std::uint64_t lostSpans = 0;
};

// `spans` as in Example, `places` ascending but for special tokens, `types` their number. `whole`:
// the places are those of the whole text, nothing was cut.
TokenTags tokenTags(std::string_view text, std::span<const TextSpan> spans,
                    std::span<const TokenPlace> places, std::size_t types, bool whole);

} // namespace attune
