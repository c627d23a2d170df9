// SPDX-License-Identifier: GPL-3.0-or-later
// A text while it is being normalised: its code points, and for each where in the original text it
// comes from.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace attune {

// Bytes [first, second) of the original text.
using ByteSpan = std::pair<std::uint32_t, std::uint32_t>;

// Code points [begin, end) of a NormalizedText.
struct CharRange {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool operator==(const CharRange&) const = default;
};

class NormalizedText {
public:
    NormalizedText() = default;
    // `text` is valid UTF-8; its first byte is byte `start` of the original text.
    explicit NormalizedText(std::string_view text, std::uint32_t start = 0);

    const std::u32string& chars() const { return chars_; }
    std::size_t size() const { return chars_.size(); }
    char32_t operator[](std::size_t i) const { return chars_[i]; }

    // Where the code points of a range, which is not empty, come from.
    ByteSpan origin(CharRange range) const {
        return {origins_[range.begin].first, origins_[range.end - 1].second};
    }

    // Drops the code points for which `drop` holds.
    template <class Drop> void removeIf(Drop drop) {
        std::size_t kept = 0;
        for (std::size_t i = 0; i < chars_.size(); ++i)
            if (!drop(chars_[i])) {
                chars_[kept] = chars_[i];
                origins_[kept++] = origins_[i];
            }
        chars_.resize(kept);
        origins_.resize(kept);
    }
    // Replaces each code point by one.
    template <class Map> void map(Map convert) {
        for (char32_t& c : chars_)
            c = convert(c);
    }
    // Keeps only the code points of a range.
    void crop(CharRange range);

    // The code points of a range as a text of their own; inserted at its beginning are code points
    // without width.
    NormalizedText part(CharRange range) const;

    // Writes a text anew. An output code point either takes the place of the next input code
    // point (then it has that one's origin) or is inserted (then it has the origin of the input
    // code point before it). This counting is the `tokenizers` library's, whose offsets it gives.
    // Throws an Error where the result gets far longer than the text was at first: rules that a
    // few bytes of a file ask for must not fill the memory.
    class Rewriter {
    public:
        explicit Rewriter(NormalizedText& text);
        // Takes the place of one code point, and of `dropped` more that follow it.
        void replace(char32_t c, std::size_t dropped = 0);
        void insert(char32_t c);
        void drop(std::size_t count = 1);
        // As the library counts: above 0 inserts, else replaces and drops -change.
        void write(char32_t c, std::ptrdiff_t change) {
            if (change > 0)
                insert(c);
            else
                replace(c, static_cast<std::size_t>(-change));
        }
        // Goes on at input code point `at`, which begins a word: what is inserted now is without
        // width.
        void startWord(std::size_t at);
        std::size_t written() const { return chars_.size(); }
        void finish();

    private:
        NormalizedText& text_;
        std::size_t next_ = 0;
        std::size_t wordStart_ = 0;
        void append(char32_t c, ByteSpan origin);

        std::u32string chars_;
        std::vector<ByteSpan> origins_;
        std::size_t most_; // code points
    };

private:
    std::u32string chars_;
    std::vector<ByteSpan> origins_; // as long as chars_
    std::uint32_t start_ = 0;
};

} // namespace attune
