// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/exporters.h"

#include "hub/model_files.h"

#include <algorithm>

namespace attune {

namespace {

class WrittenEngine : public WrittenModel {
public:
    explicit WrittenEngine(std::unique_ptr<Engine> engine) : engine_(std::move(engine)) {}

    std::string name() const override { return "Attune"; }

    Predictions answer(const EncodedSet& set,
                       const std::function<void(std::size_t, std::size_t)>& progress,
                       std::stop_token stop) override {
        return predictAll(*engine_, set, progress, std::move(stop));
    }

private:
    std::unique_ptr<Engine> engine_;
};

void copyIfThere(const fs::path& from, const fs::path& to, const char* name) {
    std::error_code failed;
    if (!fs::exists(from / name, failed))
        return;
    fs::copy_file(from / name, to / name, failed);
    if (failed)
        throw Error(say(ATTUNE_TEXT("core", "It could not be copied: %1."), failed.message()),
                    toUtf8(to / name),
                    say(ATTUNE_TEXT("core", "Free some space on this disk, or choose another "
                                            "folder.")));
}

} // namespace

const std::vector<Exporter>& exporters() {
    static const std::vector<Exporter> all = {
        huggingfaceExporter(),
        onnxExporter(),
        numpyExporter(),
    };
    return all;
}

const Exporter* findExporter(const std::string& key) {
    const auto it = std::find_if(exporters().begin(), exporters().end(),
                                 [&](const Exporter& one) { return one.key == key; });
    return it == exporters().end() ? nullptr : &*it;
}

std::vector<std::unique_ptr<WrittenModel>> writtenEngine(std::unique_ptr<Engine> engine) {
    std::vector<std::unique_ptr<WrittenModel>> written;
    written.push_back(std::make_unique<WrittenEngine>(std::move(engine)));
    return written;
}

void copyCompanions(const fs::path& from, const fs::path& to) {
    copyIfThere(from, to, "config.json");
    copyIfThere(from, to, "trimmed_vocabulary.json");
    for (const char* name : kTokenizerFiles)
        copyIfThere(from, to, name);
    OrderedJson info = infoToHandOn(from);
    if (info.empty())
        return;
    info["digests"] = digestsOf(to);
    publishFile(to / "attune.json", info.dump(2) + "\n");
}

OrderedJson infoToHandOn(const fs::path& folder) {
    OrderedJson info = OrderedJson::object();
    std::error_code ignored;
    if (!fs::exists(folder / "attune.json", ignored))
        return info;
    // Whatever else it says stays.
    const Json all = readJsonFile(folder / "attune.json");
    for (const auto& [key, value] : all.items())
        if (key != "digests")
            info[key] = value;
    if (const auto kept = info.find("calibration"); kept != info.end() && kept->is_object())
        if (const auto file = kept->find("fitted_on"); file != kept->end() && file->is_string())
            *file = toUtf8(fromUtf8(file->get<std::string>()).filename());
    return info;
}

} // namespace attune
