// SPDX-License-Identifier: GPL-3.0-or-later
// Tags of words, "B-PER I-PER O", as spans of words: IOB1, IOB2, BIOES, BILOU, BMES and bare types
// ("PER PER O"), as seqeval's get_entities reads them. Words joined to a text.
#pragma once

#include "base/error.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace attune {

// Whether it is O, or one of the letters of a scheme alone or with "-" and a type behind it.
bool isSchemeTag(std::string_view tag);

// A tag of a word: its letter, and what it is of ("_": without a type).
struct ChunkTag {
    char letter = 'O'; // O, B, I, E, S
    std::string type = "_";
};
// Whether a span that holds `before` ends there when `tag` follows, and whether one starts at
// `tag`: seqeval 1.2.2, metrics/sequence_labeling.py, end_of_chunk and start_of_chunk.
bool endsChunk(const ChunkTag& before, const ChunkTag& tag);
bool startsChunk(const ChunkTag& before, const ChunkTag& tag);

// Words [begin, end) of one type.
struct WordSpan {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string type;
    bool operator==(const WordSpan&) const = default;
};

// What was met in tags so far, over all sentences of a file.
struct TagFindings {
    std::uint64_t begins = 0; // B or S where no entity of the type stands before: IOB2 or later
    std::uint64_t ends = 0;   // E, L, S, U
    // I or E where no entity of the type stands before: how IOB1 begins one; else ill-formed.
    std::uint64_t loose = 0;
    std::uint64_t open = 0;      // entities that end without E or L
    std::uint32_t looseLine = 0; // where the first of those stands
    std::uint32_t openLine = 0;

    // Tags that do not fit the scheme which the others show.
    std::uint64_t illFormed() const {
        return (begins > 0 || ends > 0 ? loose : 0) + (ends > 0 ? open : 0);
    }
};

// `line`: where the sentence stands.
std::vector<WordSpan> spansOfTags(std::span<const std::string> tags, std::uint32_t line,
                                  TagFindings& findings);
// Tells of ill-formed tags, where there are some.
void noteIllFormedTags(const TagFindings& findings, const std::string& where, Problems& notes);

// Words as one text: with a space between two words unless both are written without (Han, kana,
// their punctuation), or every word is one character or of those, and at least one is of those.
// `places` gets where each stands, in bytes [begin, end).
std::string joinedWords(std::span<const std::string> words,
                        std::vector<std::pair<std::size_t, std::size_t>>& places);

} // namespace attune
