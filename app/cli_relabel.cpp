// SPDX-License-Identifier: GPL-3.0-or-later
// relabel: labels corrected after a run, and a copy of its data with them.
#include "cli_command.h"
#include "studio/label_changes.h"

#include <charconv>

namespace attune::cli {

namespace {

struct Settings {
    std::string run;
    std::vector<std::string> labels;
    studio::RelabelOptions copy;
    bool json = false;
};

studio::LabelOfLine labelOf(const std::string& text) {
    studio::LabelOfLine label;
    const std::size_t at = text.find('=');
    const char* end = text.data() + (at == std::string::npos ? 0 : at);
    const auto [stop, error] = std::from_chars(text.data(), end, label.line);
    if (at == std::string::npos || error != std::errc() || stop != end)
        throw UsageError(say(ATTUNE_TEXT("core", "“%1” is no line with its label."), text),
                         "--label",
                         say(ATTUNE_TEXT("core", "Write LINE=LABEL, such as 118=neutral.")));
    label.label = text.substr(at + 1);
    return label;
}

int relabel(Context& context, const Settings& settings) {
    std::vector<studio::LabelOfLine> labels;
    for (const std::string& text : settings.labels)
        labels.push_back(labelOf(text));
    const fs::path run = fromUtf8(settings.run);
    const std::vector<studio::LabelChange> changes =
        labels.empty()
            ? studio::readLabelChanges(run)
            : studio::changeLabels(run, settings.copy.file, labels, context.interrupt.token());
    std::optional<studio::Relabelled> copy;
    if (!settings.copy.output.empty())
        copy = studio::copyWithLabels(
            run, settings.copy, context.interrupt.token(), [&](double done, double all) {
                context.terminal.progress("writing", all > 0 ? done / all : -1);
            });
    context.terminal.finish();
    if (settings.json) {
        OrderedJson list = OrderedJson::array();
        for (const studio::LabelChange& change : changes)
            list.push_back({
                {"file",   change.file  },
                {"line",   change.line  },
                {"before", change.before},
                {"after",  change.after }
            });
        OrderedJson json;
        json["changes"] = std::move(list);
        if (copy) {
            json["output"] = copy->path;
            json["rows"] = copy->rows;
            json["labels"] = copy->labels;
        }
        context.out.prettyJson(json);
        return 0;
    }
    std::vector<std::vector<std::string>> rows;
    for (const studio::LabelChange& change : changes)
        rows.push_back({change.file, std::to_string(change.line), visible(change.before),
                        visible(change.after)});
    if (rows.empty())
        context.terminal.say("No label of this run was changed.");
    else
        context.out.table({"file", "line", "label", "changed_to"}, rows);
    if (copy)
        context.terminal.say(copy->path + ": " + counted(copy->rows, "row") + ", " +
                             counted(copy->labels, "label") + " changed");
    return 0;
}

} // namespace

const Command relabelCommand = {
    "relabel", "Correct labels of a run's texts, and write a copy of the data with them",
    [](CLI::App& app) -> std::function<int(Context&)> {
        auto settings = std::make_shared<Settings>();
        app.add_option("RUN", settings->run, "A finished run folder")->required();
        app.add_option("--label", settings->labels,
                       "The label that a line of the file should have; may be given several times")
            ->type_name("LINE=LABEL");
        app.add_option("--file", settings->copy.file,
                       "Which file of the recipe's data: train (the default), validation, test")
            ->check(CLI::IsMember({"train", "validation", "test"}));
        app.add_option(
               "-o,--output", settings->copy.output,
               "Write a copy of the file with the changed labels: csv, tsv or jsonl, by its "
               "ending")
            ->type_name("FILE");
        app.add_flag("--overwrite", settings->copy.overwrite, "Replace a file that is there");
        app.add_flag("--json", settings->json, "Print one JSON document");
        app.footer("Changes are kept in the run folder (label_changes.json), those of the window's "
                   "page Results too.\nThe data, the run and its model stay as they are.");
        return [settings](Context& context) { return relabel(context, *settings); };
    }};

} // namespace attune::cli
