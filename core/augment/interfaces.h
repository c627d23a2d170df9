// SPDX-License-Identifier: GPL-3.0-or-later
// What operators of augmentation may ask of a model. Rooms to the right implement these and `run`
// hands them in. Answers hang on the question alone: neither on what was asked before nor on how
// many ask at once, so that what is previewed is what is trained. Used by any number of
// threads.
#pragma once

#include "text/rewrite.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace attune {

struct SuggestedWord {
    std::string word;
    double score = 0; // the greater, the better it fits
};

// Words for a place in a text, such as a masked language model finds.
class Suggester {
public:
    virtual ~Suggester() = default;
    // For each place, at most `most` words that could stand there while the rest of the text is as
    // it stands; the best first, scores above 0.
    virtual std::vector<std::vector<SuggestedWord>>
    suggest(std::string_view text, std::span<const Span> places, std::size_t most) const = 0;
};

// Words near a word in meaning, such as embeddings give.
class Neighbours {
public:
    virtual ~Neighbours() = default;
    // At most `most` words, the nearest first, `word` itself not among them.
    virtual std::vector<SuggestedWord> near(std::string_view word, std::size_t most) const = 0;
};

// A finished model that reads texts by itself.
class Judge {
public:
    virtual ~Judge() = default;
    // The score of each label, [L]; `pair` is empty where texts are single.
    virtual std::vector<float> scores(std::string_view text, std::string_view pair) const = 0;
};

} // namespace attune
