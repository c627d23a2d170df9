// SPDX-License-Identifier: GPL-3.0-or-later
// Handing a finished model on in another format: written aside, read back, compared with the
// original from raw text on, and only then put in place. `studio::listTable("exporters")` describes
// the formats and their settings.
#pragma once

#include "studio/studio.h"

namespace attune::studio {

struct ExportOptions {
    std::string format = "huggingface";
    fs::path output;                       // what is not there yet (or an empty folder)
    fs::path data;                         // texts to compare on; empty: generated ones
    std::map<std::string, Value> settings; // of the format; what is missing has its default
};

struct ExportReport {
    std::string path;
    std::string format;
    std::int64_t texts = 0;              // that were compared
    std::int64_t longest = 0;            // of them, in tokens
    double greatestDifference = 0;       // of the logits
    std::vector<std::string> comparedIn; // "Attune", "onnxruntime 1.32.0"
    double limit = 0;                    // that was let pass
    std::uint64_t bytes = 0;             // of all that was written
    Problems notes;
};

// Throws UsageError for a format or a setting that is not known, and where something stands at
// `output`; Error where what was written gives other tokens or labels, or differs by more than the
// limit: then nothing is left behind.
ExportReport exportModel(const fs::path& modelFolder, const ExportOptions& options,
                         const Progress& progress = {}, std::stop_token stop = {});

// How the name of what a format writes ends, ".npz"; empty: it writes a folder.
std::string exportEnding(const std::string& format);

// A setting of a format as it stands on the command line, "precision=fp16".
void addExportSetting(ExportOptions& options, const std::string& assignment);

} // namespace attune::studio
