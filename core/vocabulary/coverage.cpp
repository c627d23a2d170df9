// SPDX-License-Identifier: GPL-3.0-or-later
#include "vocabulary/coverage.h"

#include <algorithm>
#include <set>

namespace attune {
namespace {

void sortUnique(TokenNeeds& needs) {
    std::sort(needs.begin(), needs.end());
    needs.erase(std::unique(needs.begin(), needs.end()), needs.end());
}

} // namespace

TokenCounts countTokens(const Tokenizer& tokenizer, const Corpus& corpus, unsigned threads,
                        const std::function<void(std::uint64_t)>& progress, std::stop_token stop) {
    TokenCounts made;
    made.counts.resize(tokenizer.size());
    EncodeOptions options;
    options.specialTokens = false;
    std::size_t settled = 1 << 20; // needs that are sorted already, at least as many as may wait
    corpus([&](std::span<const std::string> texts) {
        if (stop.stop_requested())
            throw Cancelled();
        for (const Encoding& encoding : encodeAll(tokenizer, texts, {}, options, threads)) {
            for (const std::int32_t id : encoding.ids)
                ++made.counts[static_cast<std::size_t>(id)];
            made.tokens += encoding.ids.size();
            made.unknown += encoding.unknown;
        }
        for (const std::string& text : texts) {
            tokenizer.needsOf(text, made.needs);
            if (made.needs.size() > 2 * settled) {
                sortUnique(made.needs);
                settled = std::max(settled, made.needs.size());
            }
        }
        made.texts += texts.size();
        if (progress)
            progress(made.texts);
    });
    sortUnique(made.needs);
    return made;
}

} // namespace attune
