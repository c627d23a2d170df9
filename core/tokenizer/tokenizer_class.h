// SPDX-License-Identifier: GPL-3.0-or-later
// Tokenizer classes that transformers 5 builds from their own settings: of tokenizer.json they take
// the vocabulary, the added tokens and at times the post-processor alone, and lowercasing and the
// like come from tokenizer_config.json (models/*/tokenization_*.py).
#pragma once

#include "tokenizer/class_tokens.h"

namespace attune {

// Whether transformers builds this class (its "Fast" left off) so.
bool isBuiltClass(const std::string& className);
// The class that transformers takes for a model type when no file names one; "" for those of which
// it reads tokenizer.json as it stands.
std::string classOfModelType(const std::string& modelType);
// Whether a class reads its files in a way that Attune does not know.
bool isUnreadClass(const std::string& className);
// The kind of model that a class has, such as "Unigram"; "" for one that is not built so.
std::string modelKindOf(const std::string& className);

// The tokenizer.json that says what the class does. `warnings` hears where that differs from the
// tokenizer.json of the folder.
Json describeClass(const std::string& className, const ClassFiles& files, const std::string& where,
                   Problems& warnings);

} // namespace attune
