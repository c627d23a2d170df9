// SPDX-License-Identifier: GPL-3.0-or-later
// A token is a word where its letters, standing after a space, are encoded as that token alone: so
// nothing hangs on how a kind of tokenizer marks its pieces.
#include "tokenizer/whole_words.h"

#include "text/letters.h"
#include "text/text_breaker.h"
#include "text/utf8.h"
#include "tokenizer/byte_letters.h"

#include <algorithm>

namespace attune {
namespace {

constexpr char32_t kMetaspace = 0x2581;

// What a token writes: without the mark of a space before it.
class Spelling {
public:
    explicit Spelling(const Tokenizer& tokenizer)
        : tokenizer_(tokenizer), bytes_(tokenizer.kind().starts_with("byte-level")) {
        for (int byte = 0; byte < 256; ++byte)
            byteOf_[letterOfByte(static_cast<unsigned char>(byte))] = static_cast<char>(byte);
    }

    std::string of(std::int32_t id) const {
        std::u32string letters = toUtf32(tokenizer_.tokenOf(id));
        if (!bytes_) {
            if (!letters.empty() && letters.front() == kMetaspace)
                letters.erase(0, 1);
            return toUtf8(letters);
        }
        std::string text;
        for (const char32_t letter : letters)
            if (const auto byte = byteOf_.find(letter); byte != byteOf_.end())
                text += byte->second;
            else
                return {};
        if (text.starts_with(' '))
            text.erase(0, 1);
        return isValidUtf8(text) ? text : std::string();
    }

private:
    const Tokenizer& tokenizer_;
    bool bytes_;
    std::unordered_map<char32_t, char> byteOf_;
};

// Whether the text is letters of one kind of script.
bool isOfLetters(const std::u32string& text, bool& spaced) {
    if (text.empty() || !isLetter(text.front()))
        return false;
    spaced = !isUnspacedLetter(text.front());
    return std::all_of(text.begin(), text.end(), [&](char32_t c) {
        return (isLetter(c) || isMark(c)) && (isMark(c) || isUnspacedLetter(c) != spaced);
    });
}

} // namespace

WholeWords::WholeWords(const Tokenizer& tokenizer) {
    const Spelling spelling(tokenizer);
    const TextBreaker breaker(TextBreaker::Unit::Word);
    EncodeOptions options;
    options.specialTokens = false;
    for (std::size_t i = 0; i < tokenizer.size(); ++i) {
        Word word{static_cast<std::int32_t>(i), spelling.of(static_cast<std::int32_t>(i)), true};
        const std::u32string letters = toUtf32(word.text);
        if (!isOfLetters(letters, word.spaced) || (word.spaced && letters.size() < 2))
            continue;
        const std::vector<std::int32_t> ids = tokenizer.encode(" " + word.text, {}, options).ids;
        // Where no space stands between words its mark is a token of its own.
        const bool marked = !word.spaced && ids.size() == 2 && spelling.of(ids.front()).empty();
        if (ids.empty() || ids.back() != word.id || (ids.size() > 1 && !marked) ||
            (!word.spaced && breaker.parts(word.text).size() != 1))
            continue;
        cutsLetters_ = cutsLetters_ && (word.spaced || letters.size() == 1);
        byFolded_.emplace(foldedWord(word.text), all_.size());
        all_.push_back(std::move(word));
    }
}

std::optional<std::size_t> WholeWords::find(std::string_view word) const {
    const auto found = byFolded_.find(foldedWord(word));
    return found == byFolded_.end() ? std::nullopt : std::optional(found->second);
}

} // namespace attune
