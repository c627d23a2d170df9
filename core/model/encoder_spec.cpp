// SPDX-License-Identifier: GPL-3.0-or-later
// The list of parameters that a spec has: shapes by role, names from the family.
#include "model/encoder_spec.h"

#include "model/families.h"
#include "model/model_folder.h"

namespace attune {

namespace {

bool isEmbedding(Role role) {
    return role == Role::WordEmbedding || role == Role::PositionEmbedding ||
           role == Role::TypeEmbedding;
}

bool isNorm(Role role) {
    return role == Role::EmbeddingNorm || role == Role::AttentionNorm ||
           role == Role::FeedForwardNorm;
}

ParameterInfo::Part partOf(Role role) {
    if (isEmbedding(role) || role == Role::EmbeddingNorm)
        return ParameterInfo::Part::Embedding;
    if (role == Role::Pooler || role == Role::Classifier)
        return ParameterInfo::Part::Head;
    return ParameterInfo::Part::Encoder;
}

std::vector<std::int64_t> weightShape(const EncoderSpec& spec, Role role) {
    switch (role) {
    case Role::WordEmbedding:
        return {spec.vocabulary, spec.hidden};
    case Role::PositionEmbedding:
        return {spec.positions, spec.hidden};
    case Role::TypeEmbedding:
        return {spec.types, spec.hidden};
    case Role::EmbeddingNorm:
    case Role::AttentionNorm:
    case Role::FeedForwardNorm:
        return {spec.hidden};
    case Role::FeedForwardIn:
        return {spec.feedForward, spec.hidden};
    case Role::FeedForwardOut:
        return {spec.hidden, spec.feedForward};
    case Role::Classifier:
        return {spec.labels, spec.hidden};
    default:
        return {spec.hidden, spec.hidden};
    }
}

// The weight of a module and, but for embeddings, its bias.
void addModule(std::vector<ParameterInfo>& list, const EncoderSpec& spec, Role role, int layer,
               const std::string& name) {
    ParameterInfo weight;
    weight.name = name + ".weight";
    weight.shape = weightShape(spec, role);
    weight.role = role;
    weight.part = partOf(role);
    weight.layer = layer;
    weight.decays = !isNorm(role);
    list.push_back(weight);
    if (isEmbedding(role))
        return;
    ParameterInfo bias = weight;
    bias.name = name + ".bias";
    bias.shape = {weight.shape.front()};
    bias.bias = true;
    bias.decays = false;
    list.push_back(bias);
}

} // namespace

std::vector<ParameterInfo> parametersOf(const EncoderSpec& spec) {
    const Family& family = familyNamed(spec.family);
    std::vector<ParameterInfo> list;
    const auto add = [&](ParameterInfo::Part part, int layer) {
        for (const ModuleName& module : family.modules)
            if (partOf(module.role) == part)
                addModule(list, spec, module.role, layer, moduleName(module, layer));
    };
    add(ParameterInfo::Part::Embedding, -1);
    for (int layer = 0; layer < spec.layers; ++layer)
        add(ParameterInfo::Part::Encoder, layer);
    add(ParameterInfo::Part::Head, -1);
    return list;
}

ModelSize sizeOf(const EncoderSpec& spec) {
    ModelSize size;
    for (const ParameterInfo& parameter : parametersOf(spec)) {
        const auto count = static_cast<std::uint64_t>(parameter.count());
        switch (parameter.part) {
        case ParameterInfo::Part::Embedding:
            size.embeddings += count;
            break;
        case ParameterInfo::Part::Encoder:
            size.encoder += count;
            break;
        case ParameterInfo::Part::Head:
            size.head += count;
            break;
        }
    }
    return size;
}

} // namespace attune
