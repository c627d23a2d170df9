// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that stands before the first step: data read and split, model opened, vocabulary
// trimmed, texts encoded, engine filled.
#pragma once

#include "data/cleaned.h"
#include "data/encoded_set.h"
#include "data/split.h"
#include "model/model_folder.h"
#include "run/device_choice.h"
#include "run/report.h"
#include "run/run.h"
#include "vocabulary/trimming.h"

namespace attune {

struct Preparation {
    ModelFolder model;
    EncoderSpec spec; // with the labels of the data and the dials of the settings
    std::unique_ptr<Tokenizer> tokenizer;
    std::optional<OriginalVocabulary> original; // where the vocabulary was trimmed, now or before
    std::vector<std::string> addedWords;        // special words that the recipe gave the tokenizer
    std::int64_t pretrainedVocabulary = 0;      // rows of the word table before
    Split split;                                // its texts cleaned, the training part augmented
    Cleaning cleaning;                          // the rules of the recipe
    std::int64_t maxLength = 0;                 // data.max_length, capped by the model
    EncodedSet train, validation, test;
    DeviceChoice device;
    std::unique_ptr<Engine> engine; // holds the pretrained weights and a new head, or one whose
                                    // rows fit the labels (head.h)
    RunIdentity identity;
    DataAccount account;
    StartedEvent started; // complete but for what a resumed run changes
};

// `tell` gets warnings and progress as they come. Throws Cancelled when stopped.
Preparation prepareRun(const Recipe& recipe, const EngineFactory& makeEngine,
                       const std::function<void(EventBody)>& tell, std::stop_token stop);

// The texts that a run trims its vocabulary by: the training part, which is cleaned and augmented
// and must outlive the corpus, and the further files of the recipe, which are cleaned on the way.
Corpus corpusOf(const Recipe& recipe, const Split& split, std::stop_token stop);

// Writes the texts that are trained on, where the recipe asks for it; else an old file is removed.
void publishTrainedTexts(const fs::path& file, const Recipe& recipe, const Preparation& run);

// Writes the rows that were left out of the data, one JSON object a line: `file`, `line` (class
// folders: 0) and `reason`. Without such rows an old file is removed.
void publishSkippedRows(const fs::path& file, const Split& split);

} // namespace attune
