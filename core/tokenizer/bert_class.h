// SPDX-License-Identifier: GPL-3.0-or-later
// BertTokenizer and its kin as transformers 5 builds them from their files
// (models/bert/tokenization_bert.py and tokenization_utils_base.py).
#pragma once

#include "base/json.h"

#include <string>

namespace attune {

// Whether transformers builds this class (its "Fast" left off) as a BertTokenizer.
bool isBertClass(const std::string& className);
// The class that transformers takes for a model type when no file names one; "" for those of which
// it reads tokenizer.json as it stands.
std::string classOfModelType(const std::string& modelType);
// Whether a class reads its files in a way that Attune does not know.
bool isUnreadClass(const std::string& className);

struct BertClassFiles {
    Json tokenizer;     // tokenizer.json, null when absent
    Json config;        // tokenizer_config.json, {} when absent
    Json specialTokens; // special_tokens_map.json, null when absent
    Json addedTokens;   // added_tokens.json, null when absent
    Json vocabulary;    // {"token": id} of vocab.txt, null unless tokenizer.json is absent
};

// The tokenizer.json that says what the class does. `warnings` hears where that differs from the
// tokenizer.json of the folder.
Json describeBertClass(const BertClassFiles& files, const std::string& where, Problems& warnings);

} // namespace attune
