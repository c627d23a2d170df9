// SPDX-License-Identifier: GPL-3.0-or-later
// Texts whose label is likely wrong: each text of the training file is judged by models that were
// trained without it, and ranked by confident learning (evaluate/confident_learning.h).
#pragma once

#include "studio/studio.h"

namespace attune::studio {

struct LabelErrorOptions {
    enum class By {
        Embeddings, // a linear model on vectors of the pretrained model as it is, and naive Bayes
                    // on words: seconds
        FineTuning, // a run of the recipe for each fold
    };
    By by = By::Embeddings;
    std::uint32_t folds = 5;

    static constexpr std::uint32_t kMostFolds = 100;
};

struct LabelErrors {
    struct Row {
        std::uint32_t line = 0;
        std::uint32_t row = 0; // Example::row, of the training file
        std::string text, pair;
        std::int32_t label = -1, suggested = -1; // as given, and the best other one
        double probability = 0;                  // of the label as given
        double suggestedProbability = 0;
        double quality = 0;       // 0 surely wrong, 1 surely right
        bool likelyWrong = false; // counted as wrong by the confident joint
    };
    std::vector<std::string> labels;
    std::vector<Row> rows;        // the likeliest errors first
    std::int64_t likelyWrong = 0; // rows
    // [given][likely]: texts that the models are sure of.
    std::vector<std::vector<std::int64_t>> joint;
    double accuracy =
        0; // of the models on the texts that they were not trained on, labels as given
    LabelErrorOptions options;
    double seconds = 0;
    bool hasPairs = false;
    Problems notes;
};

// `path`: a run folder, or the file of a recipe. Nothing is left on the disk; by fine-tuning, the
// folds' runs lie beside the run folder meanwhile. The same seed gives the same ranking.
LabelErrors findLabelErrors(const fs::path& path, const LabelErrorOptions& options = {},
                            const Progress& progress = {}, std::stop_token stop = {});

// Throws where the ranking cannot be written to `output`, or would take the place of what the
// recipe or run reads: asked before the work.
void checkLabelErrorsFile(const fs::path& path, const fs::path& output, bool overwrite);
// The ranking as csv: rank, line, label, suggested, quality, likely_wrong and the text.
void writeLabelErrors(const LabelErrors& errors, const fs::path& output);

} // namespace attune::studio
