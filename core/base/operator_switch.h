// SPDX-License-Identifier: GPL-3.0-or-later
// Every operator of a chain can be switched off: it keeps its place and its values, and does
// nothing. In a recipe that is one more parameter of each operator: "off: true".
#pragma once

#include "base/operator_step.h"

namespace attune {

inline constexpr const char* kOffKey = "off";

// The parameter that the tables of operators add to each of theirs.
OperatorParameter offParameter();

bool isOff(const OperatorStep& step);

// The step without the switch: what there is to keep of one that is on.
OperatorStep withoutSwitch(OperatorStep step);

} // namespace attune
