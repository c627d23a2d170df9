// SPDX-License-Identifier: GPL-3.0-or-later
// A person's file of words that may stand for each other. Internal to this room.
#pragma once

#include "base/files.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace attune {

// UTF-8, a group a line, its words with tabs or commas between, or where there are none, spaces.
// Lines of HIT Cilin ("Aa01A01= 人 士 人物") count as far as they hold words of one meaning.
class WordGroups {
public:
    // Throws a UsageError where the file cannot be used.
    static WordGroups read(const fs::path& file);
    void add(std::vector<std::string> group);

    bool empty() const { return groups_.empty(); }
    std::size_t size() const { return groups_.size(); }
    // The groups of a word, whatever its case; null: none.
    const std::vector<std::uint32_t>* of(std::string_view word) const;
    const std::vector<std::string>& group(std::uint32_t number) const { return groups_[number]; }

private:
    std::vector<std::vector<std::string>> groups_;
    std::unordered_map<std::string, std::vector<std::uint32_t>> of_; // by folded word
};

// What to tell of a file that could not be read as a parameter: as a problem of the key `key`.
void readGroups(WordGroups& groups, const std::string& path, const fs::path& base, const char* key,
                Problems& problems);

} // namespace attune
