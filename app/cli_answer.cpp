// SPDX-License-Identifier: GPL-3.0-or-later
// evaluate and predict: what a finished model says.
#include "cli_command.h"
#include "cli_figures.h"
#include "cli_rows.h"
#include "studio/error_ranking.h"

#include <algorithm>

namespace attune::cli {

namespace {

studio::Progress progressOf(Context& context, const std::string& text) {
    return [&context, text](double done, double all) {
        context.terminal.progress(text, all > 0 ? done / all : -1);
    };
}

// The columns that were read.
OrderedJson jsonOf(const TrainedColumns& columns) {
    OrderedJson json = {
        {"text", columns.text}
    };
    if (!columns.pair.empty())
        json["text_pair"] = columns.pair;
    if (!columns.label.empty())
        json["label"] = columns.label;
    return json;
}

void addTableOptions(CLI::App& app, std::string& text, std::string& pair, std::string& precision,
                     std::string& encoding, std::string& delimiter) {
    app.add_option("--text", text,
                   "Column of the texts; if left out, that of the model's training, else the only "
                   "one that may hold texts")
        ->type_name("COLUMN");
    app.add_option("--text-pair", pair,
                   "Column of the second texts, for models trained on pairs; if left out, that of "
                   "the training")
        ->type_name("COLUMN");
    app.add_option("--precision", precision, "fp32 or bf16")
        ->check(CLI::IsMember({"fp32", "bf16"}))
        ->type_name("P")
        ->capture_default_str();
    app.add_option("--encoding", encoding, "Encoding of the file, or auto")
        ->type_name("NAME")
        ->capture_default_str();
    app.add_option("--delimiter", delimiter, "auto, a name such as semicolon, or the sign itself")
        ->type_name("NAME")
        ->capture_default_str();
}

// ---- evaluate ----------------------------------------------------------------------------------

struct EvaluateSettings {
    std::string model, errors, errorsBy = "wrongness";
    studio::EvaluateOptions options;
    BootstrapOptions bootstrap;
    bool json = false;
};

int evaluate(Context& context, const EvaluateSettings& settings) {
    if (!settings.errors.empty())
        studio::checkErrorsFile(fromUtf8(settings.errors), fromUtf8(settings.options.data));
    const studio::JudgedEvaluation result =
        studio::judgeModel(fromUtf8(settings.model), settings.options, settings.bootstrap,
                           progressOf(context, "evaluating"), context.interrupt.token());
    context.terminal.finish();
    tellProblems(context.terminal, result.notes);
    if (!settings.errors.empty())
        studio::writeErrors(result,
                            settings.errorsBy == "doubt" ? studio::ErrorOrder::Doubt
                                                         : studio::ErrorOrder::Wrongness,
                            fromUtf8(settings.errors));
    const std::optional<studio::ScoreWorth> worth =
        studio::worthOfScores(result, settings.bootstrap);
    if (!settings.json) {
        printFigures(context.out, result, worth);
        return 0;
    }
    OrderedJson json = figuresJson(result, worth);
    json["labels"] = result.labels;
    json["skipped"] = result.skipped;
    json["skipped_rows"] = skippedJson(result.skippedRows, settings.options.data);
    json["columns"] = jsonOf(result.columns);
    json["warnings"] = warningsJson(result.notes);
    context.out.prettyJson(json);
    return 0;
}

// ---- predict -----------------------------------------------------------------------------------

struct PredictSettings {
    std::string model;
    studio::PredictOptions options;
    std::vector<std::string> lines;
    std::vector<std::string> linePairs; // none, or one for each line
    bool json = false;
};

// The label scores as a table, the best first.
void printScores(Output& out, const std::vector<std::string>& labels,
                 const studio::TextResult& result, bool logits) {
    std::vector<std::size_t> order(result.scores.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return result.scores[a] > result.scores[b];
    });
    std::vector<std::string> header = {"label", "score"};
    if (logits)
        header.emplace_back("logit");
    std::vector<std::vector<std::string>> rows;
    for (const std::size_t i : order) {
        rows.push_back({labels[i], fixed(result.scores[i], 4)});
        if (logits)
            rows.back().push_back(fixed(static_cast<double>(result.logits[i]), 4));
    }
    out.table(header, rows);
}

void printSpans(Output& out, const studio::TextResult& result, const std::string& text) {
    std::vector<std::vector<std::string>> rows;
    for (const studio::FoundSpan& span : result.spans)
        rows.push_back({visible(text.substr(span.begin, span.end - span.begin)), span.label,
                        fixed(span.score, 4)});
    if (rows.empty())
        out.line("no span");
    else
        out.table({"text", "label", "score"}, rows);
}

void printResult(Output& out, const studio::Classifier& classifier,
                 const studio::TextResult& result, const std::string& text, bool logits) {
    switch (classifier.task()) {
    case Task::Regression:
        out.line(fixed(result.value, 4));
        return;
    case Task::TokenLabels:
        printSpans(out, result, text);
        return;
    case Task::MultiLabel:
        out.line(result.labels.empty() ? "no label" : classifier.cellOf(result, text));
        break;
    case Task::SingleLabel:
        break;
    }
    printScores(out, classifier.labels(), result, logits);
}

int predictLines(Context& context, const PredictSettings& settings) {
    studio::Classifier classifier(fromUtf8(settings.model), settings.options.precision);
    const std::vector<studio::TextResult> results =
        classifier.classifyAll(settings.lines, settings.linePairs);
    tellProblems(context.terminal, classifier.notes());
    OrderedJson all = OrderedJson::array();
    for (std::size_t line = 0; line < results.size(); ++line) {
        const std::string& text = settings.lines[line];
        const studio::TextResult& result = results[line];
        if (settings.json) {
            OrderedJson json = {
                {"text", text}
            };
            if (!settings.linePairs.empty())
                json["text_pair"] = settings.linePairs[line];
            json.update(classifier.jsonOf(result, text, settings.options.logits));
            all.push_back(std::move(json));
            continue;
        }
        if (settings.lines.size() > 1)
            context.out.line(visible(text));
        printResult(context.out, classifier, result, text, settings.options.logits);
    }
    if (settings.json)
        context.out.prettyJson(settings.lines.size() == 1 ? all.front() : all);
    return 0;
}

int predict(Context& context, const PredictSettings& settings) {
    if (!settings.lines.empty()) {
        if (!settings.options.data.empty() || !settings.options.output.empty())
            throw UsageError(say(ATTUNE_TEXT("core", "Give either --text-line, or --data and "
                                                     "--output.")));
        if (!settings.linePairs.empty() && settings.linePairs.size() != settings.lines.size())
            throw UsageError(say(ATTUNE_TEXT("core", "Texts given: %1; second texts given: %2."),
                                 settings.lines.size(), settings.linePairs.size()),
                             {},
                             say(ATTUNE_TEXT("core", "Give one --text-line-pair for each "
                                                     "--text-line.")));
        return predictLines(context, settings);
    }
    if (!settings.linePairs.empty())
        throw UsageError(say(ATTUNE_TEXT("core", "A second text is given, but no text.")), {},
                         say(ATTUNE_TEXT("core", "Give --text-line TEXT before "
                                                 "--text-line-pair TEXT.")));
    if (settings.options.data.empty() || settings.options.output.empty())
        throw UsageError(say(ATTUNE_TEXT("core", "What is to be answered is missing.")), {},
                         say(ATTUNE_TEXT("core", "Give --data FILE and --output FILE, or "
                                                 "--text-line TEXT.")));
    const studio::PredictReport report =
        studio::predictFile(fromUtf8(settings.model), settings.options,
                            progressOf(context, "predicting"), context.interrupt.token());
    context.terminal.finish();
    tellProblems(context.terminal, report.notes);
    const auto skipped = static_cast<std::int64_t>(report.skippedRows.size());
    context.terminal.say((skipped > 0 ? grouped(report.rows - skipped) + " of " : "") +
                         counted(report.rows, "row") + " answered: " + settings.options.output);
    if (settings.json)
        context.out.prettyJson({
            {"rows",                        report.rows                   },
            {"truncated",                   report.truncated              },
            {"skipped",                     skipped                       },
            {"skipped_rows",                skippedJson(report.skippedRows, settings.options.data)},
            {"ragged",                             report.raggedRows.size()                                                   },
            {"ragged_rows",                             skippedJson(report.raggedRows,settings.options.data)},
            {"empty",       report.emptyRows.size()                                         },
            {"empty_rows",skippedJson(report.emptyRows,settings.options.data)},
            {"columns",  jsonOf(report.columns)                     },
            {"warnings",                     warningsJson(report.notes)                           },
            {"output",                    settings.options.output   }
        });
    return 0;
}

} // namespace

const Command evaluateCommand = {
    "evaluate", "Measure a finished model on labelled texts",
    [](CLI::App& app) -> std::function<int(Context&)> {
        auto settings = std::make_shared<EvaluateSettings>();
        studio::EvaluateOptions& options = settings->options;
        app.add_option("MODEL_DIR", settings->model, "A finished model folder, or its run folder")
            ->required();
        app.add_option("--data", options.data,
                       "csv, tsv or jsonl file, or a folder with one folder per label")
            ->required()
            ->type_name("FILE");
        addTableOptions(app, options.text, options.pair, options.precision, options.encoding,
                        options.delimiter);
        app.add_option("--label", options.label,
                       "Column of the labels; if left out, that of the training, else the only one "
                       "that may hold labels")
            ->type_name("COLUMN");
        app.add_option("--bootstrap", settings->bootstrap.draws,
                       "How often the texts are drawn anew for the intervals; 0: no intervals")
            ->check(CLI::Range(0, 100000))
            ->type_name("N")
            ->capture_default_str();
        app.add_option("--seed", settings->bootstrap.seed, "Number that those draws come from")
            ->check(CLI::NonNegativeNumber)
            ->type_name("N")
            ->capture_default_str();
        app.add_option("--errors", settings->errors,
                       "csv file to write all texts to, those first that the model got most wrong")
            ->type_name("FILE.csv");
        app.add_option("--errors-by", settings->errorsBy,
                       "wrongness: the loss of the text's own label; doubt: the lowest score first")
            ->check(CLI::IsMember({"wrongness", "doubt"}))
            ->type_name("ORDER")
            ->capture_default_str();
        app.add_flag("--json", settings->json, "Print one JSON document");
        return [settings](Context& context) { return evaluate(context, *settings); };
    }};

const Command predictCommand = {
    "predict", "Answer texts with a finished model",
    [](CLI::App& app) -> std::function<int(Context&)> {
        auto settings = std::make_shared<PredictSettings>();
        studio::PredictOptions& options = settings->options;
        app.add_option("MODEL_DIR", settings->model, "A finished model folder, or its run folder")
            ->required();
        app.add_option("--data", options.data,
                       "Table of texts: csv, tsv or jsonl; or a folder with one folder per label")
            ->type_name("FILE");
        app.add_option("--output", options.output,
                       "Where the answers go; the ending .csv, .tsv or .jsonl decides the format")
            ->type_name("FILE");
        app.add_option("--text-line", settings->lines,
                       "One text to answer; give it again for another")
            ->type_name("TEXT")
            ->allow_extra_args(false);
        app.add_option("--text-line-pair", settings->linePairs,
                       "The second text of a pair, one for each --text-line")
            ->type_name("TEXT")
            ->allow_extra_args(false);
        addTableOptions(app, options.text, options.pair, options.precision, options.encoding,
                        options.delimiter);
        app.add_flag("--logits", options.logits, "Add the logits (jsonl and --text-line)");
        app.add_flag("--overwrite", options.overwrite,
                     "Replace the output whatever it holds; earlier answers are replaced anyway");
        app.add_flag("--json", settings->json, "Print one JSON document");
        app.footer("Every row is answered in its order. Columns are kept; prediction and score are "
                   "added,\nand in jsonl scores (by label id). A prediction is a label, several "
                   "labels, a number, or a\nlist of spans, as the model's task has it.");
        return [settings](Context& context) { return predict(context, *settings); };
    }};

} // namespace attune::cli
