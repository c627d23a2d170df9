// SPDX-License-Identifier: GPL-3.0-or-later
// Where a run computes and in which precision, with the reason for each.
#pragma once

#include "base/error.h"
#include "model/engine.h"
#include "train/settings.h"

namespace attune {

struct DeviceChoice {
    EngineOptions options;
    std::string device, deviceReason;       // "CPU, 2 threads", why
    std::string precision, precisionReason; // "fp32", why
    Problems warnings;                      // what was asked and could not be had
};

// "cuda" on a machine without it is an Error: training would take many times as long as asked. bf16
// on a processor that does not multiply it falls back to fp32, with a warning.
DeviceChoice chooseDevice(const TrainingSettings& settings, const DeviceReport& machine);

} // namespace attune
