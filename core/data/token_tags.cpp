// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/token_tags.h"

#include "text/compare.h"

#include <algorithm>

namespace attune {

TokenTags tokenTags(std::string_view text, std::span<const TextSpan> spans,
                    std::span<const TokenPlace> places, std::size_t types, bool whole) {
    TokenTags out;
    const auto n = static_cast<std::int32_t>(types);
    out.tags.reserve(places.size());
    std::vector<bool> begun(spans.size());
    std::vector<bool> split(spans.size());
    std::uint32_t reached = 0; // byte of the text up to which there are tokens
    std::size_t first = 0;     // span: those before it end before this token
    for (const TokenPlace& place : places) {
        if (place.first == place.second) {
            out.tags.push_back(-1);
            continue;
        }
        reached = std::max(reached, place.second);
        // Some tokenizers count the space before a word as a part of its token.
        const std::string_view bytes = text.substr(place.first, place.second - place.first);
        const std::string_view seen = trimmed(bytes);
        std::uint32_t begin = place.first, end = place.second;
        if (!seen.empty()) {
            begin = static_cast<std::uint32_t>(seen.data() - text.data());
            end = begin + static_cast<std::uint32_t>(seen.size());
        }
        while (first < spans.size() && spans[first].end <= begin)
            ++first;
        std::int32_t tag = 2 * n;
        for (std::size_t i = first; i < spans.size() && spans[i].begin < end; ++i) {
            split[i] = split[i] || begin < spans[i].begin || spans[i].end < end;
            if (tag != 2 * n)
                continue; // one token, two spans: it is the first one's
            tag = begun[i] ? n + spans[i].type : spans[i].type;
            begun[i] = true;
        }
        out.tags.push_back(tag);
    }
    for (std::size_t i = 0; i < spans.size(); ++i) {
        if (!whole && spans[i].end > reached)
            ++out.cutSpans;
        else if (!begun[i])
            ++out.lostSpans;
        else if (split[i])
            ++out.splitSpans;
    }
    return out;
}

} // namespace attune
