// SPDX-License-Identifier: GPL-3.0-or-later
// calibrate: makes probabilities of a model's scores, and keeps how with the model.
#include "cli_command.h"
#include "cli_rows.h"
#include "studio/calibrating.h"

namespace attune::cli {

namespace {

struct Settings {
    std::string model;
    studio::EvaluateOptions options;
    bool remove = false;
    bool dryRun = false;
    bool json = false;
};

OrderedJson jsonOf(const CalibrationFigures& figures) {
    return {
        {"nll",   finiteOrNull(figures.nll)  },
        {"brier", finiteOrNull(figures.brier)},
        {"ece",   finiteOrNull(figures.ece)  },
        {"mce",   finiteOrNull(figures.mce)  }
    };
}

int removeKept(Context& context, const Settings& settings) {
    const fs::path model = fromUtf8(settings.model);
    const bool any = !studio::keptCalibration(model).isPlain();
    studio::keepCalibration(model, {});
    context.terminal.say(any ? "The calibration was removed." : "The model keeps no calibration.");
    if (settings.json) {
        OrderedJson json;
        json["removed"] = any;
        context.out.prettyJson(json);
    }
    return 0;
}

int calibrate(Context& context, const Settings& settings) {
    if (settings.remove)
        return removeKept(context, settings);
    const studio::Calibrated done = studio::calibrateModel(
        fromUtf8(settings.model), settings.options, !settings.dryRun,
        [&](double part, double all) {
            context.terminal.progress("answering", all > 0 ? part / all : -1);
        },
        context.interrupt.token());
    context.terminal.finish();
    tellProblems(context.terminal, done.notes);
    const bool kept = !settings.dryRun && !done.atBound;
    if (settings.json) {
        context.out.prettyJson({
            {"temperature", done.kept.temperature   },
            {"at_bound",    done.atBound            },
            {"fitted_on",   done.kept.fittedOn      },
            {"texts",       done.kept.texts         },
            {"before",      jsonOf(done.before)     },
            {"after",       jsonOf(done.after)      },
            {"kept",        kept                    },
            {"warnings",    warningsJson(done.notes)}
        });
        return 0;
    }
    if (done.atBound) {
        context.terminal.say("Nothing was kept.");
        return 0;
    }
    context.out.line("temperature  " + fixed(done.kept.temperature, 4) + ", by " +
                     counted(done.kept.texts, "text"));
    context.out.line("");
    const auto row = [&](const char* name, double before, double after) {
        return std::vector<std::string>{name, fixed(before, 4), fixed(after, 4)};
    };
    context.out.table({"figure", "before", "after"},
                      {row("expected calibration error", done.before.ece, done.after.ece),
                       row("maximum calibration error", done.before.mce, done.after.mce),
                       row("Brier score", done.before.brier, done.after.brier),
                       row("loss", done.before.nll, done.after.nll)});
    context.terminal.say(kept ? "Kept with the model: predict, evaluate and the window score by it."
                              : "Nothing was kept.");
    return 0;
}

} // namespace

const Command calibrateCommand = {
    "calibrate", "Make probabilities of a model's scores",
    [](CLI::App& app) -> std::function<int(Context&)> {
        auto settings = std::make_shared<Settings>();
        studio::EvaluateOptions& options = settings->options;
        app.add_option("RUN_OR_MODEL", settings->model, "A run folder, or a finished model folder")
            ->required();
        app.add_option("--data", options.data,
                       "Labelled texts that the model was not trained on; if left out, the "
                       "validation part of the run")
            ->type_name("FILE");
        app.add_option("--text", options.text, "Column of the texts")->type_name("COLUMN");
        app.add_option("--text-pair", options.pair, "Column of the second texts")
            ->type_name("COLUMN");
        app.add_option("--label", options.label, "Column of the labels")->type_name("COLUMN");
        app.add_flag("--dry-run", settings->dryRun, "Say what it would give, and keep nothing");
        app.add_flag("--remove", settings->remove,
                     "Remove what is kept: scores are as after training again");
        app.add_flag("--json", settings->json, "Print one JSON document");
        app.footer("The logits are divided by one number, the temperature, which is kept in the\n"
                   "model's attune.json. Answers stay the same; scores become probabilities.");
        return [settings](Context& context) { return calibrate(context, *settings); };
    }};

} // namespace attune::cli
