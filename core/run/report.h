// SPDX-License-Identifier: GPL-3.0-or-later
// report.json: what came out of a run, and from what.
//
//   reason, step, best_step, best_metric     how it ended and which state the model is
//   evaluated_on, metrics                    "test", else "validation", else null; of the finished
//                                            model, in fp32, so that `evaluate` repeats them
//   validation_history                       one entry an evaluation while training
//   timings, data, warnings                  figures of the run; all that was counted or skipped
//   device, precision, engine (with reasons), versions
#pragma once

#include "augment/train_set.h"
#include "data/cleaned.h"
#include "data/split.h"
#include "recipe/recipe.h"
#include "train/events.h"
#include "train/trainer.h"

#include <optional>

namespace attune {

// What augmentation did to the training part.
struct AugmentAccount {
    std::vector<std::string> operators;
    AugmentCounts counts;
};

// What the report tells about the data.
struct DataAccount {
    std::string fingerprint;
    std::int64_t trainTexts = 0, validationTexts = 0, testTexts = 0;
    std::uint64_t skippedRows = 0;
    std::vector<FilterCount> filters = {}; // what the row filters left out of the training part
    std::int64_t maxLength = 0;
    std::uint64_t truncated = 0, cutTokens = 0, unknownTokens = 0; // of the texts as trained on
    std::vector<DataFile> files = {};
    // Texts of all parts that each rule of `clean` changed, or found too hard; by the rules' order.
    // A rule that is off has no name.
    std::vector<std::string> rules = {};
    CleaningCounts cleaned = {};
    std::optional<AugmentAccount> augmented = {};
};

struct Report {
    const Recipe& recipe;
    const StartedEvent& started;
    const TrainingState& state;
    const FinishedEvent& finished; // its `test` are the metrics of the finished model
    const DataAccount& data;
    std::vector<Event> record; // all events of the run
    fs::path folder;           // of the run
};

Json toJson(const Report& report);

// The FinishedEvent of a report; throws an Error on anything else. `run`: its folder.
FinishedEvent finishedFromReport(const Json& report, const fs::path& run);

} // namespace attune
