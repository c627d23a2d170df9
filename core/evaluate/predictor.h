// SPDX-License-Identifier: GPL-3.0-or-later
// Logits of many texts by an engine, in batches of like length, answered in the order asked.
#pragma once

#include "data/encoded_set.h"
#include "evaluate/metrics.h"
#include "model/engine.h"

#include <functional>
#include <stop_token>
#include <vector>

namespace attune {

// Rows of a set as one packed batch, in the order given.
PackedBatch packRows(const EncodedSet& set, std::span<const std::size_t> rows);

struct Predictions {
    std::size_t labels = 0;    // L
    std::vector<float> logits; // [rows, L]

    std::span<const float> of(std::size_t row) const {
        return {logits.data() + row * labels, labels};
    }
    std::int32_t best(std::size_t row) const;          // argmax, the first of equals
    std::vector<double> scores(std::size_t row) const; // softmax
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

// Metrics and mean cross entropy over the rows with a label.
Metrics evaluatePredictions(const Predictions& predictions, std::span<const std::int32_t> truth,
                            const std::vector<std::string>& labels);

} // namespace attune
