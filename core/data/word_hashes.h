// SPDX-License-Identifier: GPL-3.0-or-later
// The words of a text as hashes, for comparing texts: runs of letters, marks and digits of the
// loose form (text/compare.h); an ideograph or a symbol such as an emoji is a word of its own,
// punctuation is none.
#pragma once

#include "base/random.h"
#include "text/compare.h"
#include "text/letters.h"
#include "text/utf8.h"

namespace attune {

// Calls visit(std::uint64_t) for every word, in order.
template <class Visit> void eachWordHash(std::string_view text, Visit&& visit) {
    const std::string loose = looseForm(text);
    std::uint64_t word = 0;
    const auto finish = [&] {
        if (word != 0)
            visit(word);
        word = 0;
    };
    for (std::size_t at = 0; at < loose.size();) {
        const CodePoint point = codePointAt(loose, at);
        at += point.length;
        if (isWordChar(point.value)) {
            word = mix(word ^ point.value);
            continue;
        }
        finish();
        const bool alone =
            isIdeographic(point.value) ||
            (point.value >= 0x80 && (categoryOf(point.value) & (U_GC_L_MASK | U_GC_SO_MASK)) != 0);
        if (alone)
            visit(mix(point.value));
    }
    finish();
}

} // namespace attune
