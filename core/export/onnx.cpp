// SPDX-License-Identifier: GPL-3.0-or-later
// The exporter of ONNX: a folder with model.onnx and what is needed to use it, laid out as Hugging
// Face's optimum reads it. It is compared in batches of many sizes, so that padding is, too.
#include "export/encoder_graph.h"
#include "export/exporters.h"
#include "export/onnx_evaluator.h"
#include "export/onnx_writer.h"

#include <algorithm>
#include <array>

namespace attune {

namespace {

struct OnnxSettings {
    std::string precision = "fp32";
    std::optional<double> limit;
    std::int64_t largest_file = static_cast<std::int64_t>(onnx::kLargestFile >> 20);
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
        Fields<OnnxSettings> made;
        made.push_back({precision, &OnnxSettings::precision});
        made.push_back({limit, &OnnxSettings::limit});
        made.push_back({largest, &OnnxSettings::largest_file});
        return made;
    }();
    return all;
}

void write(const ExportedModel& model, const OperatorStep& step, const fs::path& output) {
    const auto settings = settingsOf(step, fields());
    const bool half = settings.precision == "fp16";
    onnx::Graph graph = onnx::encoderGraph(model.folder.spec,
                                           half ? onnx::WeightType::Half : onnx::WeightType::Float);
    const auto tell = [&](const char* key, const Json& value) {
        graph.metadata.emplace_back(key,
                                    value.is_string() ? value.get<std::string>() : value.dump());
    };
    tell("labels", model.folder.labels);
    if (const auto& info = model.folder.attune) {
        tell("task", info->task);
        tell("max_length", info->maxLength);
        tell("cleaning", info->cleaning);
    }
    onnx::writeOnnx(output, graph, model.parameter,
                    static_cast<std::uint64_t>(settings.largest_file) << 20);
    copyCompanions(model.folder.path, output);
}

// Rows of a set in one length: behind a shorter one stands padding.
onnx::PaddedBatch padRows(const EncodedSet& set, std::span<const std::size_t> rows,
                          const EncoderSpec& spec) {
    onnx::PaddedBatch batch;
    batch.sequences = static_cast<std::int64_t>(rows.size());
    for (const std::size_t row : rows)
        batch.length = std::max(batch.length, static_cast<std::int64_t>(set.length(row)));
    const auto count = static_cast<std::size_t>(batch.sequences * batch.length);
    batch.ids.assign(count, std::max<std::int64_t>(spec.padId, 0));
    batch.mask.assign(count, 0);
    batch.types.assign(count, 0);
    for (std::size_t i = 0; i < rows.size(); ++i)
        for (std::size_t t = 0; t < set.length(rows[i]); ++t) {
            const std::size_t to = i * static_cast<std::size_t>(batch.length) + t;
            const std::size_t from = set.starts[rows[i]] + t;
            batch.ids[to] = set.ids[from];
            batch.mask[to] = 1;
            if (!set.typeIds.empty())
                batch.types[to] = set.typeIds[from];
        }
    return batch;
}

class WrittenOnnx : public WrittenModel {
public:
    WrittenOnnx(const fs::path& folder, const EncoderSpec& spec)
        : evaluator_(folder / "model.onnx"), spec_(spec) {}

    Predictions answer(const EncodedSet& set,
                       const std::function<void(std::size_t, std::size_t)>& progress,
                       std::stop_token stop) override {
        // So many texts in turn, or fewer where scores would take much memory.
        constexpr std::array sizes = {std::size_t{1}, std::size_t{17}, std::size_t{4}};
        constexpr std::size_t mostScores = std::size_t{1} << 25;
        Predictions out;
        out.labels = static_cast<std::size_t>(spec_.labels);
        std::size_t turn = 0;
        for (std::size_t row = 0; row < set.rows(); ++turn) {
            if (stop.stop_requested())
                throw Cancelled();
            std::vector<std::size_t> rows;
            std::size_t longest = 0;
            while (row < set.rows() && rows.size() < sizes[turn % sizes.size()]) {
                const std::size_t length = std::max(longest, set.length(row));
                const std::size_t scores =
                    (rows.size() + 1) * length * length * static_cast<std::size_t>(spec_.heads);
                if (!rows.empty() && scores > mostScores)
                    break;
                longest = length;
                rows.push_back(row++);
            }
            const std::vector<float> logits = evaluator_.run(padRows(set, rows, spec_));
            out.logits.insert(out.logits.end(), logits.begin(), logits.end());
            if (progress)
                progress(row, set.rows());
        }
        return out;
    }

private:
    onnx::Evaluator evaluator_;
    EncoderSpec spec_;
};

std::unique_ptr<WrittenModel> open(const fs::path& output, const ExportedModel& model) {
    return std::make_unique<WrittenOnnx>(output, model.folder.spec);
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
