// SPDX-License-Identifier: GPL-3.0-or-later
// BERT (Devlin et al. 2019, https://arxiv.org/abs/1810.04805): names and keys as in transformers'
// BertForSequenceClassification.
#include "model/families.h"

namespace attune {

namespace {

constexpr ModuleName modules[] = {
    {Role::WordEmbedding,     "bert.embeddings.word_embeddings"                },
    {Role::PositionEmbedding, "bert.embeddings.position_embeddings"            },
    {Role::TypeEmbedding,     "bert.embeddings.token_type_embeddings"          },
    {Role::EmbeddingNorm,     "bert.embeddings.LayerNorm"                      },
    {Role::Query,             "bert.encoder.layer.#.attention.self.query"      },
    {Role::Key,               "bert.encoder.layer.#.attention.self.key"        },
    {Role::Value,             "bert.encoder.layer.#.attention.self.value"      },
    {Role::AttentionOutput,   "bert.encoder.layer.#.attention.output.dense"    },
    {Role::AttentionNorm,     "bert.encoder.layer.#.attention.output.LayerNorm"},
    {Role::FeedForwardIn,     "bert.encoder.layer.#.intermediate.dense"        },
    {Role::FeedForwardOut,    "bert.encoder.layer.#.output.dense"              },
    {Role::FeedForwardNorm,   "bert.encoder.layer.#.output.LayerNorm"          },
    {Role::Pooler,            "bert.pooler.dense"                              },
    {Role::Classifier,        "classifier"                                     },
};

EncoderSpec read(const ConfigReader& config) {
    if (const std::string kind = config.text("position_embedding_type", "absolute");
        kind != "absolute")
        config.refuse("position_embedding_type",
                      say(ATTUNE_TEXT("core", "Positions of the kind “%1” can't be read."), kind),
                      say(ATTUNE_TEXT("core", "Take a model with absolute positions.")));
    for (const char* key : {"is_decoder", "add_cross_attention"})
        if (config.flag(key, false))
            config.refuse(key, say(ATTUNE_TEXT("core", "This is a decoder, not an encoder.")),
                          say(ATTUNE_TEXT("core", "Take a model that was trained as encoder.")));

    EncoderSpec spec;
    spec.family = "bert";
    spec.vocabulary = config.integer("vocab_size", 30522, 1, ModelLimits::vocabulary);
    spec.hidden = config.integer("hidden_size", 768, 1, ModelLimits::hidden);
    spec.layers = config.integer("num_hidden_layers", 12, 1, ModelLimits::layers);
    spec.heads = config.integer("num_attention_heads", 12, 1, ModelLimits::heads);
    spec.feedForward = config.integer("intermediate_size", 3072, 1, ModelLimits::feedForward);
    spec.positions = config.integer("max_position_embeddings", 512, 2, ModelLimits::positions);
    spec.types = config.integer("type_vocab_size", 2, 1, ModelLimits::types);
    spec.padId = config.integer("pad_token_id", 0, 0, spec.vocabulary - 1);
    spec.normEpsilon = config.real("layer_norm_eps", 1e-12, 0, 1);
    spec.activation = config.activation("hidden_act", Activation::Gelu);
    spec.hiddenDropout = config.real("hidden_dropout_prob", 0.1, 0, 0.999);
    spec.attentionDropout = config.real("attention_probs_dropout_prob", 0.1, 0, 0.999);
    spec.classifierDropout = config.real("classifier_dropout", spec.hiddenDropout, 0, 0.999);
    spec.initializerRange = config.real("initializer_range", 0.02, 0, 10);
    if (spec.hidden % spec.heads != 0)
        config.refuse("num_attention_heads",
                      say(ATTUNE_TEXT("core", "%1 heads do not divide the hidden size %2."),
                          spec.heads, spec.hidden),
                      say(ATTUNE_TEXT("core", "Download the model again, or correct the key “%1”."),
                          "num_attention_heads"));
    return spec;
}

void write(const EncoderSpec& spec, OrderedJson& config) {
    config["vocab_size"] = spec.vocabulary;
    config["max_position_embeddings"] = spec.positions;
    config["num_hidden_layers"] = spec.layers;
    config["layer_norm_eps"] = spec.normEpsilon;
    config["initializer_range"] = spec.initializerRange;
    config["hidden_dropout_prob"] = spec.hiddenDropout;
    config["attention_probs_dropout_prob"] = spec.attentionDropout;
    config["classifier_dropout"] = spec.classifierDropout;
    // Another name of the same activation stays as it was.
    Activation named{};
    if (!config.contains("hidden_act") || !config["hidden_act"].is_string() ||
        !findActivation(config["hidden_act"].get<std::string>(), named) || named != spec.activation)
        config["hidden_act"] = activationName(spec.activation);
}

} // namespace

extern const Family bertFamily;
const Family bertFamily = {
    .modelType = "bert",
    .title = "BERT",
    .architecture = "BertForSequenceClassification",
    .basePrefix = "bert.",
    .modules = modules,
    .read = read,
    .write = write,
};

} // namespace attune
