// SPDX-License-Identifier: GPL-3.0-or-later
// A text and the encoding that Python's `tokenizers` gives it.
#pragma once

#include "text/utf8.h"
#include "tokenizer/tokenizer.h"

namespace attune {

struct Case {
    EncodeOptions options;
    std::string text;
    std::optional<std::string> pair;
    std::vector<std::uint32_t> expected; // id, type, begin, end in code points, of each token
    // Which text (0 or 1) the offsets of each token speak of; empty: not known.
    std::vector<std::uint32_t> texts;
};

// What of the expected encoding is compared with flatten().
inline std::vector<std::uint32_t> comparable(const Case& one) {
    std::vector<std::uint32_t> expected = one.expected;
    if (one.pair && one.texts.empty())
        for (std::size_t i = 0; i < expected.size(); i += 4)
            expected[i + 2] = expected[i + 3] = 0;
    return expected;
}

// The index of the code point that begins at each byte, and their number at the end.
inline std::vector<std::uint32_t> codePointsByByte(const std::string& text) {
    std::vector<std::uint32_t> index;
    std::uint32_t count = 0;
    for (const char c : text) {
        const bool begins = (static_cast<unsigned char>(c) & 0xC0) != 0x80;
        index.push_back(begins ? count++ : count - 1);
    }
    index.push_back(count);
    return index;
}

inline std::vector<std::uint32_t> flatten(const Case& one, const Encoding& encoding) {
    const std::vector<std::uint32_t> first = codePointsByByte(repairUtf8(one.text));
    const std::vector<std::uint32_t> second = codePointsByByte(repairUtf8(one.pair.value_or("")));
    std::vector<std::uint32_t> flat;
    for (std::size_t i = 0; i < encoding.ids.size(); ++i) {
        flat.push_back(static_cast<std::uint32_t>(encoding.ids[i]));
        flat.push_back(static_cast<std::uint32_t>(encoding.typeIds[i]));
        const bool ofSecond = i < one.texts.size() && one.texts[i] == 1;
        for (const std::uint32_t at : {encoding.offsets[i].first, encoding.offsets[i].second}) {
            const std::vector<std::uint32_t>& points = ofSecond ? second : first;
            // Which text of a pair an offset speaks of is not in the encoding.
            flat.push_back(one.pair && one.texts.empty() ? 0
                           : at < points.size()          ? points[at]
                                                         : ~std::uint32_t{0});
        }
    }
    return flat;
}

} // namespace attune
