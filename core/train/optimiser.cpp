// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/optimiser.h"

#include "base/lists.h"

#include <algorithm>
#include <cmath>

namespace attune {

namespace {

bool frozen(const ParameterInfo& parameter, const TrainingSettings& settings) {
    switch (parameter.part) {
    case ParameterInfo::Part::Embedding:
        return settings.freeze_embeddings || settings.freeze_layers > 0;
    case ParameterInfo::Part::Encoder:
        return parameter.layer >= 0 && parameter.layer < settings.freeze_layers;
    case ParameterInfo::Part::Head:
        return false;
    }
    return false;
}

double rateScale(const ParameterInfo& parameter, std::int64_t layers, double decay) {
    switch (parameter.part) {
    case ParameterInfo::Part::Embedding:
        return std::pow(decay, static_cast<double>(layers + 1));
    case ParameterInfo::Part::Encoder:
        return std::pow(decay, static_cast<double>(layers - std::max(0, parameter.layer)));
    case ParameterInfo::Part::Head:
        return 1;
    }
    return 1;
}

std::vector<double> balanced(std::size_t labels, std::span<const std::int32_t> truth) {
    std::vector<double> counts(labels, 0.0);
    double all = 0;
    for (const std::int32_t label : truth)
        if (label >= 0) {
            counts[static_cast<std::size_t>(label)] += 1;
            ++all;
        }
    std::vector<double> weights;
    for (const double count : counts)
        weights.push_back(count == 0 ? 1.0 : all / (static_cast<double>(labels) * count));
    return weights;
}

} // namespace

std::vector<ParameterGroup> parameterGroups(const EncoderSpec& spec,
                                            const std::vector<ParameterInfo>& parameters,
                                            const TrainingSettings& settings) {
    if (settings.freeze_layers > spec.layers)
        throw UsageError(
            say(ATTUNE_TEXT("core", "%1 layers are to be frozen, but the model has %2."),
                settings.freeze_layers, spec.layers),
            "training.freeze_layers",
            say(ATTUNE_TEXT("core", "Give a number from 0 to %1."), spec.layers));
    std::vector<ParameterGroup> groups;
    for (const ParameterInfo& parameter : parameters) {
        if (frozen(parameter, settings))
            continue;
        const double scale = rateScale(parameter, spec.layers, settings.layer_decay);
        const double decay = parameter.decays ? settings.weight_decay : 0.0;
        auto group = std::find_if(groups.begin(), groups.end(), [&](const ParameterGroup& g) {
            return g.rateScale == scale && g.weightDecay == decay;
        });
        if (group == groups.end())
            group = groups.insert(group, ParameterGroup{{}, scale, decay});
        group->names.push_back(parameter.name);
    }
    return groups;
}

std::vector<std::string> trainedNames(const std::vector<ParameterGroup>& groups) {
    std::vector<std::string> names;
    for (const ParameterGroup& group : groups)
        names.insert(names.end(), group.names.begin(), group.names.end());
    return names;
}

UpdateOptions updateOptions(const TrainingSettings& settings, double rate, double norm,
                            std::int64_t step) {
    UpdateOptions options;
    options.learningRate = rate;
    options.beta1 = settings.adam_beta1;
    options.beta2 = settings.adam_beta2;
    options.epsilon = settings.adam_epsilon;
    if (settings.max_gradient_norm > 0)
        options.gradientScale = std::min(1.0, settings.max_gradient_norm / (norm + 1e-6));
    options.step = step;
    return options;
}

std::vector<double> classWeights(const TrainingSettings& settings,
                                 const std::vector<std::string>& labels,
                                 std::span<const std::int32_t> truth) {
    if (const auto* word = std::get_if<std::string>(&settings.class_weights))
        return *word == "balanced" ? balanced(labels.size(), truth) : std::vector<double>();
    std::vector<double> weights(labels.size(), 1.0);
    for (const auto& [name, weight] :
         std::get<std::map<std::string, double>>(settings.class_weights)) {
        const auto label = std::find(labels.begin(), labels.end(), name);
        if (label == labels.end()) {
            throw UsageError(
                say(ATTUNE_TEXT("core", "A weight is given for the label “%1”, which the data does "
                                        "not have."),
                    name),
                "training.class_weights",
                say(ATTUNE_TEXT("core", "Labels of the data: %1."), named(labels)));
        }
        weights[static_cast<std::size_t>(label - labels.begin())] = weight;
    }
    return weights;
}

} // namespace attune
