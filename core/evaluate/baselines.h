// SPDX-License-Identifier: GPL-3.0-or-later
// Cheap classifiers that a fine-tuned model should beat: the table of them. Each is trained and
// asked within seconds.
#pragma once

#include "data/dataset.h"
#include "evaluate/logistic.h"
#include "evaluate/predictor.h"

#include <stop_token>

namespace attune {

// What baselines see: texts for training, then those that are asked.
struct BaselineTexts {
    std::size_t labels = 0;                      // L
    std::vector<std::int32_t> truths;            // [trained], 0 .. L-1
    std::vector<std::vector<std::string>> words; // [trained + asked], see addWords()
    TextVectors vectors;                         // [trained + asked, H]; empty: none

    std::size_t trained() const { return truths.size(); }
    std::size_t asked() const { return words.size() - truths.size(); }
};

struct Baseline {
    std::string key;
    std::string title; // ATTUNE_TEXT
    std::string help;  // ATTUNE_TEXT
    enum class Needs { Nothing, Words, Vectors };
    Needs needs;
    // Logits of the asked texts, [asked, L].
    Predictions (*answer)(const BaselineTexts& texts, std::stop_token stop);
};
const std::vector<Baseline>& baselineTable();

// How vectors of texts are told apart once they are standardised: of 0.001, 0.01, 0.1 and 1 this C
// does best on SST-2.
LogisticOptions vectorOptions();

} // namespace attune
