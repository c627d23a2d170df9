// SPDX-License-Identifier: GPL-3.0-or-later
// The choices of parameters in the language of the window.
#pragma once

#include <QString>

#include <string>

namespace attune::ui {

// Of a choice by its word in the recipe; codes and names stay as they are.
QString choiceText(const std::string& word);

} // namespace attune::ui
