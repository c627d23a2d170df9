// SPDX-License-Identifier: GPL-3.0-or-later
// The table of encoder families. A family is a page of data: how its config.json becomes an
// EncoderSpec and back, and what transformers calls its modules. A new family is one file and one
// line in families.cpp.
#pragma once

#include "model/config_reader.h"
#include "model/encoder_spec.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace attune {

// A module of the ...ForSequenceClassification folder. "#" in the name stands for the set of
// parameters of a layer; where a group has several layers, "#" is the group and "@" the layer in
// it.
struct ModuleName {
    Role role;
    std::string name;
};

struct Family {
    std::string_view modelType;  // model_type of config.json
    std::string_view title;      // as people call it
    std::string_view className;  // of its classes in transformers: "Bert"
    std::string_view basePrefix; // of the encoder's names in a folder with a head: "bert."
    // Every module that a spec of this family may have.
    std::vector<ModuleName> modules;
    // Of a folder with the head of a masked language model, the modules of that head: Pooler,
    // HeadNorm and Classifier, whose weight is the table of words. Empty: it is not read.
    std::vector<ModuleName> wordHead = {};
    // The activation of that head where it isn't that of the layers.
    std::optional<Activation> wordActivation = {};
    // The modules of the head that answers tokens, and its dropout before the classifier.
    std::vector<ModuleName> tokenHead = {
        {Role::Classifier, "classifier"}
    };
    Rate tokenRate = Rate::Classifier;
    EncoderSpec (*read)(const ConfigReader& config);
    // Sets the keys of config.json that a run may have changed.
    void (*write)(const EncoderSpec& spec, OrderedJson& config);
    // Standard deviation of weights that a file lacks; null: the spec's initializerRange.
    double (*deviation)(const EncoderSpec& spec, Role role) = nullptr;
};

const std::vector<const Family*>& families();

// The family of a model_type, or null.
const Family* findFamily(std::string_view modelType);
// The same for a spec that was made by a family.
const Family& familyNamed(std::string_view modelType);
// The family that config.json names; an Error lists the families that can be read.
const Family& familyOf(const ConfigReader& config);

// Gives a spec that a family has read the head that answers each token.
void setTokenHead(EncoderSpec& spec);

// Whether layers have such a module each, and its name in a set of parameters (of `inner` layers a
// group).
bool isRepeated(const ModuleName& module);
std::string moduleName(const ModuleName& module, int set, int inner);

} // namespace attune
