// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/device_choice.h"

namespace attune {

namespace {

void choosePlace(const TrainingSettings& settings, const DeviceReport& machine,
                 DeviceChoice& choice) {
    if (settings.device == "cuda" && !machine.cuda)
        throw Error(say(ATTUNE_TEXT("core", "The device cuda was asked for, but there is none: %1"),
                        machine.cudaReason),
                    "training.device",
                    say(ATTUNE_TEXT("core", "Set training.device to auto or cpu.")));
    choice.options.threads = static_cast<int>(settings.threads);
    if (machine.cuda && settings.device != "cpu") {
        choice.options.device = DeviceKind::Cuda;
        choice.device = machine.cudaName;
        choice.deviceReason = settings.device == "cuda"
                                  ? ATTUNE_TEXT("core", "as asked")
                                  : ATTUNE_TEXT("core", "the fastest one here");
        return;
    }
    const int threads = settings.threads > 0 ? choice.options.threads : machine.cores;
    choice.device = "CPU, " + std::to_string(threads) + (threads == 1 ? " thread" : " threads");
    if (!machine.cpuName.empty())
        choice.device += ", " + machine.cpuName;
    choice.deviceReason =
        settings.device == "cpu" ? ATTUNE_TEXT("core", "as asked") : machine.cudaReason;
}

void choosePrecision(const TrainingSettings& settings, const DeviceReport& machine,
                     DeviceChoice& choice) {
    const bool onCuda = choice.options.device == DeviceKind::Cuda;
    const auto take = [&](Precision precision, const char* reason) {
        choice.options.precision = precision;
        choice.precision = precision == Precision::Bf16 ? "bf16" : "fp32";
        choice.precisionReason = reason;
    };
    if (settings.precision == "fp32") {
        take(Precision::Fp32, ATTUNE_TEXT("core", "as asked"));
    } else if (settings.precision == "bf16" && !onCuda && !machine.bf16) {
        take(Precision::Fp32, ATTUNE_TEXT("core", "this processor does not multiply bf16"));
        choice.warnings.push_back(
            {Problem::Severity::Warning,
             "training.precision",
             {},
             say(ATTUNE_TEXT("core", "bf16 was asked for, but this processor does not multiply it: "
                                     "the run computes in fp32.")),
             say(ATTUNE_TEXT("core", "Set training.precision to auto or fp32."))});
    } else if (settings.precision == "bf16") {
        take(Precision::Bf16, ATTUNE_TEXT("core", "as asked"));
    } else if (onCuda) {
        if (machine.cudaMajor >= 8)
            take(Precision::Bf16, ATTUNE_TEXT("core", "faster on this graphics card; weights and "
                                                      "updates stay in fp32"));
        else
            take(Precision::Fp32, ATTUNE_TEXT("core", "this graphics card does not multiply bf16"));
    } else if (machine.bf16) {
        // A training step of MiniLM took 0.57 of the processor time in bf16 (Zen 4, AVX-512 BF16;
        // texts of 23 and of 128 tokens).
        take(Precision::Bf16, ATTUNE_TEXT("core", "faster on this processor; weights and updates "
                                                  "stay in fp32"));
    } else {
        take(Precision::Fp32, ATTUNE_TEXT("core", "this processor does not multiply bf16"));
    }
}

} // namespace

DeviceChoice chooseDevice(const TrainingSettings& settings, const DeviceReport& machine) {
    DeviceChoice choice;
    choosePlace(settings, machine, choice);
    choosePrecision(settings, machine, choice);
    return choice;
}

} // namespace attune
