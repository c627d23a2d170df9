// SPDX-License-Identifier: GPL-3.0-or-later
// The words of a run of Chinese characters as ICU finds them, by ICU's own dictionary, many times
// faster: ICU asks it through layers made for every script and encoding. Internal to this room.
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

    // Where the dictionary stands after a word's first character.
    struct Start {
        std::uint64_t state = 0;
        std::uint32_t cost = 0; // of the character as a word
        bool word = false;
        bool goesOn = false;
    };

    HanWords(std::shared_ptr<UDataMemory> data, const char16_t* trie);

    std::shared_ptr<UDataMemory> data_;
    const char16_t* trie_;
    std::vector<Start> starts_; // [kLast - kFirst + 1]
};

} // namespace attune
