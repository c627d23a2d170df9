// SPDX-License-Identifier: GPL-3.0-or-later
#include "studio/loaded_model.h"

#include "cpu/cpu_engine.h"
#include "run/run_folder.h"
#include "studio/calibrating.h"
#include "studio/run_texts.h"
#include "train/checkpoint.h"

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

} // namespace

Cleaning cleaningOf(const ModelFolder& folder) {
    return folder.attune
               ? Cleaning::fromJson(folder.attune->cleaning, toUtf8(folder.path / "attune.json"))
               : Cleaning();
}

void refuseUnfinishedRun(const fs::path& path) {
    // The run folder, or where its model will be.
    const fs::path plain = path.has_filename() ? path : path.parent_path();
    const fs::path run = plain.filename() == "model" ? plain.parent_path() : plain;
    std::error_code ignored;
    if (!RunFolder::holdsRun(run) || fs::exists(plain / "config.json", ignored))
        return;
    throw UsageError(
        say(ATTUNE_TEXT("core", "The run is not finished, so it has no model yet.")), toUtf8(run),
        isLocked(run)
            ? say(ATTUNE_TEXT("core", "Wait for its end."))
            : say(ATTUNE_TEXT("core", "Go on with it first by “attune-cli train %1 --resume”."),
                  toUtf8(RunFolder::recipeFile(run))));
}

void refuseFile(const fs::path& path) {
    std::error_code ignored;
    if (fs::exists(path, ignored) && !fs::is_directory(path, ignored))
        throw UsageError(say(ATTUNE_TEXT("core", "This is a file; a model is a folder.")),
                         toUtf8(path),
                         say(ATTUNE_TEXT("core", "Name the folder that holds config.json and "
                                                 "model.safetensors.")));
}

fs::path finishedFolder(const fs::path& path) {
    std::error_code ignored;
    if (fs::exists(path / "config.json", ignored))
        return path;
    if (fs::exists(path / "model" / "config.json", ignored))
        return path / "model";
    refuseUnfinishedRun(path);
    refuseFile(path);
    if (!fs::exists(path, ignored))
        throw UsageError(say(ATTUNE_TEXT("core", "There is no such folder.")), toUtf8(path),
                         say(ATTUNE_TEXT("core", "Name a model folder, such as RUN/model.")));
    throw UsageError(say(ATTUNE_TEXT("core", "The folder has no config.json, so it is no model "
                                             "folder.")),
                     toUtf8(path),
                     say(ATTUNE_TEXT("core", "Name the folder that holds config.json and "
                                             "model.safetensors, such as RUN/model.")));
}

namespace {

// What a run wrote cannot be fetched again, but it can be written again: what was trained lies in
// the checkpoints.
ModelFolder openWritten(const fs::path& path) {
    try {
        return openModelFolder(path);
    } catch (const UsageError&) {
        throw;
    } catch (const Error& error) {
        const auto run = runHolding(path);
        // What Attune itself noted has its own remedy.
        if (!run || fromUtf8(error.where()).filename() == "attune.json")
            throw;
        throw Error(error.message(), error.where(),
                    say(ATTUNE_TEXT("core", "The run can write its model once more: move "
                                            "report.json and the folder model out of %1, then go "
                                            "on with the run (on the command line: train RECIPE "
                                            "--resume). It begins at its last checkpoint."),
                        toUtf8(*run)));
    }
}

} // namespace

ModelFolder openFinished(const fs::path& path) {
    ModelFolder folder = openWritten(finishedFolder(path));
    if (!folder.finished)
        throw UsageError(
            say(ATTUNE_TEXT("core", "This model has no trained classification head.")),
            toUtf8(folder.path),
            say(ATTUNE_TEXT("core", "Train it first; the finished model then lies in RUN/model.")));
    cleaningOf(folder); // refused before anything large is loaded
    return folder;
}

Pairs pairsOf(const ModelFolder& folder) {
    if (!folder.attune || !folder.attune->columns)
        return Pairs::Unknown;
    return folder.attune->columns->pair.empty() ? Pairs::No : Pairs::Yes;
}

void checkPairs(const ModelFolder& folder, bool pairs) {
    const Pairs takes = pairsOf(folder);
    if (takes == Pairs::Yes && !pairs)
        throw UsageError(
            say(ATTUNE_TEXT("core", "The model was trained on pairs of texts; the "
                                    "second text is missing.")),
            toUtf8(folder.path),
            say(ATTUNE_TEXT("core", "Give the second text too (on the command line: --text-pair "
                                    "COLUMN, or --text-line-pair TEXT).")));
    if (takes == Pairs::No && pairs)
        throw UsageError(say(ATTUNE_TEXT("core", "The model was trained on single texts; a second "
                                                 "text means nothing to it.")),
                         toUtf8(folder.path),
                         say(ATTUNE_TEXT("core", "Leave the second text out.")));
}

namespace {

LoadedModel loaded(ModelFolder folder, const EngineOptions& options) {
    LoadedModel model;
    model.folder = std::move(folder);
    model.tokenizer = readTokenizer(model.folder.path);
    model.engine = makeEngine(model.folder.spec, options);
    loadWeights(model.folder, *model.engine, 0);
    model.maxLength = longestEncoding(*model.tokenizer, model.folder.spec);
    model.cleaning = cleaningOf(model.folder);
    model.calibration = keptCalibration(model.folder.path);
    return model;
}

} // namespace

LoadedModel loadFinished(const fs::path& path, const std::string& precision) {
    EngineOptions options;
    options.precision = precisionOf(precision);
    options.device = deviceReport().cuda ? DeviceKind::Cuda : DeviceKind::Cpu;
    return loaded(openFinished(path), options);
}

LoadedModel loadCheckpoint(const fs::path& run, std::int64_t step) {
    std::error_code ignored;
    if (!fs::exists(RunFolder::outline(run) / "config.json", ignored))
        throw Error(say(ATTUNE_TEXT("core", "The run keeps no description of its model: it was "
                                            "begun by an earlier version.")),
                    toUtf8(run), say(ATTUNE_TEXT("core", "Go on with the run; it writes one.")));
    EngineOptions options;
    options.threads = 1;
    const CheckpointStore checkpoints(RunFolder::checkpoints(run), 1);
    return loaded(openModelFolder(RunFolder::outline(run), checkpoints.pathOf(step)), options);
}

EncodedSet LoadedModel::encode(std::vector<Example> examples, bool pairs, std::stop_token stop,
                               CleaningCounts* cleaned) const {
    const CleaningCounts counts = cleanExamples(cleaning, examples, 0, stop);
    if (cleaned != nullptr)
        *cleaned = counts;
    return encodeExamples(*tokenizer, examples, pairs, maxLength, 0, stop, folder.task,
                          folder.labels.size());
}

std::vector<double> LoadedModel::scores(const Predictions& predictions, std::size_t answer) const {
    if (calibration.temperature == 1)
        return folder.task == Task::MultiLabel ? predictions.chances(answer)
                                               : predictions.scores(answer);
    return scoresOf(folder.task, predictions.of(answer), calibration.temperature);
}

std::int32_t LoadedModel::label(const Predictions& predictions, std::size_t answer) const {
    // Dividing logits changes no order, so only a threshold can say otherwise.
    return calibration.hasThresholds() ? calibration.label(scores(predictions, answer))
                                       : predictions.best(answer);
}

std::size_t longestEncoding(const Tokenizer& tokenizer, const EncoderSpec& spec) {
    const auto longest = static_cast<std::size_t>(spec.longest());
    const std::size_t wanted = tokenizer.modelMaxLength();
    return wanted == 0 ? longest : std::min(wanted, longest);
}

} // namespace attune::studio
