// SPDX-License-Identifier: GPL-3.0-or-later
// What is told of labelled spans (TokenLabels) that the tokens do not show as the data have them.
#pragma once

#include "data/encoded_set.h"

namespace attune {

enum class SpansFor {
    Training, // a run: its max_length can be set
    Judging,  // a finished model, which cuts where it was trained to
};

// `cleanedAway`: labelled spans of which cleaning left no text (CleaningCounts::lostSpans). Figures
// never count what the model cannot read: of a span that was cut the part before the cut, of one
// that was lost nothing.
Problems spanNotes(const EncodedSet& set, SpansFor use, std::uint64_t cleanedAway = 0);

} // namespace attune
