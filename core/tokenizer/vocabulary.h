// SPDX-License-Identifier: GPL-3.0-or-later
// Tokens and their ids, with a lookup that takes a text's hash as it grows byte by byte.
#pragma once

#include "base/json.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace attune {

class Vocabulary {
public:
    static constexpr std::int64_t kHighestId = 4'000'000;

    Vocabulary() = default;
    // The token of each id, of equal ones the last is found; an id that is not in use has an empty
    // one (`emptyToken` names the id of
    // the token that is the empty text, where there is one).
    explicit Vocabulary(std::vector<std::string> tokens,
                        std::optional<std::int32_t> emptyToken = {});
    // {"token": id, ...}. Throws an Error for ids that are negative, above kHighestId, given
    // twice, or not whole numbers.
    static Vocabulary fromJson(const Json& json, const std::string& where);
    // The same, or [["piece", score], ...] in the order of ids.
    static Vocabulary fromAny(const Json& json, const std::string& where);
    // vocab.txt: the token of each line, as the `tokenizers` library reads it (white space at the
    // end of a line is dropped; of a token given twice the last line counts).
    static Vocabulary fromLines(std::string_view text, const std::string& where);

    std::size_t count() const { return count_; }         // tokens
    std::size_t idEnd() const { return tokens_.size(); } // highest id + 1
    std::size_t longest() const { return longest_; }     // bytes of the longest token
    const std::string& tokenOf(std::int32_t id) const;   // "" when the id is not in use
    bool isUsed(std::int32_t id) const;
    std::optional<std::int32_t> find(std::string_view token) const;

    // FNV-1a; hash(a + b) is extend(hash(a), b).
    static constexpr std::uint64_t kEmptyHash = 0xCBF29CE484222325u;
    static std::uint64_t extend(std::uint64_t hash, std::string_view bytes) {
        for (const char c : bytes)
            hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
        return hash;
    }
    // The id of head + tail, whose hash is `hash`; -1 when there is none.
    std::int32_t find(std::uint64_t hash, std::string_view head, std::string_view tail) const;

private:
    struct Slot {
        std::uint32_t tag = 0; // upper bits of the hash
        std::int32_t id = -1;
    };

    std::vector<std::string> tokens_;
    std::vector<Slot> slots_; // open addressing, a power of two, at most half full
    std::optional<std::int32_t> emptyToken_;
    std::size_t count_ = 0;
    std::size_t longest_ = 0;
};

} // namespace attune
