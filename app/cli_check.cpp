// SPDX-License-Identifier: GPL-3.0-or-later
// check-data: what is odd in a data set, row by row, and a repaired copy of it.
#include "cli_command.h"

#include <map>

namespace attune::cli {

namespace {

struct CheckSettings {
    studio::CheckOptions options;
    studio::RepairOptions repair;
    std::string task = "auto";
    bool json = false;
};

// `auto`: spans where the file can hold nothing else (CoNLL), single labels elsewhere.
std::string taskOf(const CheckSettings& settings) {
    if (settings.task != "auto")
        return settings.task;
    if (!settings.options.labelColumns.empty())
        return infoOf(Task::MultiLabel).key;
    const studio::TablePreview table = studio::previewTable(
        fromUtf8(settings.options.data), settings.options.encoding, settings.options.delimiter, 1);
    return infoOf(table.format == "conll" ? Task::TokenLabels : Task::SingleLabel).key;
}

const char* wordOf(Problem::Severity severity) {
    return severity == Problem::Severity::Error     ? "error"
           : severity == Problem::Severity::Warning ? "warning"
                                                    : "note";
}

const char* wordOf(Repair::Action action) {
    switch (action) {
    case Repair::Action::DropRows:
        return "drop-rows";
    case Repair::Action::CleanTexts:
        return "clean-texts";
    case Repair::Action::RenameLabels:
        return "rename-labels";
    case Repair::Action::None:
        break;
    }
    return "none";
}

std::string titleOf(const std::string& kind) {
    for (const CheckKind& known : checkKinds())
        if (known.key == kind)
            return known.title;
    return kind;
}

std::string cut(const std::string& text) {
    constexpr std::size_t most = 100;
    std::string out;
    for (const char c : visible(text)) {
        if (out.size() >= most && (static_cast<unsigned char>(c) & 0xC0) != 0x80)
            return out + "…";
        out += c;
    }
    return out;
}

// "12 rows would be left out", "3 texts would be rewritten"
std::string effectOf(const DataFinding& finding) {
    const auto rows = static_cast<std::int64_t>(finding.rows.size());
    switch (finding.repair.action) {
    case Repair::Action::DropRows:
        return counted(rows, "row") + " would be left out";
    case Repair::Action::CleanTexts:
        return counted(rows, "text") + " would be rewritten";
    case Repair::Action::RenameLabels:
        return counted(rows, "label") + " would be rewritten";
    case Repair::Action::None:
        break;
    }
    return {};
}

void tellFinding(Output& out, const DataFinding& finding) {
    constexpr std::size_t cases = 3;
    out.line("");
    out.line(std::string(wordOf(finding.severity)) + "  " + finding.kind + "  " + finding.source);
    out.line("  " + visible(finding.message.text()));
    for (std::size_t i = 0; i < finding.first.size() && i < cases; ++i) {
        const DataFinding::Case& one = finding.first[i];
        std::string line = "    line " + std::to_string(one.line) + ": " + cut(one.text);
        if (!one.label.empty())
            line += "  [" + cut(one.label) + "]";
        out.line(line);
        if (one.other > 0)
            out.line("      and line " + std::to_string(one.other) +
                     (finding.otherSource.empty() ? "" : " of " + finding.otherSource) + ": " +
                     cut(one.otherText) +
                     (one.otherLabel.empty() ? "" : "  [" + cut(one.otherLabel) + "]"));
    }
    if (!finding.hint.empty())
        out.line("  " + visible(finding.hint.text()));
    if (finding.repair.action != Repair::Action::None)
        out.line("  Repair: " + visible(finding.repair.proposal.text()) + " " + effectOf(finding) +
                 (finding.repair.safe ? "." : "; only with --repair " + finding.kind + "."));
}

OrderedJson jsonOf(const DataFinding& finding) {
    OrderedJson examples = OrderedJson::array();
    for (const DataFinding::Case& one : finding.first) {
        OrderedJson json = {
            {"line",  one.line },
            {"text",  one.text },
            {"label", one.label}
        };
        if (one.other > 0) {
            json["other_line"] = one.other;
            json["other_text"] = one.otherText;
            json["other_label"] = one.otherLabel;
        }
        examples.push_back(std::move(json));
    }
    OrderedJson repair;
    if (finding.repair.action != Repair::Action::None) {
        repair = {
            {"action",   wordOf(finding.repair.action) },
            {"safe",     finding.repair.safe           },
            {"proposal", finding.repair.proposal.text()},
            {"rows",     finding.rows.size()           }
        };
        std::map<std::string, std::string> names = finding.repair.names;
        std::erase_if(names, [](const auto& name) { return name.first == name.second; });
        if (!names.empty())
            repair["names"] = names;
    }
    OrderedJson json;
    json["kind"] = finding.kind;
    json["title"] = titleOf(finding.kind);
    json["severity"] = wordOf(finding.severity);
    json["part"] = finding.part;
    json["file"] = finding.source;
    if (!finding.otherSource.empty())
        json["other_file"] = finding.otherSource;
    json["message"] = finding.message.text();
    json["hint"] = finding.hint.text();
    json["rows"] = finding.lines.size();
    json["lines"] = finding.lines;
    json["examples"] = std::move(examples);
    json["repair"] = std::move(repair);
    return json;
}

OrderedJson jsonOf(const studio::RepairReport& report) {
    OrderedJson json;
    json["path"] = report.path;
    json["kinds"] = report.kinds;
    json["rows"] = report.rows;
    json["rows_left_out"] = report.dropped;
    json["texts_rewritten"] = report.texts;
    json["labels_rewritten"] = report.labels;
    return json;
}

int check(Context& context, CheckSettings settings) {
    if (settings.repair.output.empty() && !settings.repair.kinds.empty())
        throw UsageError(say("--repair needs a file to write."), {},
                         say("Name it: --output REPAIRED.csv."));
    studio::checkRepairKinds(settings.repair.kinds);
    settings.options.task = taskOf(settings);
    const auto progress = [&](const char* what) {
        return [&context, what](double done, double all) {
            context.terminal.progress(what, all > 0 ? done / all : -1);
        };
    };
    const studio::CheckedData checked =
        studio::checkData(settings.options, context.interrupt.token(), progress("checking"));
    std::optional<studio::RepairReport> repaired;
    if (!settings.repair.output.empty())
        repaired = studio::repairData(settings.options, checked, settings.repair,
                                      context.interrupt.token(), progress("repairing"));
    context.terminal.finish();
    tellProblems(context.terminal, checked.notes);
    if (settings.json) {
        OrderedJson json;
        json["data"] = settings.options.data;
        json["test"] =
            settings.options.test.empty() ? OrderedJson() : OrderedJson(settings.options.test);
        json["text"] = checked.columns.text;
        json["label"] = checked.columns.label;
        json["rows"] = checked.rows;
        json["test_rows"] = checked.testRows;
        json["findings"] = OrderedJson::array();
        for (const DataFinding& finding : checked.findings)
            json["findings"].push_back(jsonOf(finding));
        json["repaired"] = repaired ? jsonOf(*repaired) : OrderedJson();
        context.out.prettyJson(json);
        return 0;
    }
    context.out.line(counted(static_cast<std::int64_t>(checked.findings.size()), "finding") +
                     " in " + counted(checked.rows, "row") +
                     (settings.options.test.empty()
                          ? std::string()
                          : " and " + counted(checked.testRows, "row") + " of the test"));
    for (const DataFinding& finding : checked.findings)
        tellFinding(context.out, finding);
    if (repaired)
        context.terminal.say("Written: " + repaired->path + ", " + counted(repaired->rows, "row") +
                             "; left out: " + grouped(repaired->dropped) +
                             ", texts rewritten: " + grouped(repaired->texts) +
                             ", labels rewritten: " + grouped(repaired->labels));
    return 0;
}

} // namespace

const Command checkDataCommand = {
    "check-data", "Find what is odd in a data set, and write a repaired copy",
    [](CLI::App& app) -> std::function<int(Context&)> {
        auto settings = std::make_shared<CheckSettings>();
        app.add_option("FILE", settings->options.data, "csv, tsv, jsonl or a folder of classes")
            ->required();
        app.add_option("--text", settings->options.text, "Column of the texts")
            ->type_name("COLUMN");
        app.add_option("--text-pair", settings->options.pair, "Column of the second texts")
            ->type_name("COLUMN");
        app.add_option("--label", settings->options.label, "Column of the labels")
            ->type_name("COLUMN");
        app.add_option("--test", settings->options.test,
                       "A test file to compare with: leaks and drift")
            ->type_name("FILE");
        app.add_option("--output", settings->repair.output,
                       "Write a repaired copy: csv, tsv or jsonl by its ending")
            ->type_name("REPAIRED.csv");
        app.add_option("--repair", settings->repair.kinds,
                       "Kinds of findings to repair, such as doubles,markup; all safe ones "
                       "when left out")
            ->type_name("KIND,...")
            ->delimiter(',')
            ->allow_extra_args(false);
        app.add_flag("--overwrite", settings->repair.overwrite, "Replace the copy if it is there");
        app.add_option("--encoding", settings->options.encoding, "Encoding of the files")
            ->capture_default_str();
        app.add_option("--delimiter", settings->options.delimiter, "Delimiter of csv files")
            ->capture_default_str();
        app.add_option(
               "--task", settings->task,
               "What the labels are: a task of recipes; auto: spans of CoNLL files, several labels "
               "of --label-columns, else one label a text")
            ->capture_default_str();
        app.add_option("--label-columns", settings->options.labelColumns,
                       "Columns of 0 and 1, one for each of several labels")
            ->delimiter(',');
        app.add_flag("--json", settings->json, "Print one JSON document");
        return [settings](Context& context) { return check(context, *settings); };
    }};

} // namespace attune::cli
