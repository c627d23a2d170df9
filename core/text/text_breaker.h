// SPDX-License-Identifier: GPL-3.0-or-later
// Words and sentences of a text at the boundaries of ICU, which knows the words of Chinese,
// Japanese and Thai by dictionary. For the operators of cleaning and of augmentation.
#pragma once

#include "text/rewrite.h"

#include <memory>

namespace attune {

// A part between two boundaries. Parts follow each other without a gap.
struct TextPart {
    Span span;
    bool word; // has letters or digits; spaces, punctuation and emoji are no words
};

// Used by any number of threads.
class TextBreaker {
public:
    enum class Unit { Word, Sentence };
    // An Error where ICU lacks its data.
    explicit TextBreaker(Unit unit);

    // Whether Chinese is cut into words. Whoever doesn't need them gets, at several times the
    // speed, runs of Chinese characters that may be whole.
    enum class Chinese { Words, Runs };
    // The parts of valid UTF-8; sentences all count as words.
    std::vector<TextPart> parts(std::string_view text, Chinese chinese = Chinese::Words) const;

private:
    class ByKind;
    struct Prototype;
    static std::shared_ptr<const Prototype> prototypeOf(Unit unit);
    static std::vector<TextPart> byIcu(const Prototype& prototype, std::string_view text);

    std::shared_ptr<const Prototype> prototype_;
};

// As words are compared: case folded, straight apostrophes.
std::string foldedWord(std::string_view word);

} // namespace attune
