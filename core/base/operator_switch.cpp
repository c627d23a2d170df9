// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/operator_switch.h"

namespace attune {

OperatorParameter offParameter() {
    return {
        {.key = kOffKey,
         .title = ATTUNE_TEXT("core", "Switched off"),
         .help = ATTUNE_TEXT("core", "It keeps its place and its values, and does nothing."),
         .kind = Parameter::Kind::Bool,
         .advanced = true},
        false
    };
}

bool isOff(const OperatorStep& step) {
    const auto value = step.values.find(kOffKey);
    const bool* off = value == step.values.end() ? nullptr : std::get_if<bool>(&value->second);
    return off != nullptr && *off;
}

OperatorStep withoutSwitch(OperatorStep step) {
    step.values.erase(kOffKey);
    return step;
}

} // namespace attune
