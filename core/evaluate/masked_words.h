// SPDX-License-Identifier: GPL-3.0-or-later
// Words for places in a text, as a masked language model finds them.
#pragma once

#include "augment/interfaces.h"
#include "base/files.h"

#include <memory>

namespace attune {

// Opens a folder with the head of a masked language model; an Error where it has none. Scores are
// the probabilities that the model gives a word among its whole vocabulary, as transformers'
// fill-mask does. Some hundred bytes of the text on each side of a place are read.
//
// Suggested are whole words alone, of the kind of script that stands in the place. Where the
// tokenizer cuts Chinese in single letters, a word of up to four is masked letter by letter, and
// what comes out has to be a word to ICU; its score is the product.
//
// Passes are exact ones of fp32 on one thread, the places of one text by themselves: answers
// depend neither on other texts nor on the number of threads.
std::shared_ptr<const Suggester> openMaskedWords(const fs::path& folder);

} // namespace attune
