// SPDX-License-Identifier: GPL-3.0-or-later
// RoBERTa (Liu et al. 2019, https://arxiv.org/abs/1907.11692) and the families that are the same in
// all but their vocabulary: CamemBERT (Martin et al. 2020) and XLM-RoBERTa (Conneau et al. 2020).
#include "model/families.h"
#include "model/family_keys.h"

namespace attune {

namespace {

const std::vector<ModuleName> own = {
    {Role::Pooler,     "classifier.dense"   },
    {Role::Classifier, "classifier.out_proj"},
};

const std::vector<ModuleName> wordHead = {
    {Role::Pooler,     "lm_head.dense"     },
    {Role::HeadNorm,   "lm_head.layer_norm"},
    {Role::Classifier, "lm_head"           },
};

EncoderSpec readAs(const char* family, std::int64_t vocabulary, const ConfigReader& config) {
    EncoderSpec spec;
    spec.family = family;
    spec.vocabulary = vocabulary;
    spec.hidden = 768;
    spec.layers = spec.heads = 12;
    spec.feedForward = 3072;
    spec.positions = 512;
    spec.types = 2;
    spec.padId = 1;
    readBertKeys(config, spec);
    spec.positionPad = spec.padId = std::max<std::int64_t>(spec.padId, 0);
    if (spec.longest() < 1)
        config.refuse("max_position_embeddings",
                      say(ATTUNE_TEXT("core", "%1 positions leave none for a token: they are "
                                              "counted from pad_token_id + 1 = %2."),
                          spec.positions, spec.positionPad + 1),
                      say(ATTUNE_TEXT("core", "Download the model again, or correct the key “%1”."),
                          "pad_token_id"));
    spec.classifierDropout = readRate(config, "classifier_dropout", spec.hiddenDropout);
    spec.pooledRate = Rate::Classifier;
    return spec;
}

void write(const EncoderSpec& spec, OrderedJson& config) {
    writeBertKeys(spec, config);
    config["num_hidden_layers"] = spec.layers;
    config["classifier_dropout"] = spec.classifierDropout;
}

} // namespace

extern const Family robertaFamily;
const Family robertaFamily = {
    .modelType = "roberta",
    .title = "RoBERTa",
    .className = "Roberta",
    .basePrefix = "roberta.",
    .modules = bertModules("roberta.", own),
    .wordHead = wordHead,
    .wordActivation = Activation::Gelu,
    .read = [](const ConfigReader& config) { return readAs("roberta", 50265, config); },
    .write = write,
};

extern const Family camembertFamily;
const Family camembertFamily = {
    .modelType = "camembert",
    .title = "CamemBERT",
    .className = "Camembert",
    .basePrefix = "roberta.",
    .modules = bertModules("roberta.", own),
    .wordHead = wordHead,
    .wordActivation = Activation::Gelu,
    .read = [](const ConfigReader& config) { return readAs("camembert", 30522, config); },
    .write = write,
};

extern const Family xlmRobertaFamily;
const Family xlmRobertaFamily = {
    .modelType = "xlm-roberta",
    .title = "XLM-RoBERTa",
    .className = "XLMRoberta",
    .basePrefix = "roberta.",
    .modules = bertModules("roberta.", own),
    .wordHead = wordHead,
    .wordActivation = Activation::Gelu,
    .read = [](const ConfigReader& config) { return readAs("xlm-roberta", 30522, config); },
    .write = write,
};

} // namespace attune
