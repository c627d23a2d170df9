// SPDX-License-Identifier: GPL-3.0-or-later
// All that is to be told of a finished run, as plain values: what was asked, from which data, what
// came out, how long it took, what is still wrong. Reports are written from it (report_document.h).
#pragma once

#include "studio/calibrating.h"
#include "studio/label_changes.h"
#include "studio/runs.h"

namespace attune::studio {

struct RunFacts {
    std::string path, name;
    std::string attune; // the version that made the run
    Recipe recipe;
    std::string recipeText; // with every default

    std::string reason; // "completed", "early_stopped", "stopped_by_user"
    std::int64_t step = 0, steps = 0, bestStep = 0;
    std::string bestMetric; // a key of metricTable()
    double bestScore = 0;   // NaN: unknown
    std::vector<std::string> labels;

    std::string evaluatedOn; // "test", "validation"; empty: on nothing, and `metrics` are empty
    // As the run told; where the texts are answered once more, together with the wrong ones, those
    // of the answers that predict gives: thresholds may have been kept since.
    Metrics metrics;
    Calibration calibration;   // by which they were answered once more
    MetricIntervals intervals; // of those answers; draws 0 and none: unknown
    std::optional<ScoreWorth> scores;
    std::vector<RunPoint> validation;
    std::vector<LossPoint> losses;

    struct Counted {
        std::string name;
        std::int64_t count = 0;
    };
    struct Data {
        std::int64_t train = 0, validation = 0, test = 0; // texts
        std::int64_t skippedRows = 0;
        std::int64_t maxLength = 0, truncated = 0, cutTokens = 0, unknownTokens = 0;
        std::vector<Counted> filters;   // rows that each row filter left out
        std::vector<Counted> cleaning;  // texts that each rule changed
        std::vector<Counted> operators; // copies that each operator of augmentation changed
        std::int64_t copies = 0;        // that were trained on beside the texts
        std::vector<std::pair<std::string, std::string>> fingerprints; // part, digest
    };
    Data data;

    double started = 0, ended = 0; // seconds since the Unix epoch; 0: unknown
    double trainSeconds = 0, evaluationSeconds = 0;
    double textsPerSecond = 0, tokensPerSecond = 0;
    std::string device, deviceReason, precision, precisionReason, engine, engineReason;
    std::uint64_t modelBytes = 0; // of the weights
    Problems messages;            // of the run, in their order

    // Texts that the model got wrong, the surest answers first.
    struct Wrong {
        std::uint32_t line = 0;
        std::string text, label, answer;
        double score = 0; // of the answer
        std::string pair; // second text of a pair, else empty
    };
    std::vector<Wrong> wrong;
    std::int64_t wrongCount = 0; // all of them
    Message wrongUnknown;        // why they could not be had; empty: they were

    std::vector<LabelChange> labelChanges;
};

struct FactOptions {
    // How many wrong texts; they ask for the data of the run, as they were, and for its model,
    // which answers them once more. 0: none.
    std::size_t wrongTexts = 20;
};
// A UsageError where the run is not finished or is none.
RunFacts collectFacts(const fs::path& run, const FactOptions& options = {},
                      std::stop_token stop = {}, const Progress& progress = {});

OrderedJson toJson(const RunFacts& facts);

} // namespace attune::studio
