// SPDX-License-Identifier: GPL-3.0-or-later
// What a fine-tuned model adds over cheap classifiers (evaluate/baselines.h): the same training and
// test texts, cleaned by the same rules, the same metrics.
#pragma once

#include "evaluate/baselines.h"
#include "evaluate/wilson.h"
#include "studio/studio.h"

namespace attune::studio {

struct BaselineOptions {
    // Of a run or recipe: its validation part, though there is a test part.
    bool validation = false;
    // Of data without a recipe: the file that is asked about; empty: a fifth of the data, drawn
    // evenly from every label.
    std::string test;
    // Of data without a recipe: the model for vectors; empty: no baseline on vectors.
    std::string model;
};

struct MeasuredBaseline {
    std::string key, title; // of baselineTable()
    Metrics metrics;
    double seconds = 0; // of everything that it takes: words or vectors, training, answering
};

struct BaselineComparison {
    std::vector<std::string> labels;
    std::vector<MeasuredBaseline> baselines; // in the order of baselineTable()
    // Of a run: what its model does on the same texts, as its report says.
    std::optional<Metrics> model;
    double modelSeconds = 0; // of training it
    bool onTest = true;      // else on the validation part, or on what was drawn from the data
    std::int64_t trainTexts = 0, texts = 0;
    Problems notes;

    // Of an accuracy on these texts: Wilson's interval of 95%.
    FigureInterval around(double share) const { return wilson(share, texts); }
};

// `path`: a run folder, a recipe (.yaml, .yml), or a file of labelled texts (csv, tsv, jsonl, and
// the sample files of TextBlob: data/sample_file.h). A run or recipe is asked about its test part,
// else its validation part; it needs one of them.
BaselineComparison measureBaselines(const fs::path& path, const BaselineOptions& options = {},
                                    const Progress& progress = {}, std::stop_token stop = {});

} // namespace attune::studio
