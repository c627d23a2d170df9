// SPDX-License-Identifier: GPL-3.0-or-later
// The gradient of one step: forward, loss and backward over its batches, as if they were one.
#pragma once

#include "model/engine.h"
#include "train/batching.h"
#include "train/objective.h"

#include <functional>
#include <span>

namespace attune {

struct StepGradient {
    double loss = 0;         // mean over all that the step has targets for
    double gradientNorm = 0; // NaN when the loss is not finite (then nothing was summed to the end)
    std::int64_t texts = 0;
    std::int64_t tokens = 0;
    bool finite() const;
};

// Sums gradients into the engine; the caller updates or clears them.
//
// The loss is the mean over the whole step, however it is cut into batches, and dropout masks
// depend on a text's place in the step: so accumulation and splitting change nothing but the order
// of sums. When memory does not suffice, the batch is split in halves, and later batches that are
// as heavy are split from the start; a single text that does not fit is an Error.
class StepRunner {
public:
    // `set` must outlive the runner. `tokenLimit`: batches of more tokens are split; 0: none known.
    StepRunner(Engine& engine, const EncodedSet& set, Objective objective,
               std::int64_t tokenLimit = 0);

    StepGradient run(std::span<const Batch> batches, std::uint64_t dropoutKey);

    std::int64_t tokenLimit() const { return tokenLimit_; }
    void setTokenLimit(std::int64_t tokens) { tokenLimit_ = tokens; }
    // Called with the tokens of a batch that did not fit.
    std::function<void(std::size_t tokens)> onShortage;

private:
    double addGradients(std::span<const std::size_t> rows, std::int64_t first, double weight,
                        std::uint64_t dropoutKey);

    Engine& engine_;
    const EncodedSet& set_;
    Objective objective_;
    std::int64_t tokenLimit_ = 0;
};

} // namespace attune
