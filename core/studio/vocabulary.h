// SPDX-License-Identifier: GPL-3.0-or-later
// The façade of the vocabulary: what texts need of it, and trimming a model folder by them.
#pragma once

#include "studio/studio.h"
#include "vocabulary/trimming.h"

namespace attune::studio {

// Which tokens the training part of a recipe, and its further texts, need.
struct VocabularyFigures {
    TrimReport report; // of the recipe's rule; without one, of keeping all that occur
    std::vector<CoveragePoint> curve; // `covered` of report.tokens
    std::uint64_t embeddingBytes = 0; // of the word table in fp32, before and after
    std::uint64_t embeddingBytesAfter = 0;
    std::uint64_t modelBytes = 0; // of all parameters in fp32
    std::uint64_t modelBytesAfter = 0;
};
VocabularyFigures measureVocabulary(const Recipe& recipe, std::stop_token stop = {},
                                    const Progress& progress = {});

struct TrimOptions {
    std::string model;       // a folder or ORG/NAME[@REVISION]
    std::string output;      // a folder that does not exist yet; empty: nothing is written
    std::string text;        // column of tables
    VocabularySettings rule; // its corpora are relative to the current folder
    std::string encoding = "auto", delimiter = "auto";
};
struct TrimOutcome {
    std::string path;
    TrimReport report;
    std::uint64_t bytesBefore = 0, bytesAfter = 0; // of the weights
    Problems notes;
};
// Writes a whole model folder with a trimmed vocabulary, read back before it is put in place.
TrimOutcome trimModelFolder(const TrimOptions& options, const Progress& progress = {},
                            std::stop_token stop = {});

} // namespace attune::studio
