// SPDX-License-Identifier: GPL-3.0-or-later
// baselines: what cheap baselines do on the same texts, beside the fine-tuned model.
#include "cli_command.h"
#include "cli_rows.h"
#include "studio/baselines.h"

namespace attune::cli {

namespace {

struct Settings {
    std::string path;
    studio::BaselineOptions options;
    bool json = false;
};

std::vector<std::string> rowOf(const std::string& name, const studio::BaselineComparison& found,
                               const Metrics& metrics, double seconds) {
    const FigureInterval around = found.around(metrics.accuracy);
    return {name,
            fixed(metrics.accuracy, 4),
            fixed(around.low, 4) + " to " + fixed(around.high, 4),
            fixed(metrics.macroF1, 4),
            fixed(metrics.loss, 4),
            fixed(seconds, seconds < 10 ? 2 : 0)};
}

OrderedJson jsonOf(const studio::BaselineComparison& found, const Metrics& metrics,
                   double seconds) {
    OrderedJson json = OrderedJson(toJson(metrics));
    const FigureInterval around = found.around(metrics.accuracy);
    json["accuracy_interval"] = OrderedJson::array({around.low, around.high});
    json["seconds"] = seconds;
    return json;
}

int measure(Context& context, const Settings& settings) {
    const studio::BaselineComparison found = studio::measureBaselines(
        fromUtf8(settings.path), settings.options,
        [&](double done, double all) {
            context.terminal.progress("measuring", all > 0 ? done / all : -1);
        },
        context.interrupt.token());
    context.terminal.finish();
    tellProblems(context.terminal, found.notes);
    if (settings.json) {
        OrderedJson list = OrderedJson::array();
        for (const studio::MeasuredBaseline& one : found.baselines) {
            OrderedJson json;
            json["baseline"] = one.key;
            json["metrics"] = jsonOf(found, one.metrics, one.seconds);
            list.push_back(std::move(json));
        }
        OrderedJson json;
        json["measured_on"] = found.onTest ? "test" : "validation";
        json["train_texts"] = found.trainTexts;
        json["texts"] = found.texts;
        json["labels"] = found.labels;
        json["baselines"] = std::move(list);
        json["model"] =
            found.model ? jsonOf(found, *found.model, found.modelSeconds) : OrderedJson();
        json["warnings"] = warningsJson(found.notes);
        context.out.prettyJson(json);
        return 0;
    }
    std::vector<std::vector<std::string>> rows;
    for (const studio::MeasuredBaseline& one : found.baselines)
        rows.push_back(rowOf(one.title, found, one.metrics, one.seconds));
    if (found.model)
        rows.push_back(rowOf("Fine-tuned model", found, *found.model, found.modelSeconds));
    context.out.table({"model", "accuracy", "95% interval", "macro F1", "loss", "seconds"}, rows);
    context.terminal.say("trained on " + counted(found.trainTexts, "text") + ", measured on " +
                         counted(found.texts, "text") + " (" +
                         (found.onTest ? "test" : "validation") + ")");
    return 0;
}

} // namespace

const Command baselinesCommand = {
    "baselines", "Measure cheap baselines on the same texts, beside the fine-tuned model",
    [](CLI::App& app) -> std::function<int(Context&)> {
        auto settings = std::make_shared<Settings>();
        app.add_option("RECIPE_OR_RUN", settings->path,
                       "A finished run folder, a recipe, or a file of labelled texts")
            ->required();
        app.add_flag("--validation", settings->options.validation,
                     "Of a run or recipe: ask about the validation part, though there is a test "
                     "part");
        app.add_option("--test", settings->options.test,
                       "Of a file of texts: the file that is asked about; if left out, a fifth of "
                       "the texts")
            ->type_name("FILE");
        app.add_option("--model", settings->options.model,
                       "Of a file of texts: the pretrained model for the linear model on vectors; "
                       "if left out, words alone are used")
            ->type_name("FOLDER");
        app.add_flag("--json", settings->json, "Print one JSON document");
        app.footer("A file of texts: csv, tsv or jsonl with the columns text and label, or without "
                   "a first row of names,\nor one JSON list of {\"text\", \"label\"}, as TextBlob "
                   "reads them.");
        return [settings](Context& context) { return measure(context, *settings); };
    }};

} // namespace attune::cli
