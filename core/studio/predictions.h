// SPDX-License-Identifier: GPL-3.0-or-later
// Answers that are handed on: written by predictFile(), then read back before they are called done.
#pragma once

#include "studio/studio.h"

namespace attune::studio {

struct CheckedPredictions {
    std::string path;
    PredictReport report;
    // As found in the file.
    std::int64_t rows = 0, answered = 0;
    struct Count {
        std::string label;
        std::int64_t rows = 0;
    };
    // Every label of the model, in the order of its ids; TokenLabels: the types of its spans;
    // Regression: none.
    std::vector<Count> byLabel;
};

// predictFile(), and an Error where the file that was written has another number of rows, an answer
// that is no label of the model, or a score that is no probability.
CheckedPredictions predictChecked(const fs::path& modelFolder, const PredictOptions& options,
                                  const Progress& progress = {}, std::stop_token stop = {});

// The same for the validation or test part of a run: its texts as the data hold them, with `line`
// (none for class folders) and label. `options.data` and its columns are not looked at. An Error
// where the data are not those that the run was made with.
CheckedPredictions predictHeldOut(const fs::path& run, bool testPart, PredictOptions options,
                                  const Progress& progress = {}, std::stop_token stop = {});

} // namespace attune::studio
