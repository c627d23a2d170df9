// SPDX-License-Identifier: GPL-3.0-or-later
// What is odd in the texts of a data set as a whole: texts that stand twice, the same text with
// other labels, texts that are trained on and measured on.
#pragma once

#include "base/error.h"

#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

namespace attune {

struct Split;

struct DataCheck {
    enum class Kind {
        Doubled,     // the text stands earlier in the part, with the same label
        Conflicting, // the text stands earlier in the part, with another label
        Shared,      // the text stands in the training part too
    };
    struct Case {
        std::string text;
        std::uint32_t line = 0;  // of the row; class folders: its number
        std::uint32_t other = 0; // of the first row with the text
        std::string label, otherLabel;
    };

    Kind kind = Kind::Doubled;
    std::string part;        // "train", "validation", "test"
    std::uint64_t rows = 0;  // of the part that are so
    std::uint64_t texts = 0; // rows of the part in all
    std::vector<Case> first; // the first of them, ten at most
};

// Every check that found something; which texts are the same: same_texts.h. Throws Cancelled when
// stopped.
std::vector<DataCheck> checkTexts(const Split& split, std::stop_token stop = {});

// As a person should hear of it.
Problem describe(const DataCheck& check, const std::string& source);

} // namespace attune
