// SPDX-License-Identifier: GPL-3.0-or-later
#include "studio/judged_data.h"

#include "data/cleaned.h"
#include "data/encoded_set.h"
#include "data/task.h"
#include "evaluate/embeddings.h"
#include "run/run_folder.h"
#include "studio/row_notes.h"
#include "studio/run_data.h"

#include <algorithm>

namespace attune::studio {

JudgedRecipe judgedRecipe(const fs::path& path) {
    std::error_code ignored;
    if (fs::is_directory(path, ignored))
        return {RunReader(path).recipe(), path};
    RecipeResult read = readRecipe(path);
    if (!hasErrors(read.problems)) {
        Problems found = checkRecipe(read.recipe);
        locateProblems(found, toUtf8(path), read);
        read.problems.insert(read.problems.end(), found.begin(), found.end());
    }
    throwIfErrors(read.problems, toUtf8(path));
    return {std::move(read.recipe), {}};
}

Split readJudged(const JudgedRecipe& judged, const Progress& progress, std::stop_token stop) {
    const Recipe& recipe = judged.recipe;
    if (taskOf(recipe.head.task) != Task::SingleLabel)
        throw UsageError(say(ATTUNE_TEXT("core", "Texts of the task “%1” have no single label that "
                                                 "could be judged."),
                             recipe.head.task),
                         judged.run.empty() ? "task" : toUtf8(judged.run),
                         say(ATTUNE_TEXT("core", "This is there for “%1” alone."),
                             infoOf(Task::SingleLabel).key));
    std::function<void(std::uint64_t, std::uint64_t)> reading;
    if (progress)
        reading = [&](std::uint64_t done, std::uint64_t all) {
            progress(static_cast<double>(done), static_cast<double>(all));
        };
    Split split =
        readSplit(recipe.data, recipe.base, static_cast<std::uint64_t>(recipe.training.seed),
                  std::move(stop), reading);
    if (!judged.run.empty())
        checkUnchanged(judged.run, split);
    if (split.labels.size() < 2)
        throw UsageError(say(ATTUNE_TEXT("core", "All texts have one label: there is nothing to "
                                                 "learn.")),
                         recipe.data.train,
                         say(ATTUNE_TEXT("core", "Check data.label and the data.")));
    return split;
}

TextVectors vectorsOf(const Recipe& recipe, std::vector<Example> examples, bool pairs,
                      Problems& notes, const Progress& progress, std::stop_token stop) {
    const auto threads = static_cast<unsigned>(recipe.training.threads);
    const ModelFolder model = openModelFolder(findModel(recipe.head.model, recipe.base));
    const std::unique_ptr<Tokenizer> tokenizer = readTokenizer(model.path);
    checkTokenizer(model, *tokenizer);
    cleanExamples(Cleaning(recipe.clean), examples, threads, stop);
    const std::int64_t length = std::min(recipe.data.max_length, model.spec.longest());
    const EncodedSet set = encodeExamples(*tokenizer, examples, pairs,
                                          static_cast<std::size_t>(length), threads, stop);
    noteTruncated(notes, set.truncated, static_cast<std::size_t>(length));
    EngineOptions options;
    options.threads = static_cast<int>(threads);
    options.device =
        recipe.training.device != "cpu" && deviceReport().cuda ? DeviceKind::Cuda : DeviceKind::Cpu;
    return embedTexts(
        model, set, options,
        [&](std::size_t done, std::size_t all) {
            if (progress)
                progress(static_cast<double>(done), static_cast<double>(all));
        },
        std::move(stop));
}

Progress within(const Progress& whole, double from, double to) {
    if (!whole)
        return {};
    return [whole, from, to](double done, double all) {
        whole(from + (to - from) * (all > 0 ? done / all : 0), 1);
    };
}

} // namespace attune::studio
