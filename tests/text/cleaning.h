// SPDX-License-Identifier: GPL-3.0-or-later
// Helpers for the tests of cleaning: rules from short JSON, and the contract that every operator
// keeps on every text.
#pragma once

#include "base/json.h"
#include "text/cleaning.h"
#include "text/utf8.h"

#include <algorithm>
#include <string>

namespace attune::test {

inline Value valueOf(const Json& json) {
    if (json.is_boolean())
        return json.get<bool>();
    if (json.is_number_integer())
        return json.get<std::int64_t>();
    if (json.is_array())
        return json.get<std::vector<std::string>>();
    return json.get<std::string>();
}

// JSON with single quotes, which need no escapes here.
inline Json jsonOf(std::string text) {
    std::replace(text.begin(), text.end(), '\'', '"');
    return parseJson(text, "rules");
}
// From [{'html': {}}, {'case': {'to': 'upper'}}].
inline CleaningSettings rulesOf(const Json& json) {
    CleaningSettings settings;
    for (const Json& rule : json)
        for (const auto& [name, values] : rule.items()) {
            CleaningStep step = cleaningStep(name);
            for (const auto& [key, value] : values.items())
                step.values[key] = valueOf(value);
            settings.push_back(std::move(step));
        }
    return settings;
}
inline Cleaning cleaningOf(const char* json) { return Cleaning(rulesOf(jsonOf(json))); }

// What a text breaks of the contract; empty: nothing.
inline std::string broken(const Cleaning& cleaning, const std::string& text) {
    const Cleaned cleaned = cleaning.apply(text);
    const Rewrite record = cleaning.record(text);
    if (!isValidUtf8(cleaned.text))
        return "not UTF-8";
    if (record.text != cleaned.text)
        return "record and result differ: " + record.text + " | " + cleaned.text;
    if (!isSound(text, record))
        return "unsound spans";
    if (cleaned.text != text && cleaned.changed == 0)
        return "a change is not counted";
    if (cleaning.size() == 1) {
        if ((cleaned.text != text) != (cleaned.changed == 1))
            return "counted as changed, but equal";
        const CleaningStep& step = cleaning.settings().front();
        for (const CleaningDescription& one : cleaningOperators())
            if (one.key == step.name && one.idempotent &&
                cleaning.clean(cleaned.text) != cleaned.text)
                return "not idempotent: " + cleaned.text + " | " + cleaning.clean(cleaned.text);
    }
    return {};
}

} // namespace attune::test
