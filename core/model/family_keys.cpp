// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/family_keys.h"

namespace attune {

std::vector<ModuleName> bertModules(std::string_view prefix, std::vector<ModuleName> own) {
    std::vector<ModuleName> modules = {
        {Role::WordEmbedding,     "embeddings.word_embeddings"                },
        {Role::PositionEmbedding, "embeddings.position_embeddings"            },
        {Role::TypeEmbedding,     "embeddings.token_type_embeddings"          },
        {Role::EmbeddingNorm,     "embeddings.LayerNorm"                      },
        {Role::Query,             "encoder.layer.#.attention.self.query"      },
        {Role::Key,               "encoder.layer.#.attention.self.key"        },
        {Role::Value,             "encoder.layer.#.attention.self.value"      },
        {Role::AttentionOutput,   "encoder.layer.#.attention.output.dense"    },
        {Role::AttentionNorm,     "encoder.layer.#.attention.output.LayerNorm"},
        {Role::FeedForwardIn,     "encoder.layer.#.intermediate.dense"        },
        {Role::FeedForwardOut,    "encoder.layer.#.output.dense"              },
        {Role::FeedForwardNorm,   "encoder.layer.#.output.LayerNorm"          },
    };
    for (ModuleName& module : modules)
        module.name.insert(0, prefix);
    modules.insert(modules.end(), own.begin(), own.end());
    return modules;
}

double readRate(const ConfigReader& config, const char* key, double fallback) {
    return config.real(key, fallback, 0, 0.999);
}

std::int64_t readPadId(const ConfigReader& config, std::int64_t fallback, std::int64_t vocabulary) {
    if (config.isNull("pad_token_id"))
        return -1;
    return config.integer("pad_token_id", std::min(fallback, vocabulary - 1), 0, vocabulary - 1);
}

void refuseDecoders(const ConfigReader& config) {
    for (const char* key : {"is_decoder", "add_cross_attention"})
        if (config.flag(key, false))
            config.refuse(key, say(ATTUNE_TEXT("core", "This is a decoder, not an encoder.")),
                          say(ATTUNE_TEXT("core", "Take a model that was trained as encoder.")));
}

void refuseOldPositions(const ConfigReader& config) {
    const std::string kind = config.text("position_embedding_type", "absolute");
    if (kind != "absolute")
        config.refuse("position_embedding_type",
                      say(ATTUNE_TEXT("core", "Positions of the kind “%1” can't be read."), kind),
                      say(ATTUNE_TEXT("core", "Take a model with absolute positions.")));
}

void checkHeads(const ConfigReader& config, const EncoderSpec& spec, const char* headsKey) {
    if (spec.hidden % spec.heads != 0)
        config.refuse(headsKey,
                      say(ATTUNE_TEXT("core", "%1 heads do not divide the hidden size %2."),
                          spec.heads, spec.hidden),
                      say(ATTUNE_TEXT("core", "Download the model again, or correct the key “%1”."),
                          headsKey));
}

void readBertKeys(const ConfigReader& config, EncoderSpec& spec, std::int64_t typesLeast) {
    refuseOldPositions(config);
    refuseDecoders(config);
    spec.vocabulary = config.integer("vocab_size", spec.vocabulary, 1, ModelLimits::vocabulary);
    spec.hidden = config.integer("hidden_size", spec.hidden, 1, ModelLimits::hidden);
    spec.layers = config.integer("num_hidden_layers", spec.layers, 1, ModelLimits::layers);
    spec.heads = config.integer("num_attention_heads", spec.heads, 1, ModelLimits::heads);
    spec.feedForward =
        config.integer("intermediate_size", spec.feedForward, 1, ModelLimits::feedForward);
    spec.positions =
        config.integer("max_position_embeddings", spec.positions, 2, ModelLimits::positions);
    spec.types = config.integer("type_vocab_size", spec.types, typesLeast, ModelLimits::types);
    spec.padId = readPadId(config, spec.padId, spec.vocabulary);
    spec.normEpsilon = config.real("layer_norm_eps", spec.normEpsilon, 0, 1);
    spec.activation = config.activation("hidden_act", spec.activation);
    spec.setHiddenDropout(readRate(config, "hidden_dropout_prob", spec.hiddenDropout));
    spec.attentionDropout = readRate(config, "attention_probs_dropout_prob", spec.attentionDropout);
    spec.initializerRange = config.real("initializer_range", spec.initializerRange, 0, 10);
    checkHeads(config, spec);
}

void writeBertKeys(const EncoderSpec& spec, OrderedJson& config) {
    config["vocab_size"] = spec.vocabulary;
    config["max_position_embeddings"] = spec.positions;
    config["layer_norm_eps"] = spec.normEpsilon;
    config["initializer_range"] = spec.initializerRange;
    config["hidden_dropout_prob"] = spec.hiddenDropout;
    config["attention_probs_dropout_prob"] = spec.attentionDropout;
    writeActivation(config, "hidden_act", spec.activation);
}

void writeActivation(OrderedJson& config, const char* key, Activation activation) {
    Activation named{};
    if (!config.contains(key) || !config[key].is_string() ||
        !findActivation(config[key].get<std::string>(), named) || named != activation)
        config[key] = activationName(activation);
}

} // namespace attune
