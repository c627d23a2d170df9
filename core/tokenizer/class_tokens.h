// SPDX-License-Identifier: GPL-3.0-or-later
// The special and added tokens of a folder as transformers 5 collects them for a tokenizer class
// that builds itself (tokenization_utils_base.py): from tokenizer_config.json, else from the older
// special_tokens_map.json and added_tokens.json and from tokenizer.json.
#pragma once

#include "tokenizer/added_tokens.h"

#include <map>
#include <string>
#include <vector>

namespace attune {

struct ClassFiles {
    Json tokenizer;     // tokenizer.json, null when absent
    Json config;        // tokenizer_config.json, {} when absent
    Json specialTokens; // special_tokens_map.json, null when absent
    Json addedTokens;   // added_tokens.json, null when absent
    // Of what stands in for tokenizer.json, null while there is one:
    Json vocabulary; // {"token": id} of vocab.txt or vocab.json, [["piece", score]] of a .model
    Json merges;     // of merges.txt
    Json charsmap;   // of a .model: the table of replacements in base 64, null without one
    Json control;    // of a .model: control and user-defined pieces, as added tokens
    std::int64_t unknownId = 0; // of a .model
};

class ClassTokens {
public:
    // `defaults`: {"unk_token": "[UNK]", ...} of the class; `maskTakesSpace`: a mask token that is
    // a plain text takes the white space before it.
    ClassTokens(const ClassFiles& files, const Json& defaults, bool maskTakesSpace,
                const std::string& where);

    // tokenizer_config.json with the defaults filled in.
    const Json& config() const { return config_; }
    // Content of a special token, such as "cls_token".
    std::string named(const char* key) const;
    const std::vector<AddedToken>& tokens() const { return tokens_; }
    // As "added_tokens" of tokenizer.json, with the ids of `added`.
    Json describe(const AddedTokens& added) const;

private:
    std::int32_t idOfKey(const std::string& key) const;
    void keep(std::int32_t id, AddedToken token);
    void readOlderFiles();
    bool isNamed(const std::string& content) const;
    void add(AddedToken token);
    void addAll(bool maskTakesSpace);

    const ClassFiles& files_; // only while it is made
    const std::string& where_;
    Json config_;
    std::map<std::int32_t, AddedToken> decoder_;
    std::vector<AddedToken> tokens_;
};

} // namespace attune
