// SPDX-License-Identifier: GPL-3.0-or-later
// Where things are: resources, samples, runs; and a fresh recipe for a data file.
#include "base/environment.h"
#include "studio/studio.h"

namespace attune::studio {

namespace {

// $ATTUNE_RESOURCES, else as installed (bin/ and share/attune/ beside each other), else the
// source tree that this was built from.
fs::path resourcesFolder() {
    if (const std::string given = environmentVariable("ATTUNE_RESOURCES"); !given.empty())
        return fromUtf8(given);
    std::error_code ignored;
    const fs::path program = fs::read_symlink("/proc/self/exe", ignored);
    const fs::path installed = program.parent_path().parent_path() / "share" / "attune";
    if (!program.empty() && fs::is_directory(installed / "samples", ignored))
        return installed;
    return ATTUNE_SOURCE_RESOURCES;
}

struct SampleInfo {
    const char* key;
    const char* title;
};

constexpr SampleInfo kSamples[] = {
    {"english", ATTUNE_TEXT("core", "English sample: sentiment of short texts")},
    {"chinese", ATTUNE_TEXT("core", "Chinese sample: sentiment of short texts")},
};

bool modelIsThere(const Recipe& recipe) {
    try {
        findModel(recipe.head.model, recipe.base);
        return true;
    } catch (const Error&) {
        return false;
    }
}

} // namespace

std::vector<Sample> samples() {
    std::vector<Sample> out;
    for (const SampleInfo& info : kSamples) {
        const fs::path file = resourcesFolder() / "samples" / info.key / "recipe.yaml";
        std::error_code ignored;
        if (!fs::exists(file, ignored))
            continue;
        Sample sample{info.key, info.title, toUtf8(file)};
        const Recipe recipe = readRecipe(file).recipe;
        ReadOptions options;
        options.text = recipe.data.text;
        options.label = recipe.data.label;
        const Dataset data = readDataset(resolvePath(recipe.base, recipe.data.train), options);
        sample.texts = static_cast<std::int64_t>(data.examples.size());
        sample.labels = static_cast<std::int64_t>(data.labels.size());
        sample.modelFound = modelIsThere(recipe);
        out.push_back(std::move(sample));
    }
    return out;
}

Recipe recipeFor(const fs::path& dataFile) {
    Recipe recipe;
    const fs::path data = fs::absolute(dataFile).lexically_normal();
    recipe.base = data.parent_path();
    recipe.data.train = toUtf8(data.filename());
    const ColumnGuess guess = guessColumns(data);
    if (!guess.text.empty())
        recipe.data.text = guess.text;
    if (!guess.label.empty())
        recipe.data.label = guess.label;
    recipe.head.task = infoOf(guess.task).key;
    for (const Sample& sample : samples())
        if (sample.modelFound && recipe.head.model.empty())
            recipe.head.model = readRecipe(fromUtf8(sample.recipe)).recipe.head.model;
    if (recipe.head.model.empty())
        if (const auto models = findModels({}).cards; !models.empty())
            recipe.head.model = models.front().path;
    recipe.head.output = toUtf8(freshRunFolder(defaultRunsFolder(), toUtf8(data.stem())));
    return recipe;
}

fs::path freshRunFolder(const fs::path& runs, const std::string& name) {
    const std::string stem = name.empty() ? "run" : name;
    std::error_code ignored;
    fs::path folder = runs / fromUtf8(stem);
    for (int number = 2; fs::exists(folder, ignored); ++number)
        folder = runs / fromUtf8(stem + "-" + std::to_string(number));
    return folder;
}

fs::path defaultRunsFolder() {
    if (const std::string given = environmentVariable("ATTUNE_RUNS"); !given.empty())
        return fs::absolute(fromUtf8(given));
    const std::string home = environmentVariable("HOME");
    return fs::path(home.empty() ? "." : home) / "Documents" / "Attune" / "runs";
}

} // namespace attune::studio
