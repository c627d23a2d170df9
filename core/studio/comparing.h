// SPDX-License-Identifier: GPL-3.0-or-later
// Two finished models side by side on the same labelled texts: which is right how often, whether
// that is more than chance, and where they disagree. Answers and scores are those that predict
// gives, by the calibration that is kept with each model. With several labels a text is right where
// all of them are; with spans where all of them are, each to its ends, as metrics judge it. So
// McNemar's test is over texts, which were drawn independently, and not over their tokens.
#pragma once

#include "studio/studio.h"

namespace attune::studio {

struct ModelComparison {
    // One text on which the answers differ.
    struct Row {
        std::uint32_t line = 0;
        std::string text, pair;
        std::int32_t label = -1; // all three: SingleLabel, indices into `labels`
        std::int32_t first = -1, second = -1;
        // For people: "good", "film; music", "PER: Anna Peter; LOC: Paris".
        std::string truth, firstAnswer, secondAnswer;
        bool firstRight = false, secondRight = false;
        double firstScore = 0, secondScore = 0; // of the own answer: Evaluation::Row::score
    };
    Task task = Task::SingleLabel;
    std::vector<std::string> labels; // of the data and of both models, in code-point order
    // Texts that both answered: with labels that both know.
    std::int64_t texts = 0;
    std::int64_t trainedOn = 0; // texts left out, since only one of both was trained on them
    std::int64_t bothRight = 0, onlyFirst = 0, onlySecond = 0, bothWrong = 0;
    std::vector<Row> rows; // where one of them is right first, then those that both got wrong; each
                           // the surest first
    double p = 1;          // mcnemarExact(onlyFirst, onlySecond)
    bool hasPairs = false;
    Problems notes;

    double accuracy(bool second) const; // share of texts that are right
};

// A UsageError where the models are of different tasks or of regression, whose answers are neither
// right nor wrong, and where they share no label of the data. Texts that only one of both was
// trained on are left out and told; where it is not known what a model was trained on, that is
// told. Without `data.data` on the test part of the run of the first, or on its validation part
// where there is none.
ModelComparison compareModels(const fs::path& first, const fs::path& second,
                              const EvaluateOptions& data, const Progress& progress = {},
                              std::stop_token stop = {});
// On the validation or test part of a run, whose model is the first. An error where the data are
// not those that the run was made with.
ModelComparison compareOnRun(const fs::path& runFolder, const fs::path& second, bool testPart,
                             const Progress& progress = {}, std::stop_token stop = {});

// The other finished runs in the folder of a run, those first that its model can be compared with,
// newest first.
struct OtherRun {
    std::string path;
    Message whyNot; // it cannot; empty: it can
};
std::vector<OtherRun> otherRuns(const fs::path& runFolder, const std::stop_token& stop = {});

} // namespace attune::studio
