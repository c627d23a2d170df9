// SPDX-License-Identifier: GPL-3.0-or-later
// A finished model ready to answer: folder, tokenizer and engine. Internal to this room.
#pragma once

#include "data/cleaned.h"
#include "data/encoded_set.h"
#include "data/table_reader.h"
#include "evaluate/calibration.h"
#include "evaluate/predictor.h"
#include "model/model_folder.h"

#include <functional>
#include <memory>

namespace attune::studio {

// The model folder itself, or the one of a run folder ("model" in it).
fs::path finishedFolder(const fs::path& path);
// Throws where `path` is the folder of a run that has no model yet, or of its model to be.
void refuseUnfinishedRun(const fs::path& path);
// Throws where `path` is a file.
void refuseFile(const fs::path& path);

// Where a table's texts and labels stand.
using TableColumns = TrainedColumns;

// The folder of a model that can answer. Throws where it has no trained head, or asks for what this
// version does not do.
ModelFolder openFinished(const fs::path& path);

// The cleaning rules that a model was trained with. Throws where this version does not know them.
Cleaning cleaningOf(const ModelFolder& folder);

// Whether a model answers pairs of texts.
enum class Pairs {
    No,
    Yes,
    Unknown, // not trained by Attune: as asked
};
Pairs pairsOf(const ModelFolder& folder);
// Throws unless the model answers what is asked: pairs, or single texts.
void checkPairs(const ModelFolder& folder, bool pairs);

// Texts are cut there: at the tokenizer's model_max_length, capped by the positions.
std::size_t longestEncoding(const Tokenizer& tokenizer, const EncoderSpec& spec);

struct LoadedModel {
    ModelFolder folder;
    std::unique_ptr<Tokenizer> tokenizer;
    std::unique_ptr<Engine> engine;
    std::size_t maxLength = 0; // longestEncoding()
    Cleaning cleaning;         // the rules that it was trained with
    Calibration calibration;   // that is kept with it

    // The texts cleaned, then encoded, cut at maxLength. `cleaned` gets what cleaning did.
    EncodedSet encode(std::vector<Example> examples, bool pairs, std::stop_token stop = {},
                      CleaningCounts* cleaned = nullptr) const;

    // Of one answer, by the calibration; without one exactly what the predictions say.
    std::vector<double> scores(const Predictions& predictions, std::size_t answer) const;
    std::int32_t label(const Predictions& predictions, std::size_t answer) const; // SingleLabel
};

// Throws what openFinished() throws. `precision`: "fp32", "bf16" or "auto" (fp32).
LoadedModel loadFinished(const fs::path& path, const std::string& precision);

// The state of a run at a checkpoint; on one thread of the processor, in fp32.
LoadedModel loadCheckpoint(const fs::path& run, std::int64_t step);

struct ChosenColumns {
    TableColumns columns;
    Problems notes; // which they are; a warning where they are not those of the model's training
};

// The names given, else those that the model was trained with where the table has them, else "text"
// and "label", else the only ones that may hold texts and labels by the table's content. Throws
// where there are several or none, and where the model takes pairs and no column of second texts is
// known, or the other way round.
ChosenColumns chooseColumns(const fs::path& table, const TableOptions& options,
                            const ModelFolder& model, const TableColumns& given, bool needLabel);

// The same where no model is asked: the label column is left empty where none may be meant, and a
// column that is given and that the table lacks is a UsageError.
ChosenColumns chooseColumns(const fs::path& table, const TableOptions& options,
                            const TableColumns& given);

// Progress of predictAll() within `from`..`to` of a whole.
using RowProgress = std::function<void(std::size_t, std::size_t)>;

} // namespace attune::studio
