// SPDX-License-Identifier: GPL-3.0-or-later
// Words near a word, by the table of words of a model.
#pragma once

#include "augment/interfaces.h"
#include "base/files.h"

#include <memory>

namespace attune {

// Opens the folder of any model. Words that are a token by themselves have near ones: others of the
// same kind; scores are the cosines of their rows. What was asked before is remembered.
std::shared_ptr<const Neighbours> openNearWords(const fs::path& folder);

} // namespace attune
