// SPDX-License-Identifier: GPL-3.0-or-later
// Exports: written aside, read back, compared with the original, and only then put in place.
#include "base/random.h"
#include "data/table_reader.h"
#include "hub/model_files.h"
#include "studio/loaded_model.h"
#include "studio/studio.h"

#include <algorithm>
#include <cmath>

namespace attune::studio {

namespace {

constexpr std::size_t kTexts = 200;

// What a Hugging Face folder of ours has beside its tokenizer; checkpoints or other files beside it
// stay.
constexpr const char* kOwnFiles[] = {"config.json", "model.safetensors", "attune.json",
                                     "trimmed_vocabulary.json", "README.md"};

// Texts made of the model's own tokens, of many lengths, and a few that are unusual.
std::vector<std::string> makeTexts(const Tokenizer& tokenizer) {
    std::vector<std::string> texts = {"", " ", "\n", "日本語 русский עברית", "😀 e\u0301 \u200B"};
    RandomStream random(streamKey(0, "export"));
    while (texts.size() < kTexts) {
        std::string text;
        for (std::size_t words = 1 + random.below(texts.size()); words > 0; --words)
            text +=
                tokenizer.tokenOf(static_cast<std::int32_t>(random.below(tokenizer.size()))) + " ";
        texts.push_back(text);
    }
    return texts;
}

// Texts to compare answers on, as the model takes them.
struct Probe {
    std::vector<Example> examples;
    bool pairs = false;
};

Probe makeProbe(const LoadedModel& model) {
    Probe probe;
    const std::vector<std::string> texts = makeTexts(*model.tokenizer);
    probe.pairs = pairsOf(model.folder) == Pairs::Yes;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        Example example;
        example.text = texts[i];
        if (probe.pairs)
            example.pair = texts[texts.size() - 1 - i];
        probe.examples.push_back(std::move(example));
    }
    return probe;
}

Probe readProbe(const fs::path& data, const LoadedModel& model) {
    const std::unique_ptr<TableReader> table = openTable(data);
    const auto& names = table->columns();
    TableColumns given;
    // Any texts will do to compare on, so here a guess harms nobody.
    const auto& trained = model.folder.attune ? model.folder.attune->columns : std::nullopt;
    if (!trained || std::find(names.begin(), names.end(), trained->text) == names.end())
        given.text = guessColumns(data).text;
    const TableColumns columns = chooseColumns(data, {}, model.folder, given, false).columns;
    const auto placeOf = [&](const std::string& name) {
        return placeOfColumn(names, name, toUtf8(data));
    };
    Probe probe;
    probe.pairs = !columns.pair.empty();
    for (TableRow row; probe.examples.size() < kTexts && table->next(row);) {
        Example example;
        example.text = row.cells.at(placeOf(columns.text));
        if (probe.pairs)
            example.pair = row.cells.at(placeOf(columns.pair));
        probe.examples.push_back(std::move(example));
    }
    return probe;
}

Predictions answersOf(LoadedModel& model, const Probe& probe, EncodedSet& set,
                      const RowProgress& progress, std::stop_token stop) {
    set = model.encode(probe.examples, probe.pairs);
    return predictAll(*model.engine, set, progress, stop);
}

} // namespace

ExportReport exportModel(const fs::path& modelFolder, const std::string& format,
                         const fs::path& output, const fs::path& data, const Progress& progress,
                         std::stop_token stop) {
    if (format != "huggingface")
        throw UsageError(say(ATTUNE_TEXT("core", "There is no export format “%1”."), format), {},
                         say(ATTUNE_TEXT("core", "Choose one of: %1."), "huggingface"));
    std::error_code ignored;
    if (fs::exists(output, ignored) &&
        !(fs::is_directory(output, ignored) && fs::is_empty(output, ignored)))
        throw UsageError(say(ATTUNE_TEXT("core", "Something is there already.")), toUtf8(output),
                         say(ATTUNE_TEXT("core", "Name a folder that does not exist yet.")));
    const fs::path source = finishedFolder(modelFolder);
    LoadedModel original = loadFinished(source, "fp32");
    const Probe probe = data.empty() ? makeProbe(original) : readProbe(data, original);
    const auto half = [&](double first) -> RowProgress {
        if (!progress)
            return {};
        return [&progress, first](std::size_t done, std::size_t all) {
            progress(first + static_cast<double>(done) / static_cast<double>(2 * all), 1);
        };
    };

    ExportReport report;
    report.path = toUtf8(output);
    report.texts = static_cast<std::int64_t>(probe.examples.size());
    if (!output.parent_path().empty())
        fs::create_directories(output.parent_path(), ignored);
    publishFolder(output, [&](const fs::path& folder) {
        const auto copyIfThere = [&](const char* name) {
            if (!fs::exists(source / name, ignored))
                return;
            std::error_code failed;
            fs::copy_file(source / name, folder / name, failed);
            if (failed)
                throw Error(
                    say(ATTUNE_TEXT("core", "It could not be copied: %1."), failed.message()),
                    toUtf8(output / name),
                    say(ATTUNE_TEXT("core", "Free some space on this disk, or choose "
                                            "another folder.")));
        };
        std::for_each(std::begin(kOwnFiles), std::end(kOwnFiles), copyIfThere);
        std::for_each(kTokenizerFiles.begin(), kTokenizerFiles.end(), copyIfThere);
        LoadedModel copy = loadFinished(folder, "fp32");
        EncodedSet before, after;
        const Predictions wanted = answersOf(original, probe, before, half(0), stop);
        const Predictions got = answersOf(copy, probe, after, half(0.5), stop);
        for (std::size_t i = 0; i < wanted.logits.size() && i < got.logits.size(); ++i)
            report.greatestDifference =
                std::max(report.greatestDifference,
                         std::abs(static_cast<double>(wanted.logits[i]) - got.logits[i]));
        if (before.ids != after.ids || wanted.logits != got.logits ||
            original.folder.labels != copy.folder.labels)
            throw Error(say(ATTUNE_TEXT("core", "The exported model answers other than the "
                                                "original.")),
                        toUtf8(output),
                        say(ATTUNE_TEXT("core", "Nothing was written. Check the disk and try "
                                                "again.")));
    });
    return report;
}

} // namespace attune::studio
