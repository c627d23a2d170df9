// SPDX-License-Identifier: GPL-3.0-or-later
// An explanation as it is shown: its texts with the places of their words, and what is said of it.
#pragma once

#include "studio/explaining.h"
#include "ui/charts/shaded_text.h"

namespace attune::ui {

struct ShownExplanation {
    // Both texts, up to a little behind what the model reads of each, at most 100,000 bytes.
    QString text;
    std::vector<ShadedWord> words;  // that are shown
    std::vector<std::size_t> shown; // their indices in the explanation, ascending
    QString legend;
    QString completeness; // empty: the method has none
};

// Takes time in proportion to the texts.
ShownExplanation shownExplanation(const studio::Explanation& explanation);

} // namespace attune::ui
