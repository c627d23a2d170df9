// SPDX-License-Identifier: GPL-3.0-or-later
#include "studio/run_texts.h"

#include "recipe/recipe.h"
#include "run/run_folder.h"
#include "studio/run_data.h"
#include "studio/studio.h"

#include <algorithm>
#include <functional>

namespace attune::studio {

std::size_t RunTexts::keyOf(const Example& example) {
    return std::hash<std::string>()(example.text + '\0' + example.pair);
}

RunTexts::RunTexts(const Split& split) {
    for (const Example& example : split.train)
        train_.insert(keyOf(example));
    for (const Example& example : split.test)
        test_.insert(keyOf(example));
}

std::optional<RunTexts> RunTexts::of(const fs::path& path, const std::stop_token& stop) {
    const auto run = runHolding(path);
    if (!run)
        return std::nullopt;
    const Recipe recipe = RunReader(*run).recipe();
    const Split split =
        readSplit(recipe.data, recipe.base, static_cast<std::uint64_t>(recipe.training.seed), stop,
                  {}, taskOf(recipe));
    checkUnchanged(*run, split);
    return RunTexts(split);
}

std::optional<RunTexts> RunTexts::ifKnown(const fs::path& path, const std::stop_token& stop) {
    try {
        return of(path, stop);
    } catch (const Error&) {
        return std::nullopt;
    }
}

std::int64_t countTrainedOn(const RunTexts& run, const std::vector<Example>& asked,
                            const std::string& where, Problems& notes) {
    const auto count = std::count_if(
        asked.begin(), asked.end(), [&](const Example& example) { return run.trainedOn(example); });
    if (count > 0)
        notes.push_back(
            {Problem::Severity::Warning,
             {},
             where,
             say(ATTUNE_TEXT("core",
                             "The model was trained on %1 of these %2 texts: it is surer of "
                             "them, and more often right, than of others."),
                 count, asked.size()),
             say(ATTUNE_TEXT("core", "Take texts that it was not trained on."))});
    return count;
}

std::optional<fs::path> runHolding(const fs::path& path) {
    const fs::path plain = path.has_filename() ? path : path.parent_path();
    if (RunFolder::holdsRun(plain))
        return plain;
    const fs::path above = fs::absolute(plain).parent_path();
    if (plain.filename() == "model" && RunFolder::holdsRun(above))
        return above;
    return std::nullopt;
}

} // namespace attune::studio
