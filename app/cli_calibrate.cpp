// SPDX-License-Identifier: GPL-3.0-or-later
// calibrate: makes probabilities of a model's scores, and keeps how with the model.
#include "cli_command.h"
#include "cli_rows.h"
#include "studio/calibrating.h"

#include <charconv>
#include <optional>

namespace attune::cli {

namespace {

constexpr const char* kKept = "Kept with the model: predict, evaluate and the window answer by it.";
constexpr const char* kNotKept = "Nothing was kept.";

struct Settings {
    std::string model;
    studio::EvaluateOptions options;
    std::vector<std::string> thresholds; // LABEL=X
    bool bestF1 = false;
    std::optional<double> precision, recall; // to be reached
    std::vector<std::string> labels;
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
    context.terminal.say(any ? "Removed: scores and answers are as after training."
                             : "The model keeps no calibration.");
    if (settings.json) {
        OrderedJson json;
        json["removed"] = any;
        context.out.prettyJson(json);
    }
    return 0;
}

// LABEL=X, or LABEL=none; a label may hold “=”.
studio::GivenThreshold givenIn(const std::string& text) {
    const std::size_t at = text.rfind('=');
    const std::string value = at == std::string::npos ? "" : text.substr(at + 1);
    studio::GivenThreshold out{text.substr(0, at), std::nullopt};
    double threshold = 0;
    const char* end = value.data() + value.size();
    const auto read = std::from_chars(value.data(), end, threshold);
    if (read.ec == std::errc() && read.ptr == end && !value.empty())
        out.threshold = threshold;
    else if (value != "none")
        throw UsageError(say(ATTUNE_TEXT("core", "“%1” gives no threshold."), text), {},
                         say(ATTUNE_TEXT("core", "Write LABEL=0.7, or LABEL=none to remove it.")));
    return out;
}

int keepGiven(Context& context, const Settings& settings) {
    std::vector<studio::GivenThreshold> given;
    for (const std::string& text : settings.thresholds)
        given.push_back(givenIn(text));
    studio::keepThresholds(fromUtf8(settings.model), given);
    if (settings.json) {
        OrderedJson json;
        json["thresholds"] = OrderedJson::array();
        for (const studio::GivenThreshold& one : given) {
            OrderedJson of;
            of["label"] = one.label;
            of["threshold"] = one.threshold ? OrderedJson(*one.threshold) : OrderedJson();
            json["thresholds"].push_back(std::move(of));
        }
        json["kept"] = true;
        context.out.prettyJson(json);
        return 0;
    }
    for (const studio::GivenThreshold& one : given)
        context.out.line(visible(one.label) + "  " +
                         (one.threshold ? "from " + fixed(*one.threshold, 4) + " on"
                                        : std::string("no threshold")));
    context.terminal.say(kKept);
    return 0;
}

OrderedJson jsonOf(const studio::ChosenThresholds& done, bool kept) {
    OrderedJson json;
    json["thresholds"] = OrderedJson::array();
    for (const auto& one : done.perLabel) {
        OrderedJson of;
        of["label"] = one.label;
        of["threshold"] = one.threshold ? OrderedJson(one.threshold->threshold) : OrderedJson();
        if (one.threshold) {
            of["precision"] = one.threshold->precision;
            of["recall"] = one.threshold->recall;
            of["f1"] = one.threshold->f1;
            of["answered"] = one.threshold->answered;
        }
        json["thresholds"].push_back(std::move(of));
    }
    json["chosen_on"] = done.from;
    json["texts"] = done.texts;
    json["kept"] = kept;
    json["warnings"] = warningsJson(done.notes);
    return json;
}

int chooseThresholds(Context& context, const Settings& settings) {
    using Kind = studio::ThresholdGoal::Kind;
    studio::ThresholdGoal goal;
    if (settings.precision)
        goal = {Kind::Precision, *settings.precision, {}};
    if (settings.recall)
        goal = {Kind::Recall, *settings.recall, {}};
    goal.labels = settings.labels;
    const studio::ChosenThresholds done = studio::chooseThresholds(
        fromUtf8(settings.model), settings.options, goal, !settings.dryRun,
        [&](double part, double all) {
            context.terminal.progress("answering", all > 0 ? part / all : -1);
        },
        context.interrupt.token());
    context.terminal.finish();
    tellProblems(context.terminal, done.notes);
    if (settings.json) {
        context.out.prettyJson(jsonOf(done, !settings.dryRun));
        return 0;
    }
    std::vector<std::vector<std::string>> rows;
    for (const auto& one : done.perLabel)
        if (one.threshold)
            rows.push_back({visible(one.label), fixed(one.threshold->threshold, 4),
                            fixed(one.threshold->precision, 4), fixed(one.threshold->recall, 4),
                            fixed(one.threshold->f1, 4), grouped(one.threshold->answered)});
    context.out.table({"label", "threshold", "precision", "recall", "F1", "texts"}, rows);
    context.terminal.say("chosen on " + counted(done.texts, "text") + " (" + done.from + ")");
    context.terminal.say(settings.dryRun ? kNotKept : kKept);
    return 0;
}

int calibrate(Context& context, const Settings& settings) {
    const bool given = !settings.thresholds.empty();
    const bool choosing = settings.bestF1 || settings.precision || settings.recall;
    const int ways = (settings.remove ? 1 : 0) + (given ? 1 : 0) + (settings.bestF1 ? 1 : 0) +
                     (settings.precision ? 1 : 0) + (settings.recall ? 1 : 0);
    if (ways > 1)
        throw UsageError(say(ATTUNE_TEXT("core", "Only one of these can be asked: %1."),
                             "--threshold, --best-f1, --precision, --recall, --remove"),
                         {}, say(ATTUNE_TEXT("core", "Ask for one after the other.")));
    if (!settings.labels.empty() && !choosing)
        throw UsageError(say(ATTUNE_TEXT("core", "“%1” goes with %2 alone."), "--of",
                             "--best-f1, --precision, --recall"));
    if (settings.dryRun && (settings.remove || given))
        throw UsageError(say(ATTUNE_TEXT("core", "“%1” does not go with %2."), "--dry-run",
                             settings.remove ? "--remove" : "--threshold"));
    if (settings.remove)
        return removeKept(context, settings);
    if (given)
        return keepGiven(context, settings);
    if (choosing)
        return chooseThresholds(context, settings);
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
            {"temperature", done.kept.temperature                                         },
            {"at_bound",    done.atBound                                                  },
            {"fitted_on",   done.kept.fittedOn                                            },
            {"texts",       done.kept.texts                                               },
            {"before",      jsonOf(done.before)                                           },
            {"after",       done.atBound ? OrderedJson() : OrderedJson(jsonOf(done.after))},
            {"kept",        kept                                                          },
            {"warnings",    warningsJson(done.notes)                                      }
        });
        return 0;
    }
    if (done.atBound) {
        context.terminal.say(kNotKept);
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
    context.terminal.say(kept ? kKept : kNotKept);
    return 0;
}

} // namespace

const Command calibrateCommand = {
    "calibrate", "Make probabilities of a model's scores, or choose thresholds of its labels",
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
        app.add_option("--threshold", settings->thresholds,
                       "Answer with LABEL from a score of X on; none instead of a number removes "
                       "it; may be given several times")
            ->type_name("LABEL=X");
        app.add_flag("--best-f1", settings->bestF1,
                     "Choose the thresholds of the best F1, and leave the temperature as it is");
        app.add_option("--precision", settings->precision,
                       "Choose those of at least that precision, and of the greatest recall with "
                       "it")
            ->type_name("SHARE");
        app.add_option("--recall", settings->recall,
                       "Choose those of at least that recall, and of the greatest precision with "
                       "it")
            ->type_name("SHARE");
        app.add_option("--of", settings->labels,
                       "Choose that of LABEL alone; may be given several times; if left out, of "
                       "all labels that may have one")
            ->type_name("LABEL");
        app.add_flag("--dry-run", settings->dryRun, "Say what it would give, and keep nothing");
        app.add_flag("--remove", settings->remove,
                     "Remove the temperature and the thresholds: scores and answers are as after "
                     "training again");
        app.add_flag("--json", settings->json, "Print one JSON document");
        app.footer(
            "The logits are divided by one number, the temperature, which is kept in the model's\n"
            "attune.json: scores become probabilities. Answers stay the same, for thresholds that "
            "are\n"
            "kept are moved with the scores. A threshold is of a label of models that give "
            "several\n"
            "labels a text, or of the second of two labels: texts that score at least that are\n"
            "answered with it. Choose them on texts that you do not report figures of.");
        return [settings](Context& context) { return calibrate(context, *settings); };
    }};

} // namespace attune::cli
