// SPDX-License-Identifier: GPL-3.0-or-later
// ELECTRA (Clark et al. 2020, https://arxiv.org/abs/2003.10555): the discriminator, a BERT whose
// embeddings may be narrower than its layers.
#include "model/families.h"
#include "model/family_keys.h"

namespace attune {

namespace {

const std::vector<ModuleName> own = {
    {Role::EmbeddingProjection, "electra.embeddings_project"},
    {Role::Pooler,              "classifier.dense"          },
    {Role::Classifier,          "classifier.out_proj"       },
};

const std::vector<ModuleName> wordHead = {
    {Role::Pooler,     "generator_predictions.dense"    },
    {Role::HeadNorm,   "generator_predictions.LayerNorm"},
    {Role::Classifier, "generator_lm_head"              },
};

EncoderSpec read(const ConfigReader& config) {
    EncoderSpec spec;
    spec.family = "electra";
    spec.vocabulary = 30522;
    spec.hidden = 256;
    spec.layers = 12;
    spec.heads = 4;
    spec.feedForward = 1024;
    spec.positions = 512;
    spec.types = 2;
    readBertKeys(config, spec);
    spec.embedding = config.integer("embedding_size", 128, 1, ModelLimits::hidden);
    spec.projection = spec.embedding != spec.hidden;
    spec.classifierDropout = readRate(config, "classifier_dropout", spec.hiddenDropout);
    spec.pooledRate = Rate::Classifier;
    spec.headActivation = Activation::Gelu;
    return spec;
}

void write(const EncoderSpec& spec, OrderedJson& config) {
    writeBertKeys(spec, config);
    config["num_hidden_layers"] = spec.layers;
    config["classifier_dropout"] = spec.classifierDropout;
}

} // namespace

extern const Family electraFamily;
const Family electraFamily = {
    .modelType = "electra",
    .title = "ELECTRA",
    .className = "Electra",
    .basePrefix = "electra.",
    .modules = bertModules("electra.", own),
    .wordHead = wordHead,
    .wordActivation = Activation::Gelu,
    .read = read,
    .write = write,
};

} // namespace attune
