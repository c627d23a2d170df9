// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/run_folder.h"

#include "base/operator_switch.h"
#include "model/model_folder.h"
#include "recipe/recipe_paths.h"

#include <fstream>

namespace attune {

namespace {

bool isEmpty(const fs::path& folder) {
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(folder, ignored))
        if (entry.path().filename() != ".lock")
            return false;
    return true;
}

bool liesBelow(const fs::path& path, const fs::path& folder) {
    std::error_code ignored;
    const fs::path inner = fs::weakly_canonical(path, ignored);
    const fs::path outer = fs::weakly_canonical(folder, ignored);
    const fs::path relative = inner.lexically_relative(outer);
    return !relative.empty() && *relative.begin() != "..";
}

void refuseToMoveInputs(const Recipe& recipe, const fs::path& folder) {
    for (const std::string& input : inputsOf(recipe))
        if (!input.empty() && liesBelow(resolvePath(recipe.base, input), folder))
            throw UsageError(say(ATTUNE_TEXT("core", "The run reads “%1”, which lies in the folder "
                                                     "that it is to overwrite."),
                                 input),
                             toUtf8(folder),
                             say(ATTUNE_TEXT("core", "Choose another output folder.")));
}

fs::path freshName(const fs::path& folder) {
    for (int number = 1;; ++number) {
        fs::path name = folder;
        name += "-replaced-" + std::to_string(number);
        if (!fs::exists(name))
            return name;
    }
}

[[noreturn]] void failed(const fs::path& folder, const std::error_code& error) {
    throw Error(
        say(ATTUNE_TEXT("core", "The folder of the run cannot be made: %1."), error.message()),
        toUtf8(folder), say(ATTUNE_TEXT("core", "Choose another output folder.")));
}

} // namespace

std::vector<std::string> inputsOf(const Recipe& recipe) {
    std::vector<std::string> inputs;
    const auto take = [&](const Parameter& parameter, const Value& value) {
        if (!parameter.model)
            withPaths(parameter, value, [&](const std::string& path) {
                inputs.push_back(path);
                return path;
            });
    };
    for (const RecipeParameter& entry : parametersOf(recipe))
        if (entry.key != "output")
            take(entry.parameter, entry.value);
    for (const OperatorStep& step : recipe.augment.operators)
        for (const AugmentDescription& known : augmentOperators())
            for (const OperatorParameter& one : known.parameters)
                if (const auto value = step.values.find(one.parameter.key);
                    known.key == step.name && !isOff(step) && value != step.values.end())
                    take(one.parameter, value->second);
    for (const NamedModel& named : modelsOf(recipe))
        try {
            inputs.push_back(toUtf8(findModel(named.model, recipe.base)));
        } catch (const Error&) {
        }
    return inputs;
}

fs::path RunFolder::pathOf(const Recipe& recipe) {
    fs::path path = resolvePath(recipe.base, recipe.head.output).lexically_normal();
    return path.has_filename() ? path : path.parent_path(); // "runs/a/" is "runs/a"
}

bool RunFolder::holdsRun(const fs::path& path) {
    std::error_code ignored;
    return fs::exists(recordFile(path), ignored) || fs::exists(reportFile(path), ignored) ||
           fs::exists(checkpoints(path), ignored);
}

void RunFolder::check(const Recipe& recipe, StartMode mode) {
    const fs::path folder = pathOf(recipe);
    std::error_code ignored;
    if (folder.empty())
        throw UsageError(say(ATTUNE_TEXT("core", "The recipe names no output folder.")), "output",
                         say(ATTUNE_TEXT("core", "Choose another output folder.")));
    checkWritable(folder);
    if (!fs::exists(folder, ignored))
        return;
    if (holdsRun(folder)) {
        if (isLocked(folder))
            throw Error(say(ATTUNE_TEXT("core", "Another process is working on this run.")),
                        toUtf8(folder),
                        say(ATTUNE_TEXT("core", "Wait for it to end, or choose another output "
                                                "folder.")));
        if (mode == StartMode::New)
            throw UsageError(say(ATTUNE_TEXT("core", "The folder already holds a run.")),
                             toUtf8(folder),
                             say(ATTUNE_TEXT("core", "Resume it (--resume), overwrite it "
                                                     "(--overwrite), or choose another output "
                                                     "folder.")));
        if (mode == StartMode::Overwrite)
            refuseToMoveInputs(recipe, folder);
    } else if (!isEmpty(folder)) {
        throw UsageError(say(ATTUNE_TEXT("core", "The folder holds other files and no run.")),
                         toUtf8(folder),
                         say(ATTUNE_TEXT("core", "Name a new or empty output folder.")));
    }
}

RunFolder::RunFolder(const Recipe& recipe, StartMode mode) : path_(pathOf(recipe)) {
    check(recipe, mode);
    std::error_code error;
    if (mode == StartMode::Overwrite && holdsRun(path_)) {
        const FolderLock old(path_);
        replaced_ = freshName(path_);
        fs::rename(path_, replaced_, error);
        if (error)
            failed(path_, error);
    }
    fs::create_directories(path_, error);
    if (error)
        failed(path_, error);
    lock_ = std::make_unique<FolderLock>(path_);
    removeUnpublished(path_);
    removeUnpublished(checkpoints(path_));
}

RunFolder::~RunFolder() = default;

bool RunFolder::openRecord(std::int64_t lines) {
    const fs::path path = recordFile(path_);
    std::uintmax_t bytes = 0;
    lines_ = 0;
    {
        std::ifstream stream(path, std::ios::binary);
        std::string line;
        // A last line without its end was cut by a crash and does not count.
        while (lines_ < lines && std::getline(stream, line) && !stream.eof()) {
            bytes += line.size() + 1;
            ++lines_;
        }
    }
    std::error_code error;
    if (fs::exists(path)) {
        fs::resize_file(path, bytes, error);
        if (error)
            throw Error(
                say(ATTUNE_TEXT("core", "The record cannot be cut back: %1."), error.message()),
                toUtf8(path), say(ATTUNE_TEXT("core", "Choose another output folder.")));
    }
    record_ = std::make_unique<FileWriter>(path, FileWriter::Mode::Append);
    return lines_ == lines;
}

void RunFolder::append(const Event& event) {
    record_->write(toJson(event).dump(-1, ' ', false, Json::error_handler_t::replace) + "\n");
    ++lines_;
}

std::int64_t RunFolder::syncRecord() {
    record_->sync();
    return lines_;
}

std::vector<Event> RunFolder::readRecord(const fs::path& run) {
    std::vector<Event> events;
    std::ifstream stream(recordFile(run), std::ios::binary);
    const std::string where = toUtf8(recordFile(run));
    std::string line;
    while (std::getline(stream, line) && !stream.eof()) {
        try {
            events.push_back(eventFromJson(parseJson(line, where), where));
        } catch (const Error&) { // of another version, or torn by a crash of the machine
        }
    }
    return events;
}

} // namespace attune
