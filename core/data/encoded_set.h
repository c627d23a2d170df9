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
    std::vector<std::int32_t> labels;  // [rows]
    std::uint64_t truncated = 0;       // rows that were cut
    std::uint64_t cutTokens = 0;       // tokens lost by it
    std::uint64_t unknownTokens = 0;

    std::size_t rows() const { return labels.size(); }
    std::size_t length(std::size_t row) const { return starts[row + 1] - starts[row]; }
};

// From a twentieth on, unknown tokens are worth a warning: the model reads nothing there.
constexpr bool isMuchUnknown(double unknown, double tokens) { return unknown * 20 >= tokens; }

// `pairs`: every example is a pair, an empty second text included; else its second text is not
// looked at. Throws Cancelled when stopped.
EncodedSet encodeExamples(const Tokenizer& tokenizer, std::span<const Example> examples, bool pairs,
                          std::size_t maxLength, unsigned threads = 0, std::stop_token stop = {});

} // namespace attune
