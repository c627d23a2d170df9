// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/step.h"

#include "base/error.h"
#include "evaluate/predictor.h"

#include <cmath>
#include <limits>

namespace attune {

bool StepGradient::finite() const { return std::isfinite(loss) && std::isfinite(gradientNorm); }

StepRunner::StepRunner(Engine& engine, const EncodedSet& set, Objective objective,
                       std::int64_t tokenLimit)
    : engine_(engine), set_(set), objective_(std::move(objective)), tokenLimit_(tokenLimit) {}

StepGradient StepRunner::run(std::span<const Batch> batches, std::uint64_t dropoutKey) {
    StepGradient step;
    double weight = 0;
    for (const Batch& batch : batches) {
        weight += objective_.weightOf(batch);
        step.tokens += static_cast<std::int64_t>(tokensOf(set_, batch));
    }
    // A step whose labels all weigh nothing teaches nothing.
    if (weight == 0)
        weight = 1;
    double sum = 0;
    for (const Batch& batch : batches) {
        sum += addGradients(batch, step.texts, weight, dropoutKey);
        step.texts += static_cast<std::int64_t>(batch.size());
    }
    step.loss = sum / weight;
    step.gradientNorm =
        std::isfinite(sum) ? engine_.gradientNorm() : std::numeric_limits<double>::quiet_NaN();
    return step;
}

// Returns the sum of the losses of the rows; where it is not finite no gradient is added.
double StepRunner::addGradients(std::span<const std::size_t> rows, std::int64_t first,
                                double weight, std::uint64_t dropoutKey) {
    const std::size_t tokens = tokensOf(set_, rows);
    const bool tooHeavy = tokenLimit_ > 0 && static_cast<std::int64_t>(tokens) > tokenLimit_;
    if (!tooHeavy || rows.size() == 1) {
        try {
            PassOptions options;
            options.training = true;
            options.dropoutKey = dropoutKey;
            options.firstSequence = first;
            const std::unique_ptr<Pass> pass = engine_.forward(packRows(set_, rows), options);
            LossResult loss = objective_(pass->logits(), rows);
            if (std::isfinite(loss.sum)) {
                for (float& gradient : loss.gradient)
                    gradient = static_cast<float>(gradient / weight);
                engine_.backward(*pass, loss.gradient);
            }
            return loss.sum;
        } catch (const OutOfMemory&) {
            if (rows.size() == 1)
                throw Error(say(ATTUNE_TEXT("core", "The memory does not suffice to train on one "
                                                    "text of %1 tokens."),
                                tokens),
                            {},
                            say(ATTUNE_TEXT("core", "Close other programs, or choose a smaller "
                                                    "model or a smaller data.max_length.")));
            // An eighth less at a time: a few tries find what fits.
            tokenLimit_ = static_cast<std::int64_t>(tokens - 1 - tokens / 8);
            if (onShortage)
                onShortage(tokens);
        }
    }
    const std::size_t half = rows.size() / 2;
    const double sum = addGradients(rows.first(half), first, weight, dropoutKey);
    return sum + addGradients(rows.subspan(half), first + static_cast<std::int64_t>(half), weight,
                              dropoutKey);
}

} // namespace attune
