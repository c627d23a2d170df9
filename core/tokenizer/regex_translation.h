// SPDX-License-Identifier: GPL-3.0-or-later
// Regular expressions of Oniguruma (Ruby's syntax), run by ICU. Every class of characters is
// written out from Oniguruma's own tables, anchors by what they mean; a construct whose meaning
// would differ, or that is not known here, is refused. Oniguruma: doc/RE of release 6.9.
#pragma once

#include "tokenizer/text_pattern.h"

#include <string>

namespace attune {

// The same expression in ICU's syntax. Throws an Error that names the part that cannot be kept.
std::string translateRegex(std::string_view expression, const std::string& where);

// Finds its matches with limits of time and of stack.
std::unique_ptr<TextPattern> makeRegexPattern(std::string_view expression,
                                              const std::string& where);

} // namespace attune
