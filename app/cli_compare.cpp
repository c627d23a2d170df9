// SPDX-License-Identifier: GPL-3.0-or-later
// compare: two finished models on the same labelled texts.
#include "cli_command.h"
#include "cli_rows.h"
#include "studio/comparing.h"

namespace attune::cli {

namespace {

struct CompareSettings {
    std::string first, second;
    studio::EvaluateOptions data;
    std::size_t limit = 20;
    bool json = false;
};

OrderedJson jsonOf(const studio::ModelComparison& found) {
    OrderedJson json = {
        {"texts",           found.texts          },
        {"left_out",        found.trainedOn      },
        {"accuracy_a",      found.accuracy(false)},
        {"accuracy_b",      found.accuracy(true) },
        {"both_right",      found.bothRight      },
        {"only_a_right",    found.onlyFirst      },
        {"only_b_right",    found.onlySecond     },
        {"both_wrong",      found.bothWrong      },
        {"mcnemar_exact_p", found.p              }
    };
    json["disagreements"] = OrderedJson::array();
    for (const studio::ModelComparison::Row& row : found.rows) {
        OrderedJson one = {
            {"line", row.line},
            {"text", row.text}
        };
        if (found.hasPairs)
            one["text_pair"] = row.pair;
        one["label"] = row.truth;
        one["a"] = row.firstAnswer;
        one["a_score"] = row.firstScore;
        one["b"] = row.secondAnswer;
        one["b_score"] = row.secondScore;
        json["disagreements"].push_back(std::move(one));
    }
    json["warnings"] = warningsJson(found.notes);
    return json;
}

void print(Output& out, const studio::ModelComparison& found, const CompareSettings& settings) {
    out.line("texts                " + grouped(found.texts));
    out.line("accuracy of A        " + fixed(found.accuracy(false), 4) + "  " + settings.first);
    out.line("accuracy of B        " + fixed(found.accuracy(true), 4) + "  " + settings.second);
    out.line("both right           " + grouped(found.bothRight));
    out.line("only A right         " + grouped(found.onlyFirst));
    out.line("only B right         " + grouped(found.onlySecond));
    out.line("both wrong           " + grouped(found.bothWrong));
    out.line("McNemar's exact p    " + significant(found.p) +
             (found.p < 0.05 ? "  (a difference this large is unlikely by chance)"
                             : "  (a difference this large may be chance)"));
    out.line("answers that differ  " + grouped(static_cast<std::int64_t>(found.rows.size())));
    if (found.rows.empty() || settings.limit == 0)
        return;
    out.line("");
    std::vector<std::vector<std::string>> rows;
    for (const studio::ModelComparison::Row& row : found.rows) {
        if (rows.size() == settings.limit)
            break;
        rows.push_back({std::to_string(row.line), visible(row.truth),
                        visible(row.firstAnswer) + " " + fixed(row.firstScore, 2),
                        visible(row.secondAnswer) + " " + fixed(row.secondScore, 2),
                        visible(row.text)});
    }
    out.table({"line", "label", "A", "B", "text"}, rows);
}

int compare(Context& context, const CompareSettings& settings) {
    const studio::ModelComparison found = studio::compareModels(
        fromUtf8(settings.first), fromUtf8(settings.second), settings.data,
        [&](double done, double all) {
            context.terminal.progress("comparing", all > 0 ? done / all : -1);
        },
        context.interrupt.token());
    context.terminal.finish();
    tellProblems(context.terminal, found.notes);
    if (settings.json)
        context.out.prettyJson(jsonOf(found));
    else
        print(context.out, found, settings);
    return 0;
}

} // namespace

const Command compareCommand = {
    "compare", "Compare two finished models on the same labelled texts",
    [](CLI::App& app) -> std::function<int(Context&)> {
        auto settings = std::make_shared<CompareSettings>();
        studio::EvaluateOptions& data = settings->data;
        app.add_option("MODEL_A", settings->first, "A finished model folder, or its run folder")
            ->required();
        app.add_option("MODEL_B", settings->second, "The other one")->required();
        app.add_option("--data", data.data,
                       "csv, tsv or jsonl file, or a folder with one folder per label; if left "
                       "out, the test part of A's run, or its validation part where there is none")
            ->type_name("FILE");
        app.add_option("--text", data.text,
                       "Column of the texts; if left out, that of A's training, else the only one "
                       "that may hold texts")
            ->type_name("COLUMN");
        app.add_option("--text-pair", data.pair,
                       "Column of the second texts, for models trained on pairs; if left out, that "
                       "of A's training")
            ->type_name("COLUMN");
        app.add_option("--label", data.label,
                       "Column of the labels; if left out, that of A's training, else the only one "
                       "that may hold labels")
            ->type_name("COLUMN");
        app.add_option("--encoding", data.encoding, "Encoding of the file, or auto")
            ->type_name("NAME")
            ->capture_default_str();
        app.add_option("--delimiter", data.delimiter,
                       "auto, a name such as semicolon, or the sign itself")
            ->type_name("NAME")
            ->capture_default_str();
        app.add_option("--limit", settings->limit,
                       "So many texts with different answers are printed; --json has all")
            ->check(CLI::NonNegativeNumber)
            ->type_name("N")
            ->capture_default_str();
        app.add_flag("--json", settings->json, "Print one JSON document");
        app.footer("Answers are those of predict, by the calibration that is kept with each model. "
                   "Texts that\n"
                   "only one of both was trained on are left out and told, for they favour it.\n"
                   "McNemar's exact test asks whether the texts that only one model got right fall "
                   "to one side\nmore than chance would have it.");
        return [settings](Context& context) { return compare(context, *settings); };
    }};

} // namespace attune::cli
