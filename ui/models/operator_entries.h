// SPDX-License-Identifier: GPL-3.0-or-later
// The operators of cleaning as the window names them: the façade's table, read once.
#pragma once

#include "studio/studio.h"

#include <QString>

namespace attune::ui {

const std::vector<studio::TableEntry>& operatorEntries();
// Null: this version does not know it.
const studio::TableEntry* operatorEntry(const std::string& name);
// In the language of the window; an unknown one's own name.
QString operatorTitle(const std::string& name);

} // namespace attune::ui
