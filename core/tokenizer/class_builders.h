// SPDX-License-Identifier: GPL-3.0-or-later
// What each tokenizer class of transformers 5 builds (models/*/tokenization_*.py), as members of a
// tokenizer.json: one function a class. See tokenizer_class.h.
#pragma once

#include "tokenizer/class_tokens.h"
#include "tokenizer/json_fields.h"

#include <functional>

namespace attune {

// What a class builds: members of tokenizer.json.
struct Built {
    Json normalizer;
    Json preTokenizer;
    Json model; // without "vocab" and "merges"
    Json decoder;
    Json postProcessor;              // filled in when ids are known
    bool keepsPostProcessor = false; // that of tokenizer.json, where there is one
};

// What a class may ask.
struct Asked {
    const ClassFiles& files;
    const ClassTokens& tokens;
    const Json& vocabulary;
    const Json& charsmap;
    const std::string& where;
    std::function<std::int32_t(const char*, std::int32_t)> idOf; // of "cls_token"; if it is unknown

    bool flag(const char* key, bool absent) const {
        return boolOf(tokens.config(), key, absent, where);
    }
};

// From the class's settings to its steps.
void buildBert(const Asked& asked, Built& made);
void buildMpnet(const Asked& asked, Built& made);
void buildRoberta(const Asked& asked, Built& made);
void buildXlmRoberta(const Asked& asked, Built& made);
void buildCamembert(const Asked& asked, Built& made);
void buildAlbert(const Asked& asked, Built& made);
void buildDeberta(const Asked& asked, Built& made);

// The vocabulary from the pieces of a .model, in the order of the class's ids
// (convert_slow_tokenizer.py).
Json xlmRobertaVocabulary(const Json& pieces, const ClassTokens& tokens);
Json camembertVocabulary(const Json& pieces, const ClassTokens& tokens);
Json piecesInOrder(const Json& pieces, const ClassTokens& tokens);

} // namespace attune
