// SPDX-License-Identifier: GPL-3.0-or-later
// The table of formats that a finished model can be handed on in. A new one is one file and one
// line in exporters.cpp.
#pragma once

#include "base/operator_step.h"
#include "evaluate/predictor.h"
#include "model/model_folder.h"

namespace attune {

// Fills `values` with a parameter of the model, row after row.
using ParameterSource = std::function<void(std::string_view name, std::span<float> values)>;

// What is exported.
struct ExportedModel {
    const ModelFolder& folder; // its files travel along
    ParameterSource parameter;
    std::string card; // README.md of a Hugging Face folder
};

// An export, read again from the disk.
class WrittenModel {
public:
    virtual ~WrittenModel() = default;
    // What answers: "Attune", "onnxruntime 1.32.0".
    virtual std::string name() const = 0;
    // As predictAll(): the rows of the set in their order.
    virtual Predictions answer(const EncodedSet& set,
                               const std::function<void(std::size_t, std::size_t)>& progress,
                               std::stop_token stop) = 0;
    // Whether it is one that nobody asked for: a CannotRun is told then, and nothing else.
    virtual bool isUnasked() const { return false; }
};
// What should answer beside Attune cannot.
class CannotRun : public Error {
public:
    using Error::Error;
};

struct Exporter {
    std::string key;
    std::string title; // ATTUNE_TEXT
    std::string help;  // ATTUNE_TEXT
    std::vector<OperatorParameter> parameters;
    std::string ending; // of the file that is written, ".npz"; empty: a folder
    // Largest difference of the logits that is let pass.
    double (*limit)(const OperatorStep& step);
    // `output`: the file, or a folder that is there and empty. The step has been through
    // conformStep().
    void (*write)(const ExportedModel& model, const OperatorStep& step, const fs::path& output);
    // All that can answer what was written; none: it holds something else than it should. `notes`
    // gets what could not be asked.
    std::vector<std::unique_ptr<WrittenModel>> (*open)(const fs::path& output,
                                                       const ExportedModel& model,
                                                       const OperatorStep& step, Problems& notes,
                                                       const std::stop_token& stop);
};

const std::vector<Exporter>& exporters();
const Exporter* findExporter(const std::string& key); // or null

// ---- for the exporters themselves
// ----------------------------------------------------------------

Exporter huggingfaceExporter();
Exporter onnxExporter();
Exporter numpyExporter();

// The files of a folder that are no weights, where they are there: config.json, those of the
// tokenizer, trimmed_vocabulary.json, and attune.json with the digests of what `to` holds then:
// call it last.
void copyCompanions(const fs::path& from, const fs::path& to);

// What attune.json of a folder tells of the model (task, columns, cleaning, calibration), as it is
// handed on: without digests, and of the file that a temperature comes from only the name. Empty
// where there is none.
OrderedJson infoToHandOn(const fs::path& folder);

// Answers of an engine.
std::vector<std::unique_ptr<WrittenModel>> writtenEngine(std::unique_ptr<Engine> engine);

} // namespace attune
