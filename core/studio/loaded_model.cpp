// SPDX-License-Identifier: GPL-3.0-or-later
#include "studio/loaded_model.h"

#include "data/table_reader.h"

#include <algorithm>

namespace attune::studio {

namespace {

Precision precisionOf(const std::string& word) {
    if (word == "fp32" || word == "auto" || word.empty())
        return Precision::Fp32;
    if (word == "bf16")
        return Precision::Bf16;
    throw UsageError(say(ATTUNE_TEXT("core", "“%1” is no precision."), word), {},
                     say(ATTUNE_TEXT("core", "Choose one of: %1."), "fp32, bf16"));
}

std::string joined(const std::vector<std::string>& names) {
    std::string out;
    for (const std::string& name : names)
        out += (out.empty() ? "" : ", ") + name;
    return out;
}

} // namespace

fs::path finishedFolder(const fs::path& path) {
    std::error_code ignored;
    if (!fs::exists(path, ignored))
        throw UsageError(say(ATTUNE_TEXT("core", "There is no such folder.")), toUtf8(path),
                         say(ATTUNE_TEXT("core", "Name a model folder, such as RUN/model.")));
    if (!fs::is_directory(path, ignored))
        throw UsageError(say(ATTUNE_TEXT("core", "This is a file.")), toUtf8(path),
                         say(ATTUNE_TEXT("core", "Name the folder that holds config.json and "
                                                 "model.safetensors.")));
    if (!fs::exists(path / "config.json", ignored) &&
        fs::exists(path / "model" / "config.json", ignored))
        return path / "model";
    if (!fs::exists(path / "config.json", ignored))
        throw UsageError(say(ATTUNE_TEXT("core", "The folder has no config.json, so it is no model "
                                                 "folder.")),
                         toUtf8(path),
                         say(ATTUNE_TEXT("core", "Name the folder that holds config.json and "
                                                 "model.safetensors, such as RUN/model.")));
    return path;
}

LoadedModel loadFinished(const fs::path& path, const std::string& precision) {
    LoadedModel model;
    EngineOptions options;
    options.precision = precisionOf(precision);
    options.device = deviceReport().cuda ? DeviceKind::Cuda : DeviceKind::Cpu;
    model.folder = openModelFolder(finishedFolder(path));
    if (!model.folder.finished)
        throw UsageError(
            say(ATTUNE_TEXT("core", "This model has no trained classification head.")),
            toUtf8(model.folder.path),
            say(ATTUNE_TEXT("core", "Train it first; the finished model then lies in RUN/model.")));
    model.tokenizer = readTokenizer(model.folder.path);
    model.engine = makeAtenEngine(model.folder.spec, options);
    loadWeights(model.folder, *model.engine, 0);
    const auto longest = static_cast<std::size_t>(model.folder.spec.longest());
    const std::size_t wanted = model.tokenizer->modelMaxLength();
    model.maxLength = wanted == 0 ? longest : std::min(wanted, longest);
    return model;
}

TableColumns chooseColumns(const fs::path& table, const std::string& encoding,
                           const std::string& delimiter, const TableColumns& given,
                           bool needLabel) {
    const TableOptions options{encoding, delimiter};
    TableColumns columns = given;
    if (!columns.text.empty() && (!columns.label.empty() || !needLabel))
        return columns;
    const std::vector<std::string> names = openTable(table, options)->columns();
    const auto has = [&](const char* name) {
        return std::find(names.begin(), names.end(), name) != names.end();
    };
    if (columns.text.empty() && has("text"))
        columns.text = "text";
    if (columns.label.empty() && has("label") && columns.text != "label")
        columns.label = "label";
    if (columns.text.empty() || (needLabel && columns.label.empty())) {
        const ColumnGuess guess = guessColumns(table, options);
        if (columns.text.empty() && guess.text != columns.label)
            columns.text = guess.text;
        if (columns.label.empty() && guess.label != columns.text)
            columns.label = guess.label;
    }
    if (columns.text.empty())
        throw UsageError(say(ATTUNE_TEXT("core", "Which column holds the texts is not clear. "
                                                 "Columns found: %1."),
                             joined(names)),
                         toUtf8(table), say(ATTUNE_TEXT("core", "Name it: --text COLUMN.")));
    if (needLabel && columns.label.empty())
        throw UsageError(say(ATTUNE_TEXT("core", "Which column holds the labels is not clear. "
                                                 "Columns found: %1."),
                             joined(names)),
                         toUtf8(table), say(ATTUNE_TEXT("core", "Name it: --label COLUMN.")));
    return columns;
}

} // namespace attune::studio
