// SPDX-License-Identifier: GPL-3.0-or-later
// The record of a rewritten text: the result and what changed, as spans. Operators of cleaning and
// of augmentation leave it; previews draw it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace attune {

// Bytes [begin, end).
struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t size() const { return end - begin; }
    bool operator==(const Span&) const = default;
};

struct Change {
    Span before; // in the text that was given
    Span after;  // in the result
    // Bit i: rule i of the chain took part. The record of a single rule has bit 0.
    std::uint64_t rules = 1;
    bool operator==(const Change&) const = default;
};

// Both texts are valid UTF-8 and every span begins and ends between code points. Changes stand in
// order, at least one untouched byte apart; what lies between them is equal in both texts; no
// change puts in what was there before.
struct Rewrite {
    std::string text;
    std::vector<Change> changes;
    bool operator==(const Rewrite&) const = default;
};

// The most rules a chain can have: one bit of Change::rules each.
constexpr std::size_t kMostRules = 64;

// Whether the record is what the comment above promises for the text `before`.
bool isSound(std::string_view before, const Rewrite& rewrite);

// The record of `first` (of the text `before`) and then `second` (of first.text) as one; the spans
// of `second` are those of the rules in `rules`. Changes that meet become one, with the rules of
// both; what is put back to what it was is no change.
Rewrite composed(std::string_view before, const Rewrite& first, const Rewrite& second,
                 std::uint64_t rules);

// Writes a text anew, from the left to the right.
class Rewriter {
public:
    // `source` has to outlive the rewriter.
    explicit Rewriter(std::string_view source) : source_(source) {}

    std::string_view source() const { return source_; }
    // Puts `with` in the place of bytes [begin, end), which lie right of all those replaced
    // before. Equal bytes are no change.
    void replace(std::size_t begin, std::size_t end, std::string_view with);
    void erase(std::size_t begin, std::size_t end) { replace(begin, end, {}); }
    void insert(std::size_t at, std::string_view with) { replace(at, at, with); }
    bool changed() const { return !changes_.empty(); }
    // Where the last replaced part ends in the source.
    std::size_t done() const { return done_; }
    // The bytes of the result that do for source bytes [0, done()).
    std::string_view written() const { return text_; }
    // The code point of the result that would stand right before source byte `at`, which is at
    // done() or right of it; 0 at the beginning.
    char32_t before(std::size_t at) const;
    // Bytes of the result if nothing more is replaced.
    std::size_t size() const { return text_.size() + source_.size() - done_; }
    Rewrite finish() &&;

private:
    std::string_view source_;
    std::string text_;
    std::size_t done_ = 0;
    std::vector<Change> changes_;
};

} // namespace attune
