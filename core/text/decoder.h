// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes of one encoding to UTF-8, piece by piece. Internal to this room.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct UConverter;

namespace attune {

class TextDecoder {
public:
    // All that decoding on from some place needs. Cheap to keep, and never changed.
    struct State {
        std::shared_ptr<const UConverter> converter;
        std::size_t mark = 0;
        std::string rest;
        char16_t waiting = 0;
    };

    // `encoding` is a known ICU name; the first `mark` bytes are passed over.
    // `where` names the source in errors.
    TextDecoder(const std::string& encoding, std::size_t mark, std::string where);
    ~TextDecoder();

    // Appends what `bytes` mean to `text`, whole code points; a sequence cut at the end of `bytes`
    // waits for the next call, unless this is the `last`.
    void decode(std::string_view bytes, bool last, std::string& text);

    State state() const;
    // Goes on as the decoder did whose state it was; what was counted stays.
    void restore(const State& state);

    std::uint64_t replaced() const { return replaced_; }
    const std::vector<std::uint64_t>& replacedLines() const { return replacedLines_; }

private:
    void decodeUtf8(std::string_view bytes, bool last, std::string& text);
    void decodeOther(std::string_view bytes, bool last, std::string& text);
    void countLines(std::string_view text);
    void noteLine();
    void countReplaced();

    std::unique_ptr<UConverter, void (*)(UConverter*)> converter_; // null: UTF-8
    std::size_t mark_;
    std::string where_;
    std::string rest_;     // an unfinished sequence of UTF-8
    std::u16string units_; // room for a converted piece
    char16_t waiting_ = 0; // a high surrogate whose partner comes with the next piece
    std::uint64_t replaced_ = 0;
    std::vector<std::uint64_t> replacedLines_;
    std::uint64_t line_ = 1;
    bool afterReturn_ = false;
};

} // namespace attune
