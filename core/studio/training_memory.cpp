// SPDX-License-Identifier: GPL-3.0-or-later
#include "studio/training_memory.h"

#include "model/model_folder.h"
#include "model/model_memory.h"
#include "train/optimiser.h"

#include <algorithm>

namespace attune::studio {

namespace {

constexpr std::uint64_t kProgramBytes = 250'000'000;

std::vector<ParameterInfo> trainedParameters(const EncoderSpec& spec, TrainingSettings settings) {
    settings.freeze_layers = std::min(settings.freeze_layers, spec.layers);
    std::vector<ParameterInfo> all = parametersOf(spec);
    const std::vector<std::string> names = trainedNames(parameterGroups(spec, all, settings));
    std::erase_if(all, [&](const ParameterInfo& info) {
        return std::find(names.begin(), names.end(), info.name) == names.end();
    });
    return all;
}

} // namespace

DeviceKind deviceOf(const TrainingSettings& settings) {
    const bool cuda =
        settings.device == "cuda" || (settings.device == "auto" && deviceReport().cuda);
    return cuda ? DeviceKind::Cuda : DeviceKind::Cpu;
}

std::uint64_t trainingBytes(const EncoderSpec& spec, const TrainingSettings& settings,
                            std::int64_t longest) {
    const ModelSize size = sizeOf(spec);
    const std::uint64_t weights = 4 * (size.embeddings + size.encoder + size.head);
    const double heaviest = static_cast<double>(settings.batch_size) * static_cast<double>(longest);
    const double tokens = static_cast<double>(settings.accumulation) * heaviest;
    return kProgramBytes + weights +
           trainingStateBytes(trainedParameters(spec, settings), deviceOf(settings), tokens) +
           trainingPassBytes(spec, heaviest, heaviest * static_cast<double>(longest));
}

} // namespace attune::studio
