// SPDX-License-Identifier: GPL-3.0-or-later
// Members of a tokenizer's JSON, see the header.
#include "tokenizer/json_fields.h"

#include "base/lists.h"

namespace attune {

const Json& memberOf(const Json& object, const char* key) {
    static const Json none;
    if (!object.is_object())
        return none;
    const auto found = object.find(key);
    return found == object.end() ? none : *found;
}

bool boolOf(const Json& object, const char* key, bool absent, const std::string& where) {
    const Json& value = memberOf(object, key);
    if (value.is_null())
        return absent;
    if (!value.is_boolean())
        throwWrongValue(key, "true or false", where);
    return value.get<bool>();
}

std::string textOf(const Json& object, const char* key, const std::string& absent,
                   const std::string& where) {
    const Json& value = memberOf(object, key);
    if (value.is_null())
        return absent;
    if (!value.is_string())
        throwWrongValue(key, "a text", where);
    return value.get<std::string>();
}

std::optional<std::int64_t> wholeNumber(const Json& value, std::int64_t limit) {
    if (!value.is_number_integer()) // true for unsigned ones too
        return std::nullopt;
    if (value.is_number_unsigned() &&
        value.get<std::uint64_t>() > static_cast<std::uint64_t>(limit))
        return std::nullopt;
    const auto number = value.get<std::int64_t>();
    return number >= 0 && number <= limit ? std::optional(number) : std::nullopt;
}

std::int64_t numberOf(const Json& object, const char* key, std::int64_t absent, std::int64_t limit,
                      const std::string& where) {
    const Json& value = memberOf(object, key);
    if (value.is_null())
        return absent;
    const auto number = wholeNumber(value, limit);
    if (!number)
        throwWrongValue(key, "a whole number in range", where);
    return *number;
}

std::string kindOf(const Json& part, const char* name, const std::string& where) {
    if (!part.is_object())
        throwWrongValue(name, "an object", where);
    return textOf(part, "type", "", where);
}

void throwUnknownKind(const char* part, const std::string& kind,
                      const std::vector<std::string>& known, const std::string& where) {
    throw Error(
        say(ATTUNE_TEXT("core", "The %1 of this tokenizer is of the kind “%2”, which Attune cannot "
                                "read."),
            part, kind),
        where,
        say(ATTUNE_TEXT("core", "Choose a model whose %1 is one of: %2."), part, listed(known)));
}

void throwWrongValue(const char* key, const char* wanted, const std::string& where) {
    throw Error(say(ATTUNE_TEXT("core", "The value of “%1” is not %2."), key, wanted), where,
                say(ATTUNE_TEXT("core", "The file is damaged or was edited. Download the model "
                                        "again.")));
}

} // namespace attune
