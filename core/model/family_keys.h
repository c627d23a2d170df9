// SPDX-License-Identifier: GPL-3.0-or-later
// What many families share under the names that BERT gave it: modules, and keys of config.json.
#pragma once

#include "model/families.h"

namespace attune {

// BERT's embeddings and layers, their names beginning with `prefix`, and after them what a family
// has of its own, under whole names.
std::vector<ModuleName> bertModules(std::string_view prefix, std::vector<ModuleName> own);

// Sizes, dropouts and the rest that BERT's config.json says. `spec` comes with the values that
// transformers' class of the family has where a key is absent. `typesLeast`: fewest token types.
void readBertKeys(const ConfigReader& config, EncoderSpec& spec, std::int64_t typesLeast = 1);
// The same keys, as far as a run may have changed them, but for the classifier's dropout.
void writeBertKeys(const EncoderSpec& spec, OrderedJson& config);

// Reads the rate of dropout; it can't be 1.
double readRate(const ConfigReader& config, const char* key, double fallback);
// Row of the padding token: -1 where the key is null.
std::int64_t readPadId(const ConfigReader& config, std::int64_t fallback, std::int64_t vocabulary);

// Throws where the config asks for what no engine computes: a decoder, or positions of a kind that
// transformers has dropped.
void refuseDecoders(const ConfigReader& config);
void refuseOldPositions(const ConfigReader& config);
// `headsKey`: the key to name in the error.
void checkHeads(const ConfigReader& config, const EncoderSpec& spec,
                const char* headsKey = "num_attention_heads");

// Sets `key` to the name of the activation; another name of the same one stays as it was.
void writeActivation(OrderedJson& config, const char* key, Activation activation);

} // namespace attune
