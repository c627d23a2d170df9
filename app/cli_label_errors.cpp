// SPDX-License-Identifier: GPL-3.0-or-later
// label-errors: the texts of the training file whose label is likely wrong, the likeliest first.
#include "cli_command.h"
#include "cli_rows.h"
#include "studio/label_errors.h"

namespace attune::cli {

namespace {

using studio::LabelErrorOptions;
using studio::LabelErrors;

struct Settings {
    std::string path;
    std::string by = "embeddings";
    LabelErrorOptions options;
    std::string output;
    std::size_t limit = 20;
    bool overwrite = false;
    bool json = false;
};

// As much of a text as a line has room for.
std::string beginning(const std::string& text) {
    constexpr std::size_t most = 60;
    std::string out = visible(text);
    if (columnsOf(out) <= most)
        return out;
    std::size_t end = std::min(out.size(), most);
    while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0) == 0x80)
        --end;
    return out.substr(0, end) + "…";
}

OrderedJson jsonOf(const LabelErrors& errors, const std::string& by) {
    OrderedJson rows = OrderedJson::array();
    const auto label = [&](std::int32_t id) { return errors.labels[static_cast<std::size_t>(id)]; };
    for (const LabelErrors::Row& row : errors.rows) {
        OrderedJson one;
        one["line"] = row.line;
        one["label"] = label(row.label);
        one["suggested"] = label(row.suggested);
        one["quality"] = row.quality;
        one["probability"] = row.probability;
        one["suggested_probability"] = row.suggestedProbability;
        one["likely_wrong"] = row.likelyWrong;
        one["text"] = row.text;
        if (errors.hasPairs)
            one["text_pair"] = row.pair;
        rows.push_back(std::move(one));
    }
    OrderedJson json;
    json["by"] = by;
    json["folds"] = errors.options.folds;
    json["labels"] = errors.labels;
    json["texts"] = errors.rows.size();
    json["likely_wrong"] = errors.likelyWrong;
    json["accuracy"] = errors.accuracy;
    json["confident_joint"] = errors.joint;
    json["seconds"] = errors.seconds;
    json["warnings"] = warningsJson(errors.notes);
    json["rows"] = std::move(rows);
    return json;
}

void print(Output& out, const LabelErrors& errors, std::size_t limit) {
    std::vector<std::vector<std::string>> rows;
    for (std::size_t i = 0; i < errors.rows.size() && i < limit; ++i) {
        const LabelErrors::Row& row = errors.rows[i];
        rows.push_back({std::to_string(row.line),
                        visible(errors.labels[static_cast<std::size_t>(row.label)]),
                        visible(errors.labels[static_cast<std::size_t>(row.suggested)]),
                        fixed(row.quality, 4), row.likelyWrong ? "yes" : "",
                        beginning(row.text + (row.pair.empty() ? "" : " | " + row.pair))});
    }
    out.table({"line", "label", "suggested", "quality", "likely wrong", "text"}, rows);
}

int find(Context& context, const Settings& settings) {
    LabelErrorOptions options = settings.options;
    options.by = settings.by == "fine-tuning" ? LabelErrorOptions::By::FineTuning
                                              : LabelErrorOptions::By::Embeddings;
    const fs::path output = fromUtf8(settings.output);
    if (!settings.output.empty())
        studio::checkLabelErrorsFile(fromUtf8(settings.path), output, settings.overwrite);
    const LabelErrors errors = studio::findLabelErrors(
        fromUtf8(settings.path), options,
        [&](double done, double all) {
            context.terminal.progress("judging labels", all > 0 ? done / all : -1);
        },
        context.interrupt.token());
    context.terminal.finish();
    tellProblems(context.terminal, errors.notes);
    if (!settings.output.empty())
        studio::writeLabelErrors(errors, output);
    if (settings.json) {
        context.out.prettyJson(jsonOf(errors, settings.by));
        return 0;
    }
    print(context.out, errors, settings.limit);
    context.terminal.say(grouped(errors.likelyWrong) + " of " +
                         counted(static_cast<std::int64_t>(errors.rows.size()), "label") +
                         " likely wrong; the models of the folds agree with " +
                         fixed(100 * errors.accuracy, 1) + " % of the labels (" +
                         fixed(errors.seconds, 1) + " s)");
    if (!settings.output.empty())
        context.terminal.say("The ranking is in " + settings.output + ".");
    return 0;
}

} // namespace

const Command labelErrorsCommand = {
    "label-errors", "Rank the training texts by how likely their label is wrong",
    [](CLI::App& app) -> std::function<int(Context&)> {
        auto settings = std::make_shared<Settings>();
        app.add_option("RECIPE_OR_RUN", settings->path, "A recipe, or a finished run folder")
            ->required();
        app.add_option("--folds", settings->options.folds,
                       "Parts of the texts: each is judged by a model of the others")
            ->check(CLI::NonNegativeNumber)
            ->type_name("K")
            ->capture_default_str();
        app.add_option(
               "--by", settings->by,
               "embeddings: a linear model on the pretrained model's vectors and naive Bayes on "
               "words, in seconds; "
               "fine-tuning: a run of the recipe for each fold")
            ->check(CLI::IsMember({"embeddings", "fine-tuning"}))
            ->type_name("WAY")
            ->capture_default_str();
        app.add_option("-n,--limit", settings->limit, "Texts that are printed")
            ->check(CLI::NonNegativeNumber)
            ->type_name("N")
            ->capture_default_str();
        app.add_option("-o,--output", settings->output, "Write the whole ranking as csv")
            ->type_name("FILE.csv");
        app.add_flag("--overwrite", settings->overwrite, "Replace a file that is there");
        app.add_flag("--json", settings->json, "Print one JSON document");
        app.footer("By confident learning (Northcutt et al. 2021). Labels are corrected on the "
                   "window's page Results, or by\nattune-cli relabel RUN --label LINE=LABEL.");
        return [settings](Context& context) { return find(context, *settings); };
    }};

} // namespace attune::cli
