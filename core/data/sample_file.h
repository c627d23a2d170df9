// SPDX-License-Identifier: GPL-3.0-or-later
// The sample files of TextBlob's classifiers beside tables with named columns: csv and tsv of text
// and label without a first row of names, and one JSON list of {"text": ..., "label": ...}.
#pragma once

#include "data/table_reader.h"

namespace attune {

// A table with the columns `text` and `label`; else one of two columns, text before label, whose
// first row is an example where it looks like data (the notes tell); else, in a file that ends in
// .json, a list of objects. Throws what reading throws, and a UsageError where no label can be
// meant.
Dataset readSampleFile(const fs::path& path, std::stop_token stop = {});

} // namespace attune
