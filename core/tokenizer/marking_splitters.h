// SPDX-License-Identifier: GPL-3.0-or-later
// Pre-tokenizers that write marks into the text: Metaspace and ByteLevel.
#pragma once

#include "tokenizer/pre_tokenizer.h"

namespace attune {

std::unique_ptr<PreTokenizer> makeMetaspace(const Json& json, const std::string& where);
std::unique_ptr<PreTokenizer> makeByteLevel(const Json& json, const std::string& where);

} // namespace attune
