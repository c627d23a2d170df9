// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/operator_step.h"

#include "base/lists.h"

#include <algorithm>

namespace attune {

Message keySuggestion(const std::string& key, const std::vector<std::string>& known) {
    const std::string near = nearestKey(key, known);
    return near.empty() ? say(ATTUNE_TEXT("core", "Known here: %1."), listed(known, known.size()))
                        : say(ATTUNE_TEXT("core", "Did you mean “%1”?"), near);
}

bool conformStep(OperatorStep& step, const std::vector<OperatorParameter>& parameters,
                 const std::string& field, Problems& problems) {
    const std::size_t before = problems.size();
    const auto add = [&](const std::string& key, Message message, Message hint) {
        problems.push_back(
            {Problem::Severity::Error, field + "." + key, {}, std::move(message), std::move(hint)});
    };
    std::vector<std::string> known;
    for (const OperatorParameter& one : parameters)
        known.push_back(one.parameter.key);
    for (const auto& [key, value] : step.values)
        if (std::find(known.begin(), known.end(), key) == known.end())
            add(key, say(ATTUNE_TEXT("core", "This key is not known.")),
                known.empty() ? say(ATTUNE_TEXT("core", "“%1” has no parameters."), step.name)
                              : keySuggestion(key, known));
    for (const OperatorParameter& one : parameters) {
        Value& value = step.values.try_emplace(one.parameter.key, one.standard).first->second;
        Problem problem;
        if (!conform(one.parameter, value, problem))
            add(one.parameter.key, std::move(problem.message), std::move(problem.hint));
    }
    return problems.size() == before;
}

} // namespace attune
