// SPDX-License-Identifier: GPL-3.0-or-later
// The texts of an evaluation, those first that the model got most wrong, or is least sure of.
#pragma once

#include "studio/studio.h"

namespace attune::studio {

enum class ErrorOrder {
    Wrongness, // by the loss of the text's own label, largest first: wrong and sure
    Doubt,     // by Evaluation::Row::score, smallest first; regression has none: by Wrongness
};

// Indices into evaluation.rows; equal ones in the order of the file.
std::vector<std::size_t> rankedErrors(const Evaluation& evaluation, ErrorOrder order);

// Throws where the ranking cannot be written there, or would take the place of the data or of a
// file that is no such ranking: asked before the work.
void checkErrorsFile(const fs::path& output, const fs::path& data);
// As csv: rank, line, label, prediction, score, loss, text, and, of pairs, text_pair.
void writeErrors(const Evaluation& evaluation, ErrorOrder order, const fs::path& output);

} // namespace attune::studio
