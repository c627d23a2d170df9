// SPDX-License-Identifier: GPL-3.0-or-later
// robustness: how a finished model bears typing mistakes, look-alike letters and other noise.
#include "cli_command.h"
#include "cli_rows.h"
#include "studio/robustness.h"

namespace attune::cli {

namespace {

struct Settings {
    std::string path;
    studio::RobustnessOptions options;
    bool json = false;
};

OrderedJson pairOf(const FigureInterval& of) { return OrderedJson::array({of.low, of.high}); }
std::string textOf(const FigureInterval& of) {
    return fixed(of.low, 4) + " to " + fixed(of.high, 4);
}

OrderedJson jsonOf(const studio::Robustness& found) {
    OrderedJson rows = OrderedJson::array();
    for (const studio::RobustnessRow& row : found.rows) {
        OrderedJson json;
        json["noise"] = row.noise;
        json["strength"] = row.strength;
        json["share_of"] = row.ofLetters ? "letters" : "words";
        json["changed_texts"] = row.changedTexts;
        json["changed_answers"] = row.changedAnswers;
        json["accuracy"] = row.accuracy;
        json["accuracy_interval"] = pairOf(found.around(row.accuracy));
        json["macro_f1"] = row.macroF1;
        if (!row.rule.empty()) {
            json["rule"] = row.rule;
            json["rule_of_model"] = row.ownRule;
            json["cleaned_accuracy"] = row.cleanedAccuracy;
            json["cleaned_accuracy_interval"] = pairOf(found.around(row.cleanedAccuracy));
            json["cleaned_macro_f1"] = row.cleanedMacroF1;
        }
        json["sample"] = row.sample;
        json["noisy_sample"] = row.noisy.text;
        rows.push_back(std::move(json));
    }
    OrderedJson json;
    json["data"] = found.data;
    json["texts"] = found.texts;
    json["seed"] = found.seed;
    json["accuracy"] = found.accuracy;
    json["accuracy_interval"] = pairOf(found.around(found.accuracy));
    json["macro_f1"] = found.macroF1;
    json["seconds"] = found.seconds;
    json["rows"] = std::move(rows);
    json["warnings"] = warningsJson(found.notes);
    return json;
}

std::string points(double value) { return (value > 0 ? "+" : "") + fixed(100 * value, 1); }

int measure(Context& context, const Settings& settings) {
    const studio::Robustness found = studio::measureRobustness(
        fromUtf8(settings.path), settings.options,
        [&](double done, double all) {
            context.terminal.progress("measuring", all > 0 ? done / all : -1);
        },
        context.interrupt.token());
    context.terminal.finish();
    tellProblems(context.terminal, found.notes);
    if (settings.json) {
        context.out.prettyJson(jsonOf(found));
        return 0;
    }
    context.out.line("without noise: accuracy " + fixed(found.accuracy, 4) + " (95% interval " +
                     textOf(found.around(found.accuracy)) + "), macro F1 " +
                     fixed(found.macroF1, 4));
    std::vector<std::vector<std::string>> rows;
    for (const studio::RobustnessRow& row : found.rows)
        rows.push_back(
            {row.title,
             fixed(100 * row.strength, 0) + (row.ofLetters ? " % of letters" : " % of words"),
             fixed(row.accuracy, 4), textOf(found.around(row.accuracy)),
             points(row.accuracy - found.accuracy),
             row.rule.empty() ? "" : fixed(row.cleanedAccuracy, 4),
             row.rule + (row.ownRule ? " (the model's)" : "")});
    context.out.table(
        {"noise", "strength", "accuracy", "95% interval", "points", "cleaned", "by rule"}, rows);
    context.terminal.say("measured on " + counted(found.texts, "text") + " (" + found.data +
                         "), seed " + std::to_string(found.seed) + ", " + fixed(found.seconds, 1) +
                         " s");
    return 0;
}

} // namespace

const Command robustnessCommand = {
    "robustness", "Measure how a finished model bears typing mistakes and other noise",
    [](CLI::App& app) -> std::function<int(Context&)> {
        auto settings = std::make_shared<Settings>();
        app.add_option("MODEL_OR_RUN", settings->path, "A finished model folder or run folder")
            ->required();
        app.add_option("--data", settings->options.data,
                       "Labelled texts; if left out, the test part of the run, else its validation "
                       "part")
            ->type_name("FILE");
        app.add_option("--text", settings->options.text, "Column of the texts")
            ->type_name("COLUMN");
        app.add_option("--text-pair", settings->options.pair, "Column of the second texts")
            ->type_name("COLUMN");
        app.add_option("--label", settings->options.label, "Column of the labels")
            ->type_name("COLUMN");
        app.add_option("--noise", settings->options.noises,
                       "A noise by its key, as --json names it; may be given several times; if "
                       "left out, all")
            ->type_name("KEY");
        app.add_option("--limit", settings->options.limit,
                       "Texts that are asked about at most; 0 for all")
            ->check(CLI::NonNegativeNumber)
            ->type_name("N")
            ->capture_default_str();
        app.add_option("--seed", settings->options.seed, "Another one makes other noise")
            ->check(CLI::NonNegativeNumber)
            ->type_name("N")
            ->capture_default_str();
        app.add_flag("--json", settings->json, "Print one JSON document");
        return [settings](Context& context) { return measure(context, *settings); };
    }};

} // namespace attune::cli
