// SPDX-License-Identifier: GPL-3.0-or-later
// The façade of the vocabulary: what texts need of it, and trimming a model folder by them.
#pragma once

#include "studio/studio.h"
#include "vocabulary/trimming.h"

namespace attune::studio {

// What a vocabulary leads to.
struct VocabularySize {
    std::int64_t tokens = 0;
    std::uint64_t covered = 0;        // tokens of the texts that stay
    std::uint64_t wholeTexts = 0;     // that keep all their tokens
    std::uint64_t embeddingBytes = 0; // of the word table in fp32
    std::uint64_t modelBytes = 0;     // of all parameters in fp32
    std::uint64_t trainingBytes = 0;  // of memory, estimated for the batch of the longest texts
};

// A trimmed vocabulary, checked by texts.
struct VocabularyFigures {
    TrimReport report;
    VocabularySize before, after;
    bool exact = false; // by all texts; else by a sample of them
    // Words that go and that no text holds, in the order of the vocabulary; the first ones.
    std::vector<TrimReport::Dropped> unmet;
};

// The tokens that the training part of a recipe and its further texts hold, counted once: then
// every rule's outcome is known at once, and that of trimming by it soon. Never changed once made;
// used by any number of threads. What the rule of the recipe is plays no part.
class VocabularyPlan {
public:
    VocabularyPlan(const Recipe& recipe, std::stop_token stop = {}, const Progress& progress = {});
    ~VocabularyPlan();

    std::uint64_t texts() const;
    std::uint64_t tokens() const;      // of the texts, special ones apart
    double unknownShare() const;       // of tokens()
    bool isMuchUnknown() const;        // so that the model reads little of the texts
    std::size_t specialTokens() const; // that each text gets besides
    const SelectionPath& path() const;
    VocabularySize whole() const;                   // the vocabulary as it is
    VocabularySize sizeAt(std::size_t point) const; // of path()
    // Trims by the rule and compares: a sample of the training texts, or all texts; an Error where
    // a text that keeps its tokens comes out otherwise. Throws Cancelled when stopped.
    VocabularyFigures sample(std::size_t point, std::stop_token stop = {}) const;
    VocabularyFigures measure(const VocabularySettings& rule, std::stop_token stop = {},
                              const Progress& progress = {}) const;

private:
    struct State;
    std::unique_ptr<const State> state_;
};

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
