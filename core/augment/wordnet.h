// SPDX-License-Identifier: GPL-3.0-or-later
// Synonyms of English words from the database files of WordNet 3 (wndb(5WN), cntlist(5WN)),
// searched where they lie on the disk. Internal to this room.
#pragma once

#include "base/files.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace attune {

class WordNet {
public:
    enum class Part { Noun, Verb, Adjective, Adverb };

    // A UsageError that names the Debian package where the files are not there.
    explicit WordNet(const fs::path& folder);

    // The part of speech of `word` (small letters), if the counts of WordNet's tagged texts and the
    // word before leave little doubt. Function words and inflected forms have none.
    std::optional<Part> partOf(std::string_view word, std::string_view before) const;
    // The other words of the most frequent sense as far as they are in use, spaces between the
    // words of one.
    std::vector<std::string> synonyms(std::string_view word, Part part) const;

private:
    struct Lemma {
        bool known = false;
        std::uint64_t sense = 0; // offset of the most frequent one in the data file
        std::int64_t tagged = 0; // in WordNet's texts
    };
    Lemma lemma(std::string_view word, std::size_t part) const;

    std::array<std::optional<MappedFile>, 4> index_, data_, exceptions_;
    std::optional<MappedFile> counts_;
};

} // namespace attune
