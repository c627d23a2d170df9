// SPDX-License-Identifier: GPL-3.0-or-later
// ModernBERT (Warner et al. 2024, https://arxiv.org/abs/2412.13663): rotary positions, local
// attention in most layers, gated feed-forward parts, norms before the layers.
#include "model/families.h"
#include "model/family_keys.h"

#include <cmath>

namespace attune {

namespace {

const std::vector<ModuleName> modules = {
    {Role::WordEmbedding,   "model.embeddings.tok_embeddings"},
    {Role::EmbeddingNorm,   "model.embeddings.norm"          },
    {Role::AttentionNorm,   "model.layers.#.attn_norm"       },
    {Role::QueryKeyValue,   "model.layers.#.attn.Wqkv"       },
    {Role::AttentionOutput, "model.layers.#.attn.Wo"         },
    {Role::FeedForwardNorm, "model.layers.#.mlp_norm"        },
    {Role::FeedForwardIn,   "model.layers.#.mlp.Wi"          },
    {Role::FeedForwardOut,  "model.layers.#.mlp.Wo"          },
    {Role::FinalNorm,       "model.final_norm"               },
    {Role::Pooler,          "head.dense"                     },
    {Role::HeadNorm,        "head.norm"                      },
    {Role::Classifier,      "classifier"                     },
};

constexpr const char* fullAttention = "full_attention";
constexpr const char* slidingAttention = "sliding_attention";

// Which layers look only nearby: layer_types, or as older files say it, all but each n-th.
void readLayerTypes(const ConfigReader& config, EncoderSpec& spec) {
    spec.local.resize(static_cast<std::size_t>(spec.layers));
    if (!config.has("layer_types")) {
        const std::int64_t every =
            config.integer("global_attn_every_n_layers", 3, 1, 10 * ModelLimits::layers);
        for (std::int64_t i = 0; i < spec.layers; ++i)
            spec.local[static_cast<std::size_t>(i)] = i % every != 0;
        return;
    }
    const std::vector<std::string> kinds = config.words("layer_types");
    if (static_cast<std::int64_t>(kinds.size()) != spec.layers)
        config.refuse("layer_types",
                      say(ATTUNE_TEXT("core", "%1 kinds of layers do not fit %2 layers."),
                          kinds.size(), spec.layers),
                      say(ATTUNE_TEXT("core", "Download the model again, or correct the key “%1”."),
                          "layer_types"));
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        if (kinds[i] != fullAttention && kinds[i] != slidingAttention)
            config.refuse(
                "layer_types",
                say(ATTUNE_TEXT("core", "Layers of the kind “%1” can't be computed."), kinds[i]),
                say(ATTUNE_TEXT("core", "Known ones: %1."),
                    std::string(fullAttention) + ", " + slidingAttention));
        spec.local[i] = kinds[i] == slidingAttention;
    }
}

// The base of one kind of attention: within rope_parameters, or in a key of older files.
double readBase(const ConfigReader& config, const char* kind, const char* oldKey, double fallback) {
    const double old = config.real(oldKey, fallback, 1, 1e12);
    const ConfigReader rope = config.child("rope_parameters").child(kind);
    for (const ConfigReader& place : {rope, config.child("rope_scaling")})
        if (const std::string type = place.text("rope_type", place.text("type", "default"));
            type != "default")
            place.refuse("rope_type",
                         say(ATTUNE_TEXT("core", "Rotary positions of the kind “%1” can't be "
                                                 "computed."),
                             type),
                         say(ATTUNE_TEXT("core", "Take a model with rotary positions of the kind "
                                                 "“default”.")));
    return rope.real("rope_theta", old, 1, 1e12);
}

EncoderSpec read(const ConfigReader& config) {
    EncoderSpec spec;
    spec.family = "modernbert";
    spec.vocabulary = config.integer("vocab_size", 50368, 1, ModelLimits::vocabulary);
    spec.hidden = config.integer("hidden_size", 768, 1, ModelLimits::hidden);
    spec.feedForward = config.integer("intermediate_size", 1152, 1, ModelLimits::feedForward);
    spec.layers = config.integer("num_hidden_layers", 22, 1, ModelLimits::layers);
    spec.heads = config.integer("num_attention_heads", 12, 1, ModelLimits::heads);
    spec.positions = config.integer("max_position_embeddings", 8192, 2, ModelLimits::positions);
    spec.padId = readPadId(config, 50283, spec.vocabulary);
    spec.positionTable = false;
    checkHeads(config, spec);
    if (spec.hidden / spec.heads % 2 != 0)
        config.refuse("num_attention_heads",
                      say(ATTUNE_TEXT("core", "Rotary positions need heads of even width, not %1."),
                          spec.hidden / spec.heads),
                      say(ATTUNE_TEXT("core", "Download the model again, or correct the key “%1”."),
                          "num_attention_heads"));
    spec.normEpsilon = config.real("norm_eps", 1e-5, 0, 1);
    spec.normBias = config.flag("norm_bias", false);
    spec.attentionBias = config.flag("attention_bias", false);
    spec.feedForwardBias = config.flag("mlp_bias", false);
    spec.activation = config.activation("hidden_activation", Activation::Gelu);
    spec.norm = Norm::Pre;
    spec.firstAttentionNorm = false;
    spec.joinedAttention = spec.gated = true;

    readLayerTypes(config, spec);
    spec.window = config.integer("local_attention", 128, 2, ModelLimits::positions) / 2;
    spec.rotaryBase = readBase(config, fullAttention, "global_rope_theta", 160000);
    // Older versions take the other base where the key is null.
    spec.rotaryLocalBase = readBase(config, slidingAttention, "local_rope_theta",
                                    config.isNull("local_rope_theta") ? spec.rotaryBase : 10000);

    const std::string pooling = config.text("classifier_pooling", "cls");
    if (pooling != "cls" && pooling != "mean")
        config.refuse(
            "classifier_pooling",
            say(ATTUNE_TEXT("core", "Pooling of the kind “%1” can't be computed."), pooling),
            say(ATTUNE_TEXT("core", "Known ones: %1."), "cls, mean"));
    spec.pooling = pooling == "mean" ? Pooling::Mean : Pooling::FirstToken;
    spec.headActivation = config.activation("classifier_activation", Activation::Gelu);
    spec.headBias = config.flag("classifier_bias", false);
    spec.headNorm = true;

    spec.embeddingDropout = readRate(config, "embedding_dropout", 0);
    spec.hiddenDropout = readRate(config, "mlp_dropout", 0);
    spec.attentionDropout = readRate(config, "attention_dropout", 0);
    spec.classifierDropout = readRate(config, "classifier_dropout", 0);
    spec.attentionOutputRate = Rate::Attention;
    spec.innerRate = Rate::Hidden;
    spec.feedForwardRate = Rate::None;
    spec.initializerRange = config.real("initializer_range", 0.02, 0, 10);
    return spec;
}

void write(const EncoderSpec& spec, OrderedJson& config) {
    config["vocab_size"] = spec.vocabulary;
    config["num_hidden_layers"] = spec.layers;
    config["max_position_embeddings"] = spec.positions;
    config["initializer_range"] = spec.initializerRange;
    config["embedding_dropout"] = spec.embeddingDropout;
    config["mlp_dropout"] = spec.hiddenDropout;
    config["attention_dropout"] = spec.attentionDropout;
    config["classifier_dropout"] = spec.classifierDropout;
    writeActivation(config, "hidden_activation", spec.activation);
}

double deviation(const EncoderSpec& spec, Role role) {
    if (role == Role::Classifier)
        return 1 / std::sqrt(static_cast<double>(spec.hidden));
    const bool output =
        role == Role::AttentionOutput || role == Role::FeedForwardOut || role == Role::Pooler;
    return output ? spec.initializerRange / std::sqrt(2.0 * static_cast<double>(spec.layers))
                  : spec.initializerRange;
}

} // namespace

extern const Family modernbertFamily;
const Family modernbertFamily = {
    .modelType = "modernbert",
    .title = "ModernBERT",
    .className = "ModernBert",
    .basePrefix = "model.",
    .modules = modules,
    .tokenHead =
        {
                    {Role::Pooler, "head.dense"},
                    {Role::HeadNorm, "head.norm"},
                    {Role::Classifier, "classifier"},
                    },
    .read = read,
    .write = write,
    .deviation = deviation,
};

} // namespace attune
