// SPDX-License-Identifier: GPL-3.0-or-later
#include "studio/run_texts.h"

#include "recipe/recipe.h"
#include "run/run_folder.h"
#include "studio/run_data.h"
#include "studio/studio.h"

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
