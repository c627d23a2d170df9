// SPDX-License-Identifier: GPL-3.0-or-later
// Reading of the members of a tokenizer's JSON, with errors that name file and key.
#pragma once

#include "base/json.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace attune {

// The member, or a null Json when it is absent.
const Json& memberOf(const Json& object, const char* key);

bool boolOf(const Json& object, const char* key, bool absent, const std::string& where);
std::string textOf(const Json& object, const char* key, const std::string& absent,
                   const std::string& where);
// A JSON number that is whole and in [0, limit].
std::optional<std::int64_t> wholeNumber(const Json& value, std::int64_t limit);
// A member that is a whole number in [0, limit].
std::int64_t numberOf(const Json& object, const char* key, std::int64_t absent, std::int64_t limit,
                      const std::string& where);

// "type" of a part of a tokenizer.json, "" when absent.
std::string kindOf(const Json& part, const char* name, const std::string& where);

// The end of a search in a table of kinds: what was met, and what would do.
[[noreturn]] void throwUnknownKind(const char* part, const std::string& kind,
                                   const std::vector<std::string>& known, const std::string& where);
[[noreturn]] void throwWrongValue(const char* key, const char* wanted, const std::string& where);

} // namespace attune
