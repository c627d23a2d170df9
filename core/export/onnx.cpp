// SPDX-License-Identifier: GPL-3.0-or-later
// The exporter of ONNX: a folder with model.onnx and what is needed to use it, laid out as Hugging
// Face's optimum reads it.
#include "export/encoder_graph.h"
#include "export/exporters.h"
#include "export/onnx_reader.h"
#include "export/onnx_writer.h"
#include "export/onnx_written.h"

#include <cstdlib>

namespace attune {

namespace {

struct OnnxSettings {
    std::string precision = "fp32";
    std::optional<double> limit;
    std::int64_t largest_file = static_cast<std::int64_t>(onnx::kLargestFile >> 20);
    std::string python;
};

const Fields<OnnxSettings>& fields() {
    static const Fields<OnnxSettings> all = [] {
        Parameter precision;
        precision.key = "precision";
        precision.title = ATTUNE_TEXT("core", "Precision of the weights");
        precision.help =
            ATTUNE_TEXT("core", "fp16 halves the file. Matrices are rounded to 16 bits, products "
                                "are still made in 32; how far the answers move is told.");
        precision.kind = Parameter::Kind::Choice;
        precision.choices = {"fp32", "fp16"};
        Parameter limit;
        limit.key = "limit";
        limit.title = ATTUNE_TEXT("core", "Largest difference");
        limit.help = ATTUNE_TEXT("core", "Of the scores before softmax, between the model and what "
                                         "was written. Beyond it nothing is left behind. Not set: "
                                         "0.0001 in fp32, 0.05 in fp16.");
        limit.kind = Parameter::Kind::Real;
        limit.minimum = 0;
        limit.optional = true;
        Parameter largest;
        largest.key = "largest_file";
        largest.title = ATTUNE_TEXT("core", "Largest model.onnx");
        largest.help = ATTUNE_TEXT("core", "Weights that are more than this stand in a second "
                                           "file, model.onnx_data: no program reads an ONNX file "
                                           "of 2 GB or more.");
        largest.kind = Parameter::Kind::Integer;
        largest.unit = "MB";
        largest.minimum = 0;
        largest.maximum = static_cast<double>(onnx::kLargestFile >> 20);
        largest.advanced = true;
        Parameter python;
        python.key = "python";
        python.title = ATTUNE_TEXT("core", "Python with onnxruntime");
        python.help =
            ATTUNE_TEXT("core", "A Python interpreter in which onnxruntime and numpy are "
                                "installed: then it answers the texts, too. Not set: "
                                "the one that ATTUNE_ONNXRUNTIME_PYTHON names in the "
                                "environment, else python3; “none”: none. Where it has none, "
                                "Attune's own evaluator answers alone, and that is told.");
        python.kind = Parameter::Kind::File;
        python.advanced = true;
        Fields<OnnxSettings> made;
        made.push_back({precision, &OnnxSettings::precision});
        made.push_back({limit, &OnnxSettings::limit});
        made.push_back({largest, &OnnxSettings::largest_file});
        made.push_back({python, &OnnxSettings::python});
        return made;
    }();
    return all;
}

using Metadata = std::vector<std::pair<std::string, std::string>>;

// What a program that has only the file must know to use it.
Metadata metadataOf(const ExportedModel& model) {
    Metadata metadata = {
        {"labels", Json(model.folder.labels).dump()}
    };
    const OrderedJson info = infoToHandOn(model.folder.path);
    for (const auto& [key, value] : info.items())
        metadata.emplace_back(key, value.is_string() ? value.get<std::string>() : value.dump());
    return metadata;
}

void write(const ExportedModel& model, const OperatorStep& step, const fs::path& output) {
    const auto settings = settingsOf(step, fields());
    const bool half = settings.precision == "fp16";
    onnx::Graph graph = onnx::encoderGraph(model.folder.spec,
                                           half ? onnx::WeightType::Half : onnx::WeightType::Float);
    graph.metadata = metadataOf(model);
    onnx::writeOnnx(output, graph, model.parameter,
                    static_cast<std::uint64_t>(settings.largest_file) << 20);
    copyCompanions(model.folder.path, output);
}

std::vector<std::unique_ptr<WrittenModel>> open(const fs::path& output, const ExportedModel& model,
                                                const OperatorStep& step, Problems& notes,
                                                const std::stop_token& stop) {
    if (onnx::OnnxFile(output / "model.onnx").graph().metadata != metadataOf(model))
        return {};
    std::vector<std::unique_ptr<WrittenModel>> written;
    written.push_back(onnx::evaluated(output, model.folder.spec));
    std::string python = settingsOf(step, fields()).python;
    if (const char* set = std::getenv("ATTUNE_ONNXRUNTIME_PYTHON");
        python.empty() && set != nullptr)
        python = set;
    const bool isNamed = !python.empty();
    if (!isNamed)
        python = "python3";
    if (python == "none")
        return written;
    if (onnx::hasOnnxruntime(python, stop))
        written.push_back(onnx::runInPython(output, model.folder.spec, fromUtf8(python), !isNamed));
    else
        notes.push_back({isNamed ? Problem::Severity::Warning : Problem::Severity::Info,
                         {},
                         {},
                         say(ATTUNE_TEXT("core", "onnxruntime was not found in “%1”, so Attune's "
                                                 "own evaluator has compared alone."),
                             python),
                         say(ATTUNE_TEXT("core", "Name a Python in which onnxruntime and numpy are "
                                                 "installed (setting “python”)."))});
    return written;
}

} // namespace

Exporter onnxExporter() {
    Exporter made;
    made.key = "onnx";
    made.title = ATTUNE_TEXT("core", "ONNX");
    made.help = ATTUNE_TEXT("core", "For programs without Python: model.onnx (opset 17, any size "
                                    "of batch and length), with tokenizer and settings beside it.");
    made.parameters = operatorParameters(fields());
    made.limit = [](const OperatorStep& step) {
        const auto settings = settingsOf(step, fields());
        return settings.limit.value_or(settings.precision == "fp16" ? 0.05 : 1e-4);
    };
    made.write = write;
    made.open = open;
    return made;
}

} // namespace attune
