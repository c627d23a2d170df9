// SPDX-License-Identifier: GPL-3.0-or-later
// Texts that can be gone through more than once, a block at a time.
#pragma once

#include "data/dataset.h"
#include "data/table_reader.h"
#include "text/cleaning.h"

#include <functional>
#include <span>
#include <stop_token>
#include <string>

namespace attune {

// Calls take(texts) with block after block, the same at each call.
using Corpus = std::function<void(const std::function<void(std::span<const std::string>)>& take)>;

// The texts of examples, both of a pair; they must outlive the corpus.
Corpus corpusOf(std::span<const Example> examples);

// A file: of one that ends in .txt its lines, of a table the column `text` (where that is empty or
// not there, the one that most likely holds texts). Rows that cannot be read are passed over.
// Throws Cancelled when stopped.
Corpus corpusOf(const fs::path& file, const std::string& text, const TableOptions& options);

// The texts after the rules of `clean`.
Corpus cleaned(Corpus corpus, Cleaning cleaning);

// One after the other.
Corpus joined(std::vector<Corpus> parts);

} // namespace attune
