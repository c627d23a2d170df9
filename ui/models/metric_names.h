// SPDX-License-Identifier: GPL-3.0-or-later
// The metrics as the window names them.
#pragma once

#include <QString>

#include <string>

namespace attune::ui {

// In the language of the window; an unknown one's own key.
QString metricTitle(const std::string& key);
// The same within a sentence: "accuracy", but "F1".
QString metricWithin(const std::string& key);

} // namespace attune::ui
