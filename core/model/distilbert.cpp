// SPDX-License-Identifier: GPL-3.0-or-later
// DistilBERT (Sanh et al. 2019, https://arxiv.org/abs/1910.01108): BERT without token types, with
// its own names, its own keys and a head with ReLU.
#include "model/families.h"
#include "model/family_keys.h"

namespace attune {

namespace {

const std::vector<ModuleName> modules = {
    {Role::WordEmbedding,     "distilbert.embeddings.word_embeddings"           },
    {Role::PositionEmbedding, "distilbert.embeddings.position_embeddings"       },
    {Role::EmbeddingNorm,     "distilbert.embeddings.LayerNorm"                 },
    {Role::Query,             "distilbert.transformer.layer.#.attention.q_lin"  },
    {Role::Key,               "distilbert.transformer.layer.#.attention.k_lin"  },
    {Role::Value,             "distilbert.transformer.layer.#.attention.v_lin"  },
    {Role::AttentionOutput,   "distilbert.transformer.layer.#.attention.out_lin"},
    {Role::AttentionNorm,     "distilbert.transformer.layer.#.sa_layer_norm"    },
    {Role::FeedForwardIn,     "distilbert.transformer.layer.#.ffn.lin1"         },
    {Role::FeedForwardOut,    "distilbert.transformer.layer.#.ffn.lin2"         },
    {Role::FeedForwardNorm,   "distilbert.transformer.layer.#.output_layer_norm"},
    {Role::Pooler,            "pre_classifier"                                  },
    {Role::Classifier,        "classifier"                                      },
};

const std::vector<ModuleName> wordHead = {
    {Role::Pooler,     "vocab_transform" },
    {Role::HeadNorm,   "vocab_layer_norm"},
    {Role::Classifier, "vocab_projector" },
};

// transformers takes the names of other families for three of the sizes, too.
std::int64_t size(const ConfigReader& config, const char* key, const char* other,
                  std::int64_t fallback, std::int64_t high) {
    return config.has(key) ? config.integer(key, fallback, 1, high)
                           : config.integer(other, fallback, 1, high);
}

EncoderSpec read(const ConfigReader& config) {
    EncoderSpec spec;
    spec.family = "distilbert";
    spec.vocabulary = config.integer("vocab_size", 30522, 1, ModelLimits::vocabulary);
    spec.hidden = size(config, "dim", "hidden_size", 768, ModelLimits::hidden);
    spec.layers = size(config, "n_layers", "num_hidden_layers", 6, ModelLimits::layers);
    spec.heads = size(config, "n_heads", "num_attention_heads", 12, ModelLimits::heads);
    spec.feedForward = config.integer("hidden_dim", 3072, 1, ModelLimits::feedForward);
    spec.positions = config.integer("max_position_embeddings", 512, 2, ModelLimits::positions);
    spec.padId = readPadId(config, 0, spec.vocabulary);
    spec.activation = config.activation("activation", Activation::Gelu);
    spec.setHiddenDropout(readRate(config, "dropout", 0.1));
    spec.attentionDropout = readRate(config, "attention_dropout", 0.1);
    spec.attentionOutputRate = Rate::None;
    spec.classifierDropout = readRate(config, "seq_classif_dropout", 0.2);
    spec.headActivation = Activation::Relu;
    spec.initializerRange = config.real("initializer_range", 0.02, 0, 10);
    checkHeads(config, spec, "n_heads");
    return spec;
}

void write(const EncoderSpec& spec, OrderedJson& config) {
    config["vocab_size"] = spec.vocabulary;
    config["max_position_embeddings"] = spec.positions;
    config["initializer_range"] = spec.initializerRange;
    config["dropout"] = spec.hiddenDropout;
    config["attention_dropout"] = spec.attentionDropout;
    config["seq_classif_dropout"] = spec.classifierDropout;
    writeActivation(config, "activation", spec.activation);
}

} // namespace

extern const Family distilbertFamily;
const Family distilbertFamily = {
    .modelType = "distilbert",
    .title = "DistilBERT",
    .className = "DistilBert",
    .basePrefix = "distilbert.",
    .modules = modules,
    .wordHead = wordHead,
    .tokenRate = Rate::Hidden,
    .read = read,
    .write = write,
};

} // namespace attune
