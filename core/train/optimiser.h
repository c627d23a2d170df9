// SPDX-License-Identifier: GPL-3.0-or-later
// What the settings say about parameters and labels: which are trained, at which rate and decay,
// and how much a text of each label counts.
#pragma once

#include "model/engine.h"
#include "train/settings.h"

#include <span>

namespace attune {

// Groups for Engine::setGroups(). Decay is left out for biases and norms. With `layer_decay` d and
// n layers, the head has the full rate, layer l (from 0) that rate times d^(n - l), the embeddings
// times d^(n + 1), as in ELECTRA (Clark et al. 2020). Frozen parameters are in no group. Throws a
// UsageError when more layers are to be frozen than there are.
std::vector<ParameterGroup> parameterGroups(const EncoderSpec& spec,
                                            const std::vector<ParameterInfo>& parameters,
                                            const TrainingSettings& settings);

// The names of all parameters of the groups.
std::vector<std::string> trainedNames(const std::vector<ParameterGroup>& groups);

// One AdamW update at a learning rate: number `step`, from 1, of gradients whose global norm is
// `norm`, clipped as torch.nn.utils.clip_grad_norm_ does.
UpdateOptions updateOptions(const TrainingSettings& settings, double rate, double norm,
                            std::int64_t step);

// The weight of each label, [L]; empty when all count alike. "balanced": n / (L * n_label), as
// scikit-learn (1 for a label that never occurs); negative truths count for nothing. A list that
// names an unknown label is a UsageError.
std::vector<double> classWeights(const TrainingSettings& settings,
                                 const std::vector<std::string>& labels,
                                 std::span<const std::int32_t> truth);

} // namespace attune
