// SPDX-License-Identifier: GPL-3.0-or-later
// The words of a run of Chinese characters as ICU finds them, by ICU's own dictionary, many times
// faster: ICU asks it through layers made for every script and encoding, and walks its trie for
// every character. Internal to this room.
#pragma once

#include "text/text_breaker.h"

#include <unicode/ucharstrie.h>

#include <memory>
#include <optional>
#include <vector>

struct UDataMemory;

namespace attune {

// Used by any number of threads.
class HanWords {
public:
    // Nothing where ICU lacks the dictionary, or keeps it in a form that isn't known.
    static std::optional<HanWords> open();

    // Whether runs may hold the character: Chinese of 20,902 unified ideographs, which stay as they
    // are in every normal form and take three bytes.
    static bool isKnown(char32_t c) { return c >= kFirst && c <= kLast; }

    // What is needed while a text is split, to be used again for the next run.
    struct Scratch {
        std::vector<char16_t> characters;
        std::vector<std::uint32_t> cost, from; // of the best way to each boundary
    };
    // Adds the words of text[run], all of known characters.
    void split(std::string_view text, Span run, Scratch& scratch,
               std::vector<TextPart>& parts) const;

private:
    static constexpr char32_t kFirst = 0x4E00, kLast = 0x9FA5;
    static constexpr int kFilterBits = 20; // 128 kB, which stay in the cache; the table doesn't

    // Two characters that words begin with: nine of ten questions end there.
    struct Pair {
        std::uint32_t key = 0;  // both characters; 0: an empty place of the table
        std::uint32_t cost = 0; // as a word; kNoWay: they are none
        std::uint32_t next = 0; // longer words: 1 + index into states_; 0: there are none
    };

    HanWords(std::shared_ptr<UDataMemory> data, const char16_t* trie);
    void readPairs(char16_t first, icu::UCharsTrie& walk, std::vector<Pair>& pairs);
    void fillTable(const std::vector<Pair>& pairs);
    std::size_t placeOf(std::uint32_t key) const { return key * 0x9E3779B1u >> shift_; }
    static std::size_t bitOf(std::uint32_t key) { return key * 0x85EBCA6Bu >> (32 - kFilterBits); }
    const Pair* find(char16_t first, char16_t second) const;

    std::shared_ptr<UDataMemory> data_;
    const char16_t* trie_;
    std::vector<std::uint32_t> costs_;  // of single characters, [kLast - kFirst + 1]
    std::vector<Pair> table_;           // by hash, open addressing; a power of 2 of places
    int shift_ = 0;                     // 32 - log2 of its size
    std::vector<std::uint64_t> filter_; // bits; 0: the pair is surely not in the table
    std::vector<std::uint64_t> states_; // of the trie behind pairs
};

} // namespace attune
