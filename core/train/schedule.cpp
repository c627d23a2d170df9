// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/schedule.h"

#include "base/error.h"
#include "base/lists.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace attune {

namespace {

double linear(double progress) { return std::max(0.0, 1.0 - progress); }
double cosine(double progress) {
    return std::max(0.0, 0.5 * (1.0 + std::cos(std::numbers::pi * progress)));
}
double constant(double) { return 1.0; }

} // namespace

const std::vector<ScheduleInfo>& scheduleTable() {
    static const std::vector<ScheduleInfo> table = {
        {"linear",   ATTUNE_TEXT("core", "Linear"),   linear  },
        {"cosine",   ATTUNE_TEXT("core", "Cosine"),   cosine  },
        {"constant", ATTUNE_TEXT("core", "Constant"), constant},
    };
    return table;
}

std::int64_t warmupSteps(double warmup, std::int64_t steps) {
    if (warmup >= 1)
        return static_cast<std::int64_t>(warmup);
    return static_cast<std::int64_t>(std::ceil(static_cast<double>(steps) * warmup));
}

double scheduleFactor(const std::string& key, std::int64_t done, std::int64_t warmup,
                      std::int64_t steps) {
    const auto at = static_cast<double>(done), grown = static_cast<double>(warmup);
    if (done < warmup)
        return at / std::max(1.0, grown);
    const double progress = (at - grown) / std::max(1.0, static_cast<double>(steps) - grown);
    std::vector<std::string> known;
    for (const ScheduleInfo& schedule : scheduleTable()) {
        if (schedule.key == key)
            return schedule.factor(progress);
        known.push_back(schedule.key);
    }
    throw UsageError(say(ATTUNE_TEXT("core", "There is no schedule “%1”."), key),
                     "training.schedule",
                     say(ATTUNE_TEXT("core", "Choose one of: %1."), listed(known)));
}

} // namespace attune
