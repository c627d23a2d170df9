// SPDX-License-Identifier: GPL-3.0-or-later
// How a finished model bears noise (augment/noise.h): its scores on the same texts with typing
// mistakes, look-alike letters and so on, and what the cleaning rule that takes the noise away
// gives back. Answers are those that predict gives.
#pragma once

#include "augment/noise.h"
#include "evaluate/wilson.h"
#include "studio/studio.h"

namespace attune::studio {

struct RobustnessOptions {
    // A file of labelled texts, and its columns as in EvaluateOptions; empty: the test part of the
    // run, else its validation part.
    std::string data, text, pair, label;
    bool testPart = true; // of a run, if it has one
    std::uint64_t seed = 42;
    std::vector<std::string> noises; // keys of noiseTable(); empty: all
    std::size_t limit = 2000;        // texts, drawn evenly by the seed; 0: all
};

struct RobustnessRow {
    std::string noise, title; // of noiseTable()
    double strength = 0;
    bool ofLetters = false;
    std::int64_t changedTexts = 0;   // that the noise could change
    std::int64_t changedAnswers = 0; // texts whose label is another one than without noise
    double accuracy = 0, macroF1 = 0;
    // The rule of `clean` that takes it away, and the scores with it before the model's own rules;
    // the model's own are asked in any case.
    std::string rule;     // empty: there is none
    bool ownRule = false; // the model cleans its texts by this rule anyway
    double cleanedAccuracy = 0, cleanedMacroF1 = 0;
    // A text with it: the first that the noise changed.
    std::string sample;
    Rewrite noisy;
};

struct Robustness {
    std::vector<std::string> labels;
    std::string data; // the file, or "test", "validation" of the run
    std::int64_t texts = 0;
    std::uint64_t seed = 0;
    double accuracy = 0, macroF1 = 0; // without noise
    std::vector<RobustnessRow> rows;  // noises in the order of the table, weaker before stronger;
                                      // those that change no text are left out
    double seconds = 0;
    Problems notes;

    // Of an accuracy on these texts: Wilson's interval of 95%.
    FigureInterval around(double share) const { return wilson(share, texts); }
};

// `path`: a finished model folder, or a run with one. The same seed gives the same figures.
Robustness measureRobustness(const fs::path& path, const RobustnessOptions& options = {},
                             const Progress& progress = {}, std::stop_token stop = {});

} // namespace attune::studio
