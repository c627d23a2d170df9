// SPDX-License-Identifier: GPL-3.0-or-later
// BERT (Devlin et al. 2019, https://arxiv.org/abs/1810.04805): names and keys as in transformers'
// BertForSequenceClassification.
#include "model/families.h"
#include "model/family_keys.h"

namespace attune {

namespace {

const std::vector<ModuleName> own = {
    {Role::Pooler,     "bert.pooler.dense"},
    {Role::Classifier, "classifier"       },
};

const std::vector<ModuleName> wordHead = {
    {Role::Pooler,     "cls.predictions.transform.dense"    },
    {Role::HeadNorm,   "cls.predictions.transform.LayerNorm"},
    {Role::Classifier, "cls.predictions"                    },
};

EncoderSpec read(const ConfigReader& config) {
    EncoderSpec spec;
    spec.family = "bert";
    spec.vocabulary = 30522;
    spec.hidden = 768;
    spec.layers = spec.heads = 12;
    spec.feedForward = 3072;
    spec.positions = 512;
    spec.types = 2;
    readBertKeys(config, spec);
    spec.classifierDropout = readRate(config, "classifier_dropout", spec.hiddenDropout);
    return spec;
}

void write(const EncoderSpec& spec, OrderedJson& config) {
    writeBertKeys(spec, config);
    config["num_hidden_layers"] = spec.layers;
    config["classifier_dropout"] = spec.classifierDropout;
}

} // namespace

extern const Family bertFamily;
const Family bertFamily = {
    .modelType = "bert",
    .title = "BERT",
    .className = "Bert",
    .basePrefix = "bert.",
    .modules = bertModules("bert.", own),
    .wordHead = wordHead,
    .read = read,
    .write = write,
};

} // namespace attune
