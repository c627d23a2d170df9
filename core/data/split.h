// SPDX-License-Identifier: GPL-3.0-or-later
// Training, validation and test parts.
#pragma once

#include "base/files.h"
#include "data/dataset.h"
#include "data/row_filter.h"
#include "data/text_checks.h"

#include <functional>
#include <stop_token>

namespace attune {

// A file of the data as it was read.
struct DataFile {
    std::string part;                // "train", "validation", "test"
    std::string source;              // its path, for messages
    std::string fingerprint;         // of its texts and labels, see Dataset
    std::vector<SkippedRow> skipped; // in the order of the file
};

// The three parts share one list of labels (code-point order of the names of the training part and
// the others together).
struct Split {
    std::vector<Example> train;
    std::vector<Example> validation; // may be empty
    std::vector<Example> test;       // may be empty
    std::vector<std::string> labels; // see Dataset
    Task task = Task::SingleLabel;
    bool hasPairs = false;
    std::vector<DataCheck> checks;    // told in the notes as well
    std::vector<FilterCount> filters; // what the row filters left out of the training part
    Problems notes; // what was skipped, classes with one member, classes missing from a part
    std::string fingerprint; // of all three parts, in order
    std::vector<DataFile> files;
    std::uint64_t skippedRows = 0; // of all files, those left out by filters included
};

// Reads the files of the settings (paths relative to `base`) and splits: stratified, seeded. A
// class with one member stays in training and is named; a validation or test row whose label is
// unknown in training is named and left out. `progress(done, all)` in bytes of the file that is
// being read; throws Cancelled when stopped.
Split readSplit(const DataSettings& settings, const fs::path& base, std::uint64_t seed,
                std::stop_token stop = {},
                const std::function<void(std::uint64_t, std::uint64_t)>& progress = {},
                Task task = Task::SingleLabel);

} // namespace attune
