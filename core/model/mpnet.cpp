// SPDX-License-Identifier: GPL-3.0-or-later
// MPNet (Song et al. 2020, https://arxiv.org/abs/2004.09297): no token types, and one table of
// relative positions that biases the attention of every layer.
#include "model/families.h"
#include "model/family_keys.h"

namespace attune {

namespace {

const std::vector<ModuleName> modules = {
    {Role::WordEmbedding,     "mpnet.embeddings.word_embeddings"         },
    {Role::PositionEmbedding, "mpnet.embeddings.position_embeddings"     },
    {Role::EmbeddingNorm,     "mpnet.embeddings.LayerNorm"               },
    {Role::RelativeEmbedding, "mpnet.encoder.relative_attention_bias"    },
    {Role::Query,             "mpnet.encoder.layer.#.attention.attn.q"   },
    {Role::Key,               "mpnet.encoder.layer.#.attention.attn.k"   },
    {Role::Value,             "mpnet.encoder.layer.#.attention.attn.v"   },
    {Role::AttentionOutput,   "mpnet.encoder.layer.#.attention.attn.o"   },
    {Role::AttentionNorm,     "mpnet.encoder.layer.#.attention.LayerNorm"},
    {Role::FeedForwardIn,     "mpnet.encoder.layer.#.intermediate.dense" },
    {Role::FeedForwardOut,    "mpnet.encoder.layer.#.output.dense"       },
    {Role::FeedForwardNorm,   "mpnet.encoder.layer.#.output.LayerNorm"   },
    {Role::Pooler,            "classifier.dense"                         },
    {Role::Classifier,        "classifier.out_proj"                      },
};

const std::vector<ModuleName> wordHead = {
    {Role::Pooler,     "lm_head.dense"     },
    {Role::HeadNorm,   "lm_head.layer_norm"},
    {Role::Classifier, "lm_head"           },
};

// transformers sorts distances into 32 buckets and counts positions from 1, whatever the config
// says.
constexpr std::int64_t buckets = 32;
constexpr std::int64_t padding = 1;

EncoderSpec read(const ConfigReader& config) {
    EncoderSpec spec;
    spec.family = "mpnet";
    spec.vocabulary = 30527;
    spec.hidden = 768;
    spec.layers = spec.heads = 12;
    spec.feedForward = 3072;
    spec.positions = 512;
    spec.padId = padding;
    readBertKeys(config, spec, 0);
    spec.types = 0;
    spec.padId = spec.positionPad = padding;
    if (spec.longest() < 1)
        config.integer("max_position_embeddings", 512, padding + 2, ModelLimits::positions);
    spec.relative = Relative::Bias;
    spec.relativeRows = config.integer("relative_attention_num_buckets", buckets, buckets, 1 << 20);
    spec.relativeBuckets = buckets;
    spec.relativeDistance = 128;
    spec.classifierDropout = spec.hiddenDropout;
    spec.pooledRate = Rate::Classifier;
    return spec;
}

void write(const EncoderSpec& spec, OrderedJson& config) {
    writeBertKeys(spec, config);
    config["num_hidden_layers"] = spec.layers;
}

} // namespace

extern const Family mpnetFamily;
const Family mpnetFamily = {
    .modelType = "mpnet",
    .title = "MPNet",
    .className = "MPNet",
    .basePrefix = "mpnet.",
    .modules = modules,
    .wordHead = wordHead,
    .wordActivation = Activation::Gelu,
    .tokenRate = Rate::Hidden,
    .read = read,
    .write = write,
};

} // namespace attune
