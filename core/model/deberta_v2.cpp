// SPDX-License-Identifier: GPL-3.0-or-later
// DeBERTa version 2 and 3 (He et al. 2021, https://arxiv.org/abs/2006.03654 and
// https://arxiv.org/abs/2111.09543): attention by content and by vectors of distances.
#include "model/families.h"
#include "model/family_keys.h"

namespace attune {

namespace {

const std::vector<ModuleName> modules = {
    {Role::WordEmbedding,       "deberta.embeddings.word_embeddings"                   },
    {Role::PositionEmbedding,   "deberta.embeddings.position_embeddings"               },
    {Role::TypeEmbedding,       "deberta.embeddings.token_type_embeddings"             },
    {Role::EmbeddingProjection, "deberta.embeddings.embed_proj"                        },
    {Role::EmbeddingNorm,       "deberta.embeddings.LayerNorm"                         },
    {Role::RelativeEmbedding,   "deberta.encoder.rel_embeddings"                       },
    {Role::RelativeNorm,        "deberta.encoder.LayerNorm"                            },
    {Role::Convolution,         "deberta.encoder.conv.conv"                            },
    {Role::ConvolutionNorm,     "deberta.encoder.conv.LayerNorm"                       },
    {Role::Query,               "deberta.encoder.layer.#.attention.self.query_proj"    },
    {Role::Key,                 "deberta.encoder.layer.#.attention.self.key_proj"      },
    {Role::Value,               "deberta.encoder.layer.#.attention.self.value_proj"    },
    {Role::RelativeKey,         "deberta.encoder.layer.#.attention.self.pos_key_proj"  },
    {Role::RelativeQuery,       "deberta.encoder.layer.#.attention.self.pos_query_proj"},
    {Role::AttentionOutput,     "deberta.encoder.layer.#.attention.output.dense"       },
    {Role::AttentionNorm,       "deberta.encoder.layer.#.attention.output.LayerNorm"   },
    {Role::FeedForwardIn,       "deberta.encoder.layer.#.intermediate.dense"           },
    {Role::FeedForwardOut,      "deberta.encoder.layer.#.output.dense"                 },
    {Role::FeedForwardNorm,     "deberta.encoder.layer.#.output.LayerNorm"             },
    {Role::Pooler,              "pooler.dense"                                         },
    {Role::Classifier,          "classifier"                                           },
};

// Sizes that transformers reads but can't compute with when they differ from the rest.
void expect(const ConfigReader& config, const char* key, std::int64_t only) {
    config.integer(key, only, only, only);
}

void readRelative(const ConfigReader& config, EncoderSpec& spec) {
    for (const std::string& kind : config.words("pos_att_type")) {
        spec.contentToPosition = spec.contentToPosition || kind == "c2p";
        spec.positionToContent = spec.positionToContent || kind == "p2c";
    }
    spec.scoreParts = 1 + spec.contentToPosition + spec.positionToContent;
    if (!config.flag("relative_attention", false)) {
        spec.contentToPosition = spec.positionToContent = false;
        return;
    }
    spec.relative = Relative::Disentangled;
    spec.relativeBuckets =
        std::max<std::int64_t>(0, config.integer("position_buckets", -1, -1, 1 << 20));
    if (spec.relativeBuckets == 1)
        config.integer("position_buckets", -1, 2, 1 << 20);
    spec.relativeDistance =
        config.integer("max_relative_positions", -1, -1, ModelLimits::positions);
    if (spec.relativeDistance < 1)
        spec.relativeDistance = spec.positions;
    spec.relativeRows =
        2 * (spec.relativeBuckets > 0 ? spec.relativeBuckets : spec.relativeDistance);
    spec.sharedRelative = config.flag("share_att_key", false);
}

void readConvolution(const ConfigReader& config, EncoderSpec& spec) {
    spec.convolution = std::max<std::int64_t>(0, config.integer("conv_kernel_size", 0, -1, 1023));
    if (spec.convolution > 0 && spec.convolution % 2 == 0)
        config.refuse("conv_kernel_size",
                      say(ATTUNE_TEXT("core", "A kernel of even size %1 can't be centred."),
                          spec.convolution),
                      say(ATTUNE_TEXT("core", "Download the model again, or correct the key “%1”."),
                          "conv_kernel_size"));
    spec.convolutionGroups = config.integer("conv_groups", 1, 1, spec.hidden);
    if (spec.hidden % spec.convolutionGroups != 0)
        config.refuse("conv_groups",
                      say(ATTUNE_TEXT("core", "%1 groups do not divide the hidden size %2."),
                          spec.convolutionGroups, spec.hidden),
                      say(ATTUNE_TEXT("core", "Download the model again, or correct the key “%1”."),
                          "conv_groups"));
    spec.convolutionActivation = config.activation("conv_act", Activation::Tanh);
}

EncoderSpec read(const ConfigReader& config) {
    EncoderSpec spec;
    spec.family = "deberta-v2";
    spec.vocabulary = 128100;
    spec.hidden = 1536;
    spec.layers = spec.heads = 24;
    spec.feedForward = 6144;
    spec.positions = 512;
    spec.types = 0;
    spec.normEpsilon = 1e-7;
    readBertKeys(config, spec, 0);
    expect(config, "attention_head_size", spec.hidden / spec.heads);
    expect(config, "pooler_hidden_size", spec.hidden);
    spec.positionTable = config.flag("position_biased_input", true);
    spec.embedding = config.integer("embedding_size", spec.hidden, 1, ModelLimits::hidden);
    spec.projection = spec.projectionFirst = spec.embedding != spec.hidden;
    readRelative(config, spec);
    for (const std::string& kind : config.words("norm_rel_ebd"))
        spec.relativeNorm = spec.relativeNorm || kind == "layer_norm";
    readConvolution(config, spec);
    spec.pooledRate = Rate::Pooled;
    spec.pooledDropout = readRate(config, "pooler_dropout", 0);
    spec.headActivation = config.activation("pooler_hidden_act", Activation::Gelu);
    spec.classifierDropout = readRate(config, "cls_dropout", spec.hiddenDropout);
    return spec;
}

void write(const EncoderSpec& spec, OrderedJson& config) {
    writeBertKeys(spec, config);
    config["num_hidden_layers"] = spec.layers;
    config["cls_dropout"] = spec.classifierDropout;
}

} // namespace

extern const Family debertaV2Family;
const Family debertaV2Family = {
    .modelType = "deberta-v2",
    .title = "DeBERTa",
    .className = "DebertaV2",
    .basePrefix = "deberta.",
    .modules = modules,
    .tokenRate = Rate::Hidden,
    .read = read,
    .write = write,
};

} // namespace attune
