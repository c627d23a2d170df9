// SPDX-License-Identifier: GPL-3.0-or-later
// ALBERT (Lan et al. 2020, https://arxiv.org/abs/1909.11942): factorised embeddings, and layers
// that share their parameters.
#include "model/families.h"
#include "model/family_keys.h"

namespace attune {

namespace {

#define LAYER "albert.encoder.albert_layer_groups.#.albert_layers.@."
const std::vector<ModuleName> modules = {
    {Role::WordEmbedding,       "albert.embeddings.word_embeddings"         },
    {Role::PositionEmbedding,   "albert.embeddings.position_embeddings"     },
    {Role::TypeEmbedding,       "albert.embeddings.token_type_embeddings"   },
    {Role::EmbeddingNorm,       "albert.embeddings.LayerNorm"               },
    {Role::EmbeddingProjection, "albert.encoder.embedding_hidden_mapping_in"},
    {Role::Query,               LAYER "attention.query"                     },
    {Role::Key,                 LAYER "attention.key"                       },
    {Role::Value,               LAYER "attention.value"                     },
    {Role::AttentionOutput,     LAYER "attention.dense"                     },
    {Role::AttentionNorm,       LAYER "attention.LayerNorm"                 },
    {Role::FeedForwardIn,       LAYER "ffn"                                 },
    {Role::FeedForwardOut,      LAYER "ffn_output"                          },
    {Role::FeedForwardNorm,     LAYER "full_layer_layer_norm"               },
    {Role::Pooler,              "albert.pooler"                             },
    {Role::Classifier,          "classifier"                                },
};
#undef LAYER

const std::vector<ModuleName> wordHead = {
    {Role::Pooler,     "predictions.dense"    },
    {Role::HeadNorm,   "predictions.LayerNorm"},
    {Role::Classifier, "predictions"          },
};

EncoderSpec read(const ConfigReader& config) {
    EncoderSpec spec;
    spec.family = "albert";
    spec.vocabulary = 30000;
    spec.hidden = 4096;
    spec.layers = 12;
    spec.heads = 64;
    spec.feedForward = 16384;
    spec.positions = 512;
    spec.types = 2;
    spec.activation = Activation::GeluTanh;
    spec.hiddenDropout = spec.attentionDropout = 0;
    readBertKeys(config, spec);
    spec.embedding = config.integer("embedding_size", 128, 1, ModelLimits::hidden);
    spec.projection = true;
    spec.groups = config.integer("num_hidden_groups", 1, 1, spec.layers);
    spec.inner = config.integer("inner_group_num", 1, 1, ModelLimits::layers / spec.layers);
    spec.layers *= spec.inner;
    spec.feedForwardRate = Rate::None;
    spec.classifierDropout = readRate(config, "classifier_dropout_prob", 0.1);
    return spec;
}

void write(const EncoderSpec& spec, OrderedJson& config) {
    writeBertKeys(spec, config);
    config["classifier_dropout_prob"] = spec.classifierDropout;
}

} // namespace

extern const Family albertFamily;
const Family albertFamily = {
    .modelType = "albert",
    .title = "ALBERT",
    .className = "Albert",
    .basePrefix = "albert.",
    .modules = modules,
    .wordHead = wordHead,
    .read = read,
    .write = write,
};

} // namespace attune
