// SPDX-License-Identifier: GPL-3.0-or-later
// Examples as token ids, packed in one array.
#pragma once

#include "data/dataset.h"
#include "tokenizer/tokenizer.h"

#include <stop_token>

namespace attune {

struct EncodedSet {
    std::vector<std::int32_t> ids;     // all tokens, [sum of lengths]
    std::vector<std::uint8_t> typeIds; // empty when all are 0, else as long as ids
    std::vector<std::uint64_t> starts; // [rows + 1]
    std::vector<std::int32_t> labels;  // [rows]; -1 where the task is not SingleLabel
    std::vector<float> values;         // Regression: [rows]
    std::vector<std::uint8_t> many;    // MultiLabel: [rows, L], 1 where the text has the label
    std::vector<std::int32_t> tags;    // TokenLabels: [sum of lengths], -1 for special tokens
    // TokenLabels: [sum of lengths], where the token stands in its text, in bytes [begin, end).
    std::vector<std::pair<std::uint32_t, std::uint32_t>> offsets;
    std::uint64_t truncated = 0; // rows that were cut
    std::uint64_t cutTokens = 0; // tokens lost by it
    std::uint64_t unknownTokens = 0;
    // Of TokenLabels: labelled spans that were cut, in part or as a whole; further ones that begin
    // or end within a token; further ones without a token of their own, which are not learnt.
    std::uint64_t cutSpans = 0;
    std::uint64_t splitSpans = 0;
    std::uint64_t lostSpans = 0;

    std::size_t rows() const { return labels.size(); }
    std::size_t length(std::size_t row) const { return starts[row + 1] - starts[row]; }
};

// From a twentieth on, unknown tokens are worth a warning: the model reads nothing there.
constexpr bool isMuchUnknown(double unknown, double tokens) { return unknown * 20 >= tokens; }

// `pairs`: every example is a pair, an empty second text included; else its second text is not
// looked at. The targets are those of `task`, with `labels` as in Dataset::labels.size() (looked at
// for MultiLabel and TokenLabels). Throws Cancelled when stopped.
//
// Tags by the tokenizer's offsets: of the tokens that overlap a span the first has the tag B, the
// others I; all other tokens of the text have O. White space at the ends of a token does not count.
EncodedSet encodeExamples(const Tokenizer& tokenizer, std::span<const Example> examples, bool pairs,
                          std::size_t maxLength, unsigned threads = 0, std::stop_token stop = {},
                          Task task = Task::SingleLabel, std::size_t labels = 0);

} // namespace attune
