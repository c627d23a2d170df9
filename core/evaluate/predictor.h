// SPDX-License-Identifier: GPL-3.0-or-later
// Logits of many texts by an engine, in batches of like length, answered in the order asked.
#pragma once

#include "data/encoded_set.h"
#include "data/task.h"
#include "evaluate/metrics.h"
#include "model/engine.h"

#include <functional>
#include <stop_token>
#include <vector>

namespace attune {

// Rows of a set as one packed batch, in the order given.
PackedBatch packRows(const EncodedSet& set, std::span<const std::size_t> rows);

// What an engine says: an answer for each row of a set, or for each of its tokens where the spec
// answers tokens.
struct Predictions {
    std::size_t labels = 0;    // L
    std::vector<float> logits; // [answers, L]

    std::size_t answers() const { return labels == 0 ? 0 : logits.size() / labels; }
    std::span<const float> of(std::size_t answer) const {
        return {logits.data() + answer * labels, labels};
    }
    std::int32_t best(std::size_t answer) const;           // argmax, the first of equals
    std::vector<double> scores(std::size_t answer) const;  // softmax
    std::vector<double> chances(std::size_t answer) const; // of each label alone: sigmoid
};

struct PredictionOptions {
    bool exact = false; // PassOptions::exact
    std::size_t tokensPerBatch = 4096;
};

// The batches depend on the set alone (rows by length, about `tokensPerBatch` tokens each), so the
// same set gives the same bits again. `progress(done, all)` in rows. On OutOfMemory a batch is
// halved. Throws Cancelled when stopped.
Predictions predictAll(Engine& engine, const EncodedSet& set,
                       const std::function<void(std::size_t, std::size_t)>& progress = {},
                       std::stop_token stop = {}, const PredictionOptions& options = {});

// The loss of each row by itself, [rows]: the mean over its labels, or over its tokens with a tag;
// NaN for a row of SingleLabel without a label.
std::vector<double> lossesOf(Task task, const Predictions& predictions, const EncodedSet& set);

// Metrics and mean cross entropy over the rows with a label, of SingleLabel.
Metrics evaluatePredictions(const Predictions& predictions, std::span<const std::int32_t> truth,
                            const std::vector<std::string>& labels);
// The same for every task, by the targets of the set and the loss of the task. A label of
// MultiLabel is answered where its chance is at least a half.
Metrics evaluatePredictions(Task task, const Predictions& predictions, const EncodedSet& set,
                            const std::vector<std::string>& labels);

} // namespace attune
