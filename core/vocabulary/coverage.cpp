// SPDX-License-Identifier: GPL-3.0-or-later
#include "vocabulary/coverage.h"

#include "base/parallel.h"

#include <algorithm>

namespace attune {
namespace {

void sortUnique(TokenNeeds& needs) {
    std::sort(needs.begin(), needs.end());
    needs.erase(std::unique(needs.begin(), needs.end()), needs.end());
}

// What one thread has counted.
class Count {
public:
    explicit Count(const Tokenizer& tokenizer) : counts_(tokenizer.size()) {}

    void take(const Tokenizer& tokenizer, const std::string& text) {
        EncodeOptions options;
        options.specialTokens = false;
        const Encoding encoding = tokenizer.encode(text, {}, options);
        for (const std::int32_t id : encoding.ids)
            ++counts_[static_cast<std::size_t>(id)];
        tokens_ += encoding.ids.size();
        unknown_ += encoding.unknown;
        if (!tokenizer.hasNeeds())
            return;
        tokenizer.needsOf(text, needs_);
        if (needs_.size() > 2 * settled_) {
            sortUnique(needs_);
            settled_ = std::max(settled_, needs_.size());
        }
    }

    void addTo(TokenCounts& all) const {
        for (std::size_t id = 0; id < counts_.size(); ++id)
            all.counts[id] += counts_[id];
        all.tokens += tokens_;
        all.unknown += unknown_;
        all.needs.insert(all.needs.end(), needs_.begin(), needs_.end());
        sortUnique(all.needs);
    }

private:
    std::vector<std::uint64_t> counts_;
    std::uint64_t tokens_ = 0, unknown_ = 0;
    TokenNeeds needs_;
    std::size_t settled_ = 1 << 20; // needs that are sorted, at least as many as may wait
};

constexpr std::size_t kTogether = 32; // texts that a thread takes at once

} // namespace

TokenCounts countTokens(const Tokenizer& tokenizer, const Corpus& corpus, unsigned threads,
                        const std::function<void(std::uint64_t)>& progress, std::stop_token stop) {
    TokenCounts made;
    made.counts.resize(tokenizer.size());
    std::vector<Count> counts(threadsOf(threads), Count(tokenizer));
    corpus([&](std::span<const std::string> texts) {
        inParallel((texts.size() + kTogether - 1) / kTogether, counts.size(), 1,
                   [&](std::size_t worker, std::size_t i) {
                       for (const std::string& text : texts.subspan(
                                i * kTogether, std::min(kTogether, texts.size() - i * kTogether))) {
                           if (stop.stop_requested())
                               throw Cancelled();
                           counts[worker].take(tokenizer, text);
                       }
                   });
        made.texts += texts.size();
        if (progress)
            progress(made.texts);
    });
    if (stop.stop_requested())
        throw Cancelled();
    for (const Count& count : counts)
        count.addTo(made);
    return made;
}

} // namespace attune
