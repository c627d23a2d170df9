// SPDX-License-Identifier: GPL-3.0-or-later
// augment: exactly the texts that `train` uses, in the same order, before anything is trained.
#include "base/files.h"
#include "cli_command.h"
#include "cli_recipe.h"

namespace attune::cli {

namespace {

struct AugmentCommandSettings {
    std::string recipe;
    std::vector<std::string> settings;
    std::size_t limit = 0;
    std::string output;
};

void tellFigures(Terminal& terminal, const studio::AugmentFigures& figures) {
    terminal.say(counted(figures.rows, "row") + " of " + grouped(figures.all) +
                 ", copies among them: " + grouped(figures.copies));
    for (std::size_t i = 0; i < figures.operators.size(); ++i)
        terminal.say("  " + std::to_string(i + 1) + ". " + figures.operators[i].name +
                     " changed: " + grouped(figures.operators[i].changed) +
                     (figures.vetoed > 0
                          ? ", left out by the judge: " + grouped(figures.operators[i].vetoed)
                          : ""));
    if (figures.vetoed > 0)
        terminal.say("copies that the judge left out: " + grouped(figures.vetoed));
    if (figures.unchanged > 0)
        terminal.warn("copies that no operator could change: " + grouped(figures.unchanged));
}

int augment(Context& context, const AugmentCommandSettings& settings) {
    Problems warnings;
    const Recipe recipe = loadRecipe(settings.recipe, settings.settings, {}, false, warnings);
    tellProblems(context.terminal, warnings);
    if (!recipe.augment.active())
        context.terminal.say("The recipe has no “augment” operators: the training texts stay as "
                             "they are.");
    const auto run = [&](const std::function<void(const std::string&)>& line) {
        line(studio::trainedHeader(recipe));
        const studio::AugmentFigures figures = studio::augmentRows(
            recipe, settings.limit, [&](const studio::TrainedRow& row) { line(row.csv); },
            context.interrupt.token(),
            [&](double done, double all) {
                context.terminal.progress("augmenting", all > 0 ? done / all : -1);
            });
        context.terminal.finish();
        tellFigures(context.terminal, figures);
    };
    if (settings.output.empty())
        run([&](const std::string& line) { context.out.line(line); });
    else
        publishFile(fromUtf8(settings.output), [&](FileWriter& file) {
            run([&](const std::string& line) { file.write(line + "\n"); });
        });
    return 0;
}

} // namespace

const Command augmentCommand = {
    "augment", "Write the texts that a recipe trains on, rewritten copies included",
    [](CLI::App& app) -> std::function<int(Context&)> {
        auto settings = std::make_shared<AugmentCommandSettings>();
        app.add_option("RECIPE", settings->recipe, "The recipe, a YAML file")->required();
        app.add_option("--set", settings->settings,
                       "Change a value of the recipe, such as augment.copies=2")
            ->type_name("KEY=VALUE")
            ->allow_extra_args(false);
        app.add_option("--limit", settings->limit, "Only so many rows; 0: all")
            ->type_name("N")
            ->capture_default_str();
        app.add_option("--output", settings->output,
                       "Write the rows to this csv file instead of standard output")
            ->type_name("FILE.csv");
        return [settings](Context& context) { return augment(context, *settings); };
    }};

} // namespace attune::cli
