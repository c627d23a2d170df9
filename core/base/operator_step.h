// SPDX-License-Identifier: GPL-3.0-or-later
// What the tables of operators have in common: an operator is chosen by its name and has described
// parameters; a chain of them is a list of steps.
#pragma once

#include "base/parameter.h"

#include <map>
#include <string>
#include <vector>

namespace attune {

struct OperatorParameter {
    Parameter parameter;
    Value standard;
};

// An operator with a value for each of its parameters.
struct OperatorStep {
    std::string name;
    std::map<std::string, Value> values;
    bool operator==(const OperatorStep&) const = default;
};

// Not inlined: GCC 12 else looks at members of every kind in settings of a few bytes, and warns.
template <class S> [[gnu::noinline]] Value fieldOf(const S& settings, const Field<S>& field) {
    return valueOf(settings, field);
}
template <class S>
[[gnu::noinline]] void fillField(S& settings, const Field<S>& field, const Value& value) {
    setValue(settings, field, value);
}

// The parameters that fill settings of type S.
template <class S> std::vector<OperatorParameter> operatorParameters(const Fields<S>& fields) {
    const S standard;
    std::vector<OperatorParameter> parameters;
    for (const Field<S>& field : fields)
        parameters.push_back({field.parameter, fieldOf(standard, field)});
    return parameters;
}
// The settings of a step that has been through conformStep().
template <class S> S settingsOf(const OperatorStep& step, const Fields<S>& fields) {
    S settings;
    for (const Field<S>& field : fields)
        fillField(settings, field, step.values.at(field.parameter.key));
    return settings;
}

// Completes a step with the defaults and conforms its values. False where something is wrong: then
// problems are added, their fields `field` or `field`.KEY.
bool conformStep(OperatorStep& step, const std::vector<OperatorParameter>& parameters,
                 const std::string& field, Problems& problems);

// What to say of a key that is not known: the nearest that is, or all of them.
Message keySuggestion(const std::string& key, const std::vector<std::string>& known);

} // namespace attune
