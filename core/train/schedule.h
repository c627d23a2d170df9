// SPDX-License-Identifier: GPL-3.0-or-later
// How the learning rate goes over a run, as transformers' get_linear_schedule_with_warmup and its
// sisters: it grows from 0 during the warm-up, then follows the schedule.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace attune {

struct ScheduleInfo {
    std::string key;
    std::string title; // ATTUNE_TEXT
    // After the warm-up: the factor at `progress` in [0, 1].
    double (*factor)(double progress);
};

// linear, cosine, constant
const std::vector<ScheduleInfo>& scheduleTable();

// `warmup` below 1 is a share of all steps (rounded up), else their number.
std::int64_t warmupSteps(double warmup, std::int64_t steps);

// The factor of the rate for the step after `done` ones: the first step of a warm-up has rate 0.
double scheduleFactor(const std::string& key, std::int64_t done, std::int64_t warmup,
                      std::int64_t steps);

} // namespace attune
