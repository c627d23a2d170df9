// SPDX-License-Identifier: GPL-3.0-or-later
// augment: exactly the texts that `train` uses, in the same order, before anything is trained.
#include "cli_command.h"
#include "cli_recipe.h"
#include "cli_rows.h"
#include "studio/output_file.h"

#include <algorithm>

namespace attune::cli {

namespace {

using studio::AugmentFigures;
using studio::TrainedRow;

// The recipe's own model counts only where an operator asks it.
std::vector<std::string> usedKeys(const Recipe& recipe) {
    std::vector<std::string> keys = {"data", "clean", "augment", "training.seed",
                                     "training.threads"};
    const std::vector<OperatorStep>& steps = recipe.augment.operators;
    if (std::any_of(steps.begin(), steps.end(),
                    [](const OperatorStep& step) { return asksModel(step) && !modelOf(step); }))
        keys.emplace_back("model");
    return keys;
}

OrderedJson jsonOf(const Recipe& recipe, const TrainedRow& row) {
    OrderedJson json = {
        {"line",   row.line  },
        {"copy",   row.copy  },
        {"label",  row.label },
        {"before", row.before},
        {"after",  row.after }
    };
    if (!recipe.data.text_pair.empty()) {
        json["pair_before"] = row.pairBefore;
        json["pair_after"] = row.pairAfter;
    }
    return json;
}

OrderedJson jsonOf(const AugmentFigures& figures) {
    OrderedJson operators = OrderedJson::array();
    for (const auto& one : figures.operators)
        operators.push_back({
            {"operator", one.name   },
            {"changed",  one.changed},
            {"vetoed",   one.vetoed }
        });
    return {
        {"texts",     figures.rows - figures.copies},
        {"copies",    figures.copies               },
        {"vetoed",    figures.vetoed               },
        {"left_out",  figures.doubles              },
        {"unchanged", figures.unchanged            },
        {"operators", operators                    }
    };
}

void tellFigures(Terminal& terminal, const AugmentFigures& figures) {
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
    if (figures.doubles > 0)
        terminal.warn("no place to change: " + grouped(figures.doubles) + " copies" + " left out");
    if (figures.unchanged > 0)
        terminal.warn("copies that no operator could change: " + grouped(figures.unchanged));
}

int augment(Context& context, const RowsOptions& options) {
    Problems warnings;
    const Recipe recipe = loadRecipe({options.recipe, options.settings, {}, usedKeys}, warnings);
    tellProblems(context.terminal, warnings);
    studio::refuseToReplaceInputs(recipe, fromUtf8(options.recipe), fromUtf8(options.output));
    if (!recipe.augment.active())
        context.terminal.say("The recipe has no “augment” operators: the training texts stay as "
                             "they are.");
    studio::ReadData read;
    AugmentFigures figures;
    OrderedJson rows = writeRows<TrainedRow>(
        context, options, studio::trainedHeader(recipe),
        [](const TrainedRow& row) { return row.csv; },
        [&](const TrainedRow& row) { return jsonOf(recipe, row); },
        [&](const std::function<void(const TrainedRow&)>& row) {
            figures = studio::augmentRows(
                recipe, options.limit, row, context.interrupt.token(),
                [&](double done, double all) {
                    context.terminal.progress("augmenting", all > 0 ? done / all : -1);
                },
                &read);
        });
    context.terminal.finish();
    tellProblems(context.terminal, read.notes);
    if (!options.json) {
        tellFigures(context.terminal, figures);
        return 0;
    }
    OrderedJson json = jsonOf(figures);
    addReadData(json, read);
    if (options.output.empty())
        json["rows"] = std::move(rows);
    context.out.prettyJson(json);
    return 0;
}

} // namespace

const Command augmentCommand = {
    "augment", "Write the texts that a recipe trains on, rewritten copies included",
    [](CLI::App& app) -> std::function<int(Context&)> {
        auto options = std::make_shared<RowsOptions>();
        addRowsOptions(app, *options, "augment.copies=2");
        return [options](Context& context) { return augment(context, *options); };
    }};

} // namespace attune::cli
