// SPDX-License-Identifier: GPL-3.0-or-later
// The steps and learning rates that a run would have, by what the trainer itself goes by.
#include "studio/studio.h"
#include "train/schedule.h"
#include "train/trainer.h"

#include <algorithm>
#include <cmath>

namespace attune::studio {

namespace {
constexpr std::int64_t kRatesShown = 200;
}

ScheduleAhead scheduleAhead(const TrainingSettings& settings, std::int64_t trainTexts,
                            bool hasValidation) {
    ScheduleAhead ahead;
    if (trainTexts <= 0)
        return ahead;
    const TrainingPlan plan = planTraining(settings, static_cast<std::size_t>(trainTexts));
    ahead.steps = plan.steps;
    ahead.stepsPerEpoch = plan.stepsPerEpoch;
    ahead.warmup = warmupSteps(settings.warmup, plan.steps);
    ahead.textsPerStep = std::min(settings.batch_size * settings.accumulation, trainTexts);
    if (hasValidation)
        ahead.evaluations = evaluationsOf(settings, plan);
    const auto add = [&](std::int64_t step) {
        ahead.rates.emplace_back(
            step, settings.learning_rate *
                      scheduleFactor(settings.schedule, step - 1, ahead.warmup, ahead.steps));
    };
    // The corner where the warm-up ends is always among them.
    const std::int64_t corner = ahead.warmup + 1;
    const std::int64_t stride = std::max<std::int64_t>(1, ahead.steps / kRatesShown);
    for (std::int64_t step = 1; step <= ahead.steps; step += stride) {
        if (!ahead.rates.empty() && ahead.rates.back().first < corner && corner < step)
            add(corner);
        add(step);
    }
    if (!ahead.rates.empty() && ahead.rates.back().first < ahead.steps)
        add(ahead.steps);
    return ahead;
}

} // namespace attune::studio
