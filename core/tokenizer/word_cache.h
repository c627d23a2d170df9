// SPDX-License-Identifier: GPL-3.0-or-later
// Words that a thread has tokenized lately, with their tokens: text repeats its words, and a look
// here is far cheaper than a model's search.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace attune {

// A token of a word: its id, and how many code points of the word it begins and ends after.
struct WordToken {
    std::int32_t id = 0;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
};

// Each thread has a table of its own, so no locks; of two words with one place the later stays.
class WordCache {
public:
    static constexpr std::size_t kLongestWord = 64; // code points

    WordCache() : owner_(nextOwner()) {}

    // The tokens of the word; `make(word, tokens)` is called where they are not known. The result
    // holds until the next call on this thread.
    template <class Make>
    const std::vector<WordToken>& tokensOf(std::u32string_view word, Make make) const {
        if (word.size() > kLongestWord) {
            thread_local std::vector<WordToken> tokens;
            tokens.clear();
            make(word, tokens);
            return tokens;
        }
        std::uint64_t hash = owner_ * 0x9E3779B97F4A7C15u;
        for (const char32_t c : word)
            hash = (hash ^ c) * 0x9E3779B97F4A7C15u, hash ^= hash >> 32;
        Entry& entry = table()[hash % kEntries];
        if (entry.owner != owner_ || entry.word != word) {
            entry.owner = 0; // should make() throw
            entry.tokens.clear();
            make(word, entry.tokens);
            entry.word.assign(word);
            entry.owner = owner_;
        }
        return entry.tokens;
    }

private:
    static constexpr std::size_t kEntries = std::size_t{1} << 14;
    struct Entry {
        std::uint64_t owner = 0;
        std::u32string word;
        std::vector<WordToken> tokens;
    };

    static std::uint64_t nextOwner() {
        static std::atomic<std::uint64_t> last{0};
        return ++last;
    }
    static Entry* table() {
        thread_local const std::unique_ptr<Entry[]> entries(new Entry[kEntries]);
        return entries.get();
    }

    std::uint64_t owner_; // one number per model
};

} // namespace attune
