// SPDX-License-Identifier: GPL-3.0-or-later
// What a metric counts where its name alone may mislead.
#pragma once

#include <string>

namespace attune {

// ATTUNE_TEXT of a key of metricTable(); empty: the name says it.
std::string metricHelp(const std::string& key);

} // namespace attune
