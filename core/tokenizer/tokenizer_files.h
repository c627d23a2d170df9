// SPDX-License-Identifier: GPL-3.0-or-later
// The files of a Hugging Face tokenizer: tokenizer.json, or in its place vocab.txt, vocab.json with
// merges.txt, or a sentencepiece .model; tokenizer_config.json and the older
// special_tokens_map.json and added_tokens.json; config.json is asked for the family.
//
// transformers 5 reads them in one of two ways (tokenization_utils_tokenizers.py):
// - as the class that tokenizer_config.json or config.json names, where that class builds itself
//   (see tokenizer_class.h);
// - else tokenizer.json as it stands, or a .model by its own settings.
// Either way the result here is one tokenizer.json that says what is really done.
#pragma once

#include "base/json.h"

#include <string>

namespace attune {

class TokenModel;

struct TokenizerSource {
    // The bytes of tokenizer.json, where they say just that; they are written back.
    std::string original;
    Json tokenizer;          // what tokenizer.json would have to say; truncation and padding null
    Json config;             // tokenizer_config.json as it was, {} when there is none
    std::string className;   // to be written as tokenizer_class
    bool builtClass = false; // read the first way
    bool usesTypeIds = true; // the model takes token_type_ids
    std::string where;       // the file that errors name
    Problems warnings;
};

// Throws an Error when the folder has none of these files, and for damaged ones.
TokenizerSource readTokenizerSource(const fs::path& folder);

// Writes tokenizer.json, tokenizer_config.json and, of WordPiece where every id has a line,
// vocab.txt. `modelMaxLength` 0: none is written.
void writeTokenizerFiles(const fs::path& folder, const TokenizerSource& source,
                         const TokenModel& model, std::size_t modelMaxLength);

// Of tokenizer_config.json: the content of a special token, "" when it has none.
std::string specialTokenOf(const Json& config, const char* key);

} // namespace attune
