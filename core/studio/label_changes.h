// SPDX-License-Identifier: GPL-3.0-or-later
// Labels that a person corrected while looking at the results of a run: kept in the run folder
// (label_changes.json), and written into a copy of the data when asked. The data themselves, the
// run and its model stay as they are.
#pragma once

#include "studio/studio.h"

namespace attune::studio {

struct LabelChange {
    std::string file;       // which file of the recipe's `data`: "train", "validation", "test"
    std::uint32_t row = 0;  // Example::row
    std::uint32_t line = 0; // for people; class folders: 0
    std::string before, after;
    bool operator==(const LabelChange&) const = default;
};

// Where they are kept.
fs::path labelChangesFile(const fs::path& run);
// In the order in which they were made; none where nothing was changed. Throws an Error where the
// file is damaged.
std::vector<LabelChange> readLabelChanges(const fs::path& run);
// Whole or not at all; without changes the file goes.
void keepLabelChanges(const fs::path& run, const std::vector<LabelChange>& changes);

// Changes labels by the lines of a file and keeps them; a line whose label is as given is taken
// back. A UsageError, and nothing is changed, where a row does not begin at a line or the model
// does not know a label.
struct LabelOfLine {
    std::uint32_t line = 0;
    std::string label;
};
std::vector<LabelChange> changeLabels(const fs::path& run, const std::string& file,
                                      const std::vector<LabelOfLine>& labels,
                                      std::stop_token stop = {});

// Writes a copy of one file of the run's data with the changed labels. An Error, and nothing is
// written, where the file is no longer the one that the run was made with, or has no rows that
// could be copied (class folders).
struct RelabelOptions {
    std::string file = "train"; // as in LabelChange
    std::string output;         // csv, tsv or jsonl, by its ending
    bool overwrite = false;     // else a file that is there is an error
};
struct Relabelled {
    std::string path;
    std::string encoding, delimiter; // as written, for the recipe
    std::int64_t rows = 0, labels = 0;
};
Relabelled copyWithLabels(const fs::path& run, const RelabelOptions& options,
                          std::stop_token stop = {}, const Progress& progress = {});

} // namespace attune::studio
