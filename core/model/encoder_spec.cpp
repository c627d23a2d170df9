// SPDX-License-Identifier: GPL-3.0-or-later
// The list of parameters that a spec has: shapes by role, names from the family.
#include "model/encoder_spec.h"

#include "model/families.h"
#include "model/model_folder.h"

#include <algorithm>
#include <cmath>

namespace attune {

namespace {

bool isTable(Role role) {
    return role == Role::WordEmbedding || role == Role::PositionEmbedding ||
           role == Role::TypeEmbedding || role == Role::RelativeEmbedding;
}

bool isNorm(Role role) {
    switch (role) {
    case Role::EmbeddingNorm:
    case Role::RelativeNorm:
    case Role::ConvolutionNorm:
    case Role::AttentionNorm:
    case Role::FeedForwardNorm:
    case Role::FinalNorm:
    case Role::HeadNorm:
        return true;
    default:
        return false;
    }
}

ParameterInfo::Part partOf(Role role) {
    switch (role) {
    case Role::WordEmbedding:
    case Role::PositionEmbedding:
    case Role::TypeEmbedding:
    case Role::EmbeddingNorm:
    case Role::EmbeddingProjection:
        return ParameterInfo::Part::Embedding;
    case Role::Pooler:
    case Role::HeadNorm:
    case Role::Classifier:
        return ParameterInfo::Part::Head;
    default:
        return ParameterInfo::Part::Encoder;
    }
}

// Whether the spec has such a module; `set` -1 for what is there once.
bool has(const EncoderSpec& spec, Role role, int set) {
    const bool disentangled = spec.relative == Relative::Disentangled;
    switch (role) {
    case Role::PositionEmbedding:
        return spec.positionTable;
    case Role::TypeEmbedding:
        return spec.types > 0;
    case Role::EmbeddingProjection:
        return spec.projection;
    case Role::RelativeEmbedding:
        return spec.relative != Relative::None;
    case Role::RelativeNorm:
        return spec.relativeNorm;
    case Role::RelativeKey:
        return disentangled && spec.contentToPosition && !spec.sharedRelative;
    case Role::RelativeQuery:
        return disentangled && spec.positionToContent && !spec.sharedRelative;
    case Role::Convolution:
    case Role::ConvolutionNorm:
        return spec.convolution > 0;
    case Role::QueryKeyValue:
        return spec.joinedAttention;
    case Role::Query:
    case Role::Key:
    case Role::Value:
        return !spec.joinedAttention;
    case Role::AttentionNorm:
        return set != 0 || spec.firstAttentionNorm;
    case Role::FinalNorm:
        return spec.norm == Norm::Pre;
    case Role::Pooler:
        return spec.headDense;
    case Role::HeadNorm:
        return spec.headNorm;
    default:
        return true;
    }
}

bool hasBias(const EncoderSpec& spec, Role role) {
    if (isTable(role))
        return false;
    if (isNorm(role))
        return spec.normBias;
    switch (role) {
    case Role::EmbeddingProjection:
        return !spec.projectionFirst;
    case Role::QueryKeyValue:
    case Role::Query:
    case Role::Key:
    case Role::Value:
    case Role::AttentionOutput:
        return spec.attentionBias;
    case Role::FeedForwardIn:
    case Role::FeedForwardOut:
        return spec.feedForwardBias;
    case Role::Pooler:
        return spec.headBias;
    default:
        return true;
    }
}

std::vector<std::int64_t> weightShape(const EncoderSpec& spec, Role role) {
    const std::int64_t hidden = spec.hidden, width = spec.embeddingWidth();
    switch (role) {
    case Role::WordEmbedding:
        return {spec.vocabulary, width};
    case Role::PositionEmbedding:
        return {spec.positions, width};
    case Role::TypeEmbedding:
        return {spec.types, width};
    case Role::EmbeddingNorm:
        return {spec.projectionFirst ? hidden : width};
    case Role::EmbeddingProjection:
        return {hidden, width};
    case Role::RelativeEmbedding:
        return {spec.relativeRows, spec.relative == Relative::Bias ? spec.heads : hidden};
    case Role::Convolution:
        return {hidden, hidden / spec.convolutionGroups, spec.convolution};
    case Role::QueryKeyValue:
        return {3 * hidden, hidden};
    case Role::FeedForwardIn:
        return {(spec.gated ? 2 : 1) * spec.feedForward, hidden};
    case Role::FeedForwardOut:
        return {hidden, spec.feedForward};
    case Role::Pooler:
        return {spec.predictsWords ? width : hidden, hidden};
    case Role::HeadNorm:
        return {spec.predictsWords ? width : hidden};
    case Role::Classifier:
        return {spec.labels, spec.predictsWords ? width : hidden};
    default:
        return isNorm(role) ? std::vector{hidden} : std::vector{hidden, hidden};
    }
}

// The last layer that uses a set of parameters.
int lastLayerOf(const EncoderSpec& spec, int set) {
    for (auto layer = static_cast<int>(spec.layers); layer-- > 0;)
        if (spec.parameterSet(layer) == set)
            return layer;
    return 0;
}

// What is not repeated in the encoder: the convolution belongs to the first layer, the rest is used
// up to the last.
int layerOf(const EncoderSpec& spec, Role role, int set) {
    if (partOf(role) != ParameterInfo::Part::Encoder)
        return -1;
    if (set >= 0)
        return lastLayerOf(spec, set);
    return role == Role::Convolution || role == Role::ConvolutionNorm
               ? 0
               : static_cast<int>(spec.layers) - 1;
}

// The weight of a module and its bias, if it has one.
void addModule(std::vector<ParameterInfo>& list, const EncoderSpec& spec, const Family& family,
               const ModuleName& module, int set) {
    if (!has(spec, module.role, set))
        return;
    const std::string name = moduleName(module, set, static_cast<int>(spec.inner));
    ParameterInfo weight;
    weight.name = name + ".weight";
    weight.shape = weightShape(spec, module.role);
    weight.role = module.role;
    weight.part = partOf(module.role);
    weight.layer = layerOf(spec, module.role, set);
    weight.set = set;
    weight.norm = isNorm(module.role);
    // Trainer leaves out whatever has "bias" in its name: the table of MPNet's relative bias, too.
    weight.decays = !weight.norm &&
                    !(module.role == Role::RelativeEmbedding && spec.relative == Relative::Bias);
    weight.deviation =
        family.deviation ? family.deviation(spec, module.role) : spec.initializerRange;
    if (module.role != Role::Classifier || !spec.predictsWords)
        list.push_back(weight);
    if (!hasBias(spec, module.role))
        return;
    ParameterInfo bias = weight;
    bias.name = name + ".bias";
    bias.shape = {weight.shape.front()};
    bias.bias = true;
    bias.decays = false;
    list.push_back(bias);
}

} // namespace

std::int64_t EncoderSpec::parameterSet(std::int64_t layer) const {
    if (groups <= 0)
        return layer;
    // As transformers divides: in floating point.
    const double perGroup = static_cast<double>(layers / inner) / static_cast<double>(groups);
    const auto group = static_cast<std::int64_t>(static_cast<double>(layer / inner) / perGroup);
    return group * inner + layer % inner;
}

double EncoderSpec::rate(Rate which) const {
    switch (which) {
    case Rate::None:
        return 0;
    case Rate::Hidden:
        return hiddenDropout;
    case Rate::Attention:
        return attentionDropout;
    case Rate::Classifier:
        return classifierDropout;
    case Rate::Pooled:
        return pooledDropout;
    }
    return 0;
}

std::vector<ParameterInfo> parametersOf(const EncoderSpec& spec) {
    const Family& family = familyNamed(spec.family);
    std::vector<ParameterInfo> list;
    const auto add = [&](ParameterInfo::Part part, int set) {
        const std::vector<ModuleName>& modules = part != ParameterInfo::Part::Head ? family.modules
                                                 : spec.predictsWords              ? family.wordHead
                                                 : spec.answersTokens() ? family.tokenHead
                                                                        : family.modules;
        for (const ModuleName& module : modules)
            if (partOf(module.role) == part && isRepeated(module) == (set >= 0))
                addModule(list, spec, family, module, set);
    };
    add(ParameterInfo::Part::Embedding, -1);
    for (int set = 0; set < spec.parameterSets(); ++set)
        add(ParameterInfo::Part::Encoder, set);
    add(ParameterInfo::Part::Encoder, -1);
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
