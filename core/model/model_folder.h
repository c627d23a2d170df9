// SPDX-License-Identifier: GPL-3.0-or-later
// Hugging Face model folders, in and out.
#pragma once

#include "base/files.h"
#include "base/json.h"
#include "data/task.h"
#include "model/encoder_spec.h"
#include "model/engine.h"
#include "model/original_vocabulary.h"
#include "model/weights_file.h"
#include "tokenizer/tokenizer.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>

namespace attune {

// What loading found, as transformers reports it.
struct WeightsReport {
    std::vector<std::string> missing;    // wanted, not in the file: newly initialised
    std::vector<std::string> unexpected; // in the file, not used
    struct Mismatch {
        std::string name;
        std::vector<std::int64_t> found;
        std::vector<std::int64_t> wanted;
    };
    std::vector<Mismatch> mismatched; // other shape: newly initialised
};

// The columns of the data that a model was trained on.
struct TrainedColumns {
    std::string text;
    std::string pair; // empty: the model takes single texts
    std::string label;
    // Several labels a text: a column of 0 and 1 for each, or what stands between them in `label`.
    std::vector<std::string> labels{};
    std::string separator = "auto";
    bool operator==(const TrainedColumns&) const = default;
};

// What stands beside a finished model (attune.json).
struct FinishedInfo {
    std::string task = infoOf(Task::SingleLabel).key;
    std::int64_t maxLength = 0;            // data.max_length of the run
    Json cleaning = Json::array();         // the operators of `clean`
    std::optional<TrainedColumns> columns; // absent: a file of an earlier version
    // File name -> SHA-256; writeModelFolder() makes them.
    Json digests = Json::object();
};

// A folder that was looked at: config, tokenizer and the header of the weights; no weights in
// memory yet.
struct ModelFolder {
    fs::path path;
    fs::path weights;                // the folder of the weights file, mostly `path`
    EncoderSpec spec;                // labels as in config.json
    std::vector<std::string> labels; // id2label in the order of ids; empty: config names none
    Task task = Task::SingleLabel;   // of its head, or as asked for
    bool finished = false;           // it has a trained head for that task
    std::uint64_t weightBytes = 0;
    Json config; // config.json as it stands
    std::optional<FinishedInfo> attune;
    // Of a folder that was trimmed since it was opened: the row of the word table in its file for
    // each token. Empty: all rows, as they stand.
    std::vector<std::int32_t> wordRows;
    // Of tokens that were added since then, which have no row in the file: the rows whose mean
    // theirs starts as.
    std::map<std::int32_t, std::vector<std::int32_t>> newRows;
};

// Checks config.json against limits and against the shapes in the safetensors header before
// anything large is allocated. Errors name the file and the remedy. `weights`: the folder that
// holds the weights file, where it is another one (writeModelOutline()). `task`: what the model
// shall learn; where that is not what it was trained for, it gets a new head. None: its own.
ModelFolder openModelFolder(const fs::path& path, const fs::path& weights = {},
                            std::optional<Task> task = {});

// The same for the head of a masked language model: labels are the tokens of the vocabulary. An
// Error where the folder has no such head, or one of a kind that isn't read.
ModelFolder openWordModel(const fs::path& path);
// Those of `tensors`, names of a folder's weights, that are of the head that openWordModel() reads;
// none where it reads none.
std::vector<std::string> wordHeadOf(const fs::path& path, const std::vector<std::string>& tensors);

// Where a model of a recipe lies: a folder, also that of a run with its finished model, or ORG/NAME
// in a known place (model_places.h) or in the local Hugging Face cache, there as
// hubSnapshotOfName(), or exactly ORG/NAME@REVISION in the cache. `base`: folder that relative
// paths start from. `notes` gets a warning where another commit than that of main stands in.
fs::path findModel(const std::string& model, const fs::path& base, Problems* notes = nullptr);

// Every folder that findModel() finds by name: below the known places, one or two levels deep, and
// in the Hugging Face cache. They have a config.json; nothing else is looked at.
std::vector<fs::path> knownModelFolders();

// Copies the folder's weights into the engine; what is missing is drawn from
// N(0, initializerRange) (biases 0, norm weights 1) by `seed`, per tensor name, as counter-based
// randomness. The engine's spec may have other labels than the folder's: then the head is new.
WeightsReport loadWeights(const ModelFolder& folder, Engine& engine, std::uint64_t seed);

// The parameter of the spec that each tensor of a weights file is, by the name in a folder with a
// head; of tensors that are none their own name. In the order of file.tensors().
std::vector<std::string> parameterNamesOf(const WeightsFile& file, const EncoderSpec& spec);

// Everything that a finished folder is made of.
struct FinishedModel {
    EncoderSpec spec;
    std::vector<std::string> labels;
    Json config; // of the pretrained folder: unknown keys are kept
    FinishedInfo info;
    std::optional<OriginalVocabulary> original; // where the vocabulary was trimmed
};

// Writes config.json, model.safetensors, tokenizer files, attune.json and README.md into `folder`,
// which exists: call within publishFolder(). `parameter(name, values)` fills one tensor.
// The result loads in transformers without a warning.
void writeModelFolder(const fs::path& folder, const FinishedModel& model,
                      const Tokenizer& tokenizer,
                      const std::function<void(std::string_view, std::span<float>)>& parameter);

// The same without the weights and README.md: what weights of this model, wherever they lie, need
// to answer texts.
void writeModelOutline(const fs::path& folder, const FinishedModel& model,
                       const Tokenizer& tokenizer);

// Throws where the tokenizer has tokens that the word table has no row for.
void checkTokenizer(const ModelFolder& folder, const Tokenizer& tokenizer);

// SHA-256 of every file of a folder but attune.json, by name.
OrderedJson digestsOf(const fs::path& folder);

// attune.json with the digests of the other files of the folder.
void writeFinishedInfo(const fs::path& folder, const FinishedInfo& info);

// Parameter counts and megabytes by part, and what training takes: for `inspect` and the window.
struct ModelSize {
    std::uint64_t embeddings = 0; // parameters
    std::uint64_t encoder = 0;
    std::uint64_t head = 0;
};
ModelSize sizeOf(const EncoderSpec& spec);

} // namespace attune
