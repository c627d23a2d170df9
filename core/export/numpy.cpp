// SPDX-License-Identifier: GPL-3.0-or-later
// The exporter of NumPy: one .npz, a .npy for each parameter under its name in safetensors, fp32,
// and attune.json: what that of a model folder says (task, columns, how texts are cleaned, how
// scores are made), beside it the labels and the configuration. numpy.load() reads it
// without pickle; load(...)["attune.json"] gives the bytes of that entry.
#include "cpu/cpu_engine.h"
#include "export/exporters.h"
#include "export/npy.h"
#include "export/zip_writer.h"
#include "model/zip_archive.h"

#include <cstring>

namespace attune {

namespace {

constexpr const char* kInfoEntry = "attune.json";

OrderedJson infoOf(const ExportedModel& model) {
    OrderedJson info = infoToHandOn(model.folder.path);
    info["labels"] = model.folder.labels;
    info["config"] = model.folder.config;
    return info;
}

void write(const ExportedModel& model, const OperatorStep&, const fs::path& output) {
    publishFile(output, [&](FileWriter& file) {
        ZipWriter archive(file);
        std::vector<float> values;
        for (const ParameterInfo& info : parametersOf(model.folder.spec)) {
            values.resize(static_cast<std::size_t>(info.count()));
            model.parameter(info.name, values);
            archive.add(info.name + ".npy", npyHeader("<f4", info.shape),
                        std::as_bytes(std::span<const float>(values)));
        }
        archive.add(kInfoEntry, infoOf(model).dump(2) + "\n");
        archive.finish();
    });
}

std::vector<std::unique_ptr<WrittenModel>> open(const fs::path& output, const ExportedModel& model,
                                                const OperatorStep&, Problems&,
                                                const std::stop_token&) {
    const MappedFile file(output);
    const ZipArchive archive(file.text(), toUtf8(output));
    const auto contentOf = [&](const std::string& name) {
        const ZipArchive::Entry* entry = archive.find(name);
        if (entry == nullptr)
            throw Error(say(ATTUNE_TEXT("core", "The entry “%1” is missing."), name),
                        toUtf8(output), say(ATTUNE_TEXT("core", "Check the disk and try again.")));
        archive.check(*entry);
        return archive.content(*entry);
    };
    if (contentOf(kInfoEntry) != infoOf(model).dump(2) + "\n")
        return {};
    EngineOptions options;
    options.device = deviceReport().cuda ? DeviceKind::Cuda : DeviceKind::Cpu;
    auto engine = makeEngine(model.folder.spec, options);
    std::vector<float> values;
    for (const ParameterInfo& info : engine->parameters()) {
        const std::string_view content = contentOf(info.name + ".npy");
        const std::string header = npyHeader("<f4", info.shape);
        values.resize(static_cast<std::size_t>(info.count()));
        if (content.size() != header.size() + values.size() * sizeof(float) ||
            !content.starts_with(header))
            throw Error(
                say(ATTUNE_TEXT("core", "The entry “%1” is not what was written."), info.name),
                toUtf8(output), say(ATTUNE_TEXT("core", "Check the disk and try again.")));
        std::memcpy(values.data(), content.data() + header.size(), values.size() * sizeof(float));
        engine->loadParameter(info.name, values);
    }
    return writtenEngine(std::move(engine));
}

} // namespace

Exporter numpyExporter() {
    Exporter made;
    made.key = "numpy";
    made.title = ATTUNE_TEXT("core", "NumPy archive");
    made.help = ATTUNE_TEXT("core", "One .npz with every weight under its name, labels and "
                                    "configuration beside them. It has no tokenizer.");
    made.ending = ".npz";
    made.limit = [](const OperatorStep&) { return 0.0; };
    made.write = write;
    made.open = open;
    return made;
}

} // namespace attune
