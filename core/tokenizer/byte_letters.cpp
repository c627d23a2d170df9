// SPDX-License-Identifier: GPL-3.0-or-later
// The alphabet of byte-level BPE, see the header.
#include "tokenizer/byte_letters.h"

#include "text/utf8.h"

#include <array>

namespace attune {
namespace {

constexpr std::array<char32_t, 256> makeLetters() {
    std::array<char32_t, 256> letters{};
    char32_t next = 0x100;
    for (char32_t byte = 0; byte < 256; ++byte) {
        const bool visible = (byte >= 0x21 && byte <= 0x7E) || (byte >= 0xA1 && byte != 0xAD);
        letters[byte] = visible ? byte : next++;
    }
    return letters;
}

constexpr std::array<char32_t, 256> kLetters = makeLetters();
static_assert(kLetters[' '] == kSpaceLetter);

} // namespace

char32_t letterOfByte(unsigned char byte) { return kLetters[byte]; }

void writeAsByteLetters(NormalizedText& text, std::vector<CharRange>& words) {
    NormalizedText::Rewriter rewriter(text);
    std::string bytes;
    for (CharRange& word : words) {
        rewriter.startWord(word.begin);
        const std::size_t begin = rewriter.written();
        for (std::size_t i = word.begin; i < word.end; ++i) {
            if (text[i] < 0x80) {
                rewriter.replace(kLetters[text[i]]);
                continue;
            }
            bytes.clear();
            appendUtf8(bytes, text[i]);
            rewriter.replace(kLetters[static_cast<unsigned char>(bytes[0])]);
            for (std::size_t k = 1; k < bytes.size(); ++k)
                rewriter.insert(kLetters[static_cast<unsigned char>(bytes[k])]);
        }
        word = {begin, rewriter.written()};
    }
    rewriter.finish();
}

} // namespace attune
