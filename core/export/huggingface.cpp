// SPDX-License-Identifier: GPL-3.0-or-later
// A folder that transformers, and Attune, load as it is.
#include "cpu/cpu_engine.h"
#include "export/exporters.h"
#include "model/safetensors.h"

namespace attune {

namespace {

void write(const ExportedModel& model, const OperatorStep&, const fs::path& output) {
    std::vector<TensorToWrite> tensors;
    for (const ParameterInfo& info : parametersOf(model.folder.spec)) {
        TensorToWrite tensor;
        tensor.name = info.name;
        tensor.dtype = "F32";
        tensor.shape = info.shape;
        tensor.fill = [&model, name = info.name](std::span<std::byte> out) {
            model.parameter(name,
                            {reinterpret_cast<float*>(out.data()), out.size() / sizeof(float)});
        };
        tensors.push_back(std::move(tensor));
    }
    publishFile(output / "model.safetensors",
                [&](FileWriter& file) { writeSafetensors(file, std::move(tensors)); });
    publishFile(output / "README.md", model.card);
    copyCompanions(model.folder.path, output);
}

std::vector<std::unique_ptr<WrittenModel>> open(const fs::path& output, const ExportedModel& model,
                                                const OperatorStep&, Problems&,
                                                const std::stop_token&) {
    const ModelFolder folder = openModelFolder(output);
    if (folder.labels != model.folder.labels)
        return {};
    EngineOptions options;
    options.device = deviceReport().cuda ? DeviceKind::Cuda : DeviceKind::Cpu;
    auto engine = makeEngine(folder.spec, options);
    loadWeights(folder, *engine, 0);
    return writtenEngine(std::move(engine));
}

} // namespace

Exporter huggingfaceExporter() {
    Exporter made;
    made.key = "huggingface";
    made.title = ATTUNE_TEXT("core", "Hugging Face folder");
    made.help = ATTUNE_TEXT("core", "Loads in transformers as it is, in the pipeline of its "
                                    "task. A model card tells how it was made.");
    made.limit = [](const OperatorStep&) { return 0.0; };
    made.write = write;
    made.open = open;
    return made;
}

} // namespace attune
