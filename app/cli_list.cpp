// SPDX-License-Identifier: GPL-3.0-or-later
// list: the tables of what there is; `list parameters --markdown` makes docs/recipe.md.
#include "base/lists.h"
#include "cli_command.h"

#include <map>

namespace attune::cli {

namespace {

using Kind = Parameter::Kind;

// Beside the tables: what this machine has.
constexpr const char* kModels = "models";

struct KindWord {
    const char* key;
    const char* text;
};

KindWord wordOf(Kind kind) {
    static const std::map<Kind, KindWord> words = {
        {Kind::Bool,      {"bool", "true or false"}            },
        {Kind::Integer,   {"integer", "whole number"}          },
        {Kind::Real,      {"real", "number"}                   },
        {Kind::Text,      {"text", "text"}                     },
        {Kind::Choice,    {"choice", "one of"}                 },
        {Kind::File,      {"file", "file"}                     },
        {Kind::Folder,    {"folder", "folder"}                 },
        {Kind::Column,    {"column", "column"}                 },
        {Kind::TextList,  {"text_list", "list of texts"}       },
        {Kind::FileList,  {"file_list", "list of files"}       },
        {Kind::WeightMap, {"weights", "label: number for each"}},
    };
    return words.at(kind);
}

// "whole number, 1 to 100000, steps", "linear, cosine, constant"
std::string allowed(const Parameter& parameter) {
    const Kind kind = parameter.kind;
    std::string text = kind == Kind::Choice ? listed(parameter.choices) : wordOf(kind).text;
    if (kind == Kind::WeightMap && !parameter.choices.empty())
        text += ", or " + listed(parameter.choices);
    if (kind == Kind::Integer || kind == Kind::Real) {
        if (parameter.minimum > -1e300 && parameter.maximum < 1e300)
            text += ", " + messageArgument(parameter.minimum) + " to " +
                    messageArgument(parameter.maximum);
        else if (parameter.minimum > -1e300)
            text += ", at least " + messageArgument(parameter.minimum);
    }
    return parameter.unit.empty() ? text : text + ", in " + parameter.unit;
}

std::string standardText(const Parameter& parameter, const Value& standard) {
    const std::string text = toText(standard);
    if (!text.empty() && text != "[]")
        return text;
    return parameter.required ? "(must be given)" : "(not set)";
}

std::string dotted(const studio::TableEntry& part, const Parameter& parameter) {
    return part.key.empty() ? parameter.key : part.key + "." + parameter.key;
}

OrderedJson jsonOf(const Parameter& parameter, const std::string& key,
                   const std::string& standard) {
    OrderedJson json = {
        {"key",      key                       },
        {"title",    parameter.title           },
        {"help",     parameter.help            },
        {"kind",     wordOf(parameter.kind).key},
        {"default",  standard                  },
        {"required", parameter.required        },
        {"optional", parameter.optional        },
        {"advanced", parameter.advanced        }
    };
    if (!parameter.unit.empty())
        json["unit"] = parameter.unit;
    if (!parameter.choices.empty())
        json["choices"] = parameter.choices;
    if (parameter.minimum > -1e300)
        json["minimum"] = parameter.minimum;
    if (parameter.maximum < 1e300)
        json["maximum"] = parameter.maximum;
    return json;
}

void printJson(Output& out, const std::vector<studio::TableEntry>& entries) {
    OrderedJson all = OrderedJson::array();
    for (const studio::TableEntry& entry : entries) {
        OrderedJson json = {
            {"key",   entry.key  },
            {"title", entry.title},
            {"help",  entry.help }
        };
        OrderedJson parameters = OrderedJson::array();
        for (std::size_t i = 0; i < entry.parameters.size(); ++i)
            parameters.push_back(jsonOf(entry.parameters[i], dotted(entry, entry.parameters[i]),
                                        toText(entry.standards[i])));
        if (!parameters.empty())
            json["parameters"] = parameters;
        all.push_back(std::move(json));
    }
    out.prettyJson(all);
}

// Operators stand by themselves; keys of the recipe are what they are for.
void printOperators(Output& out, const std::string& what,
                    const std::vector<studio::TableEntry>& entries) {
    std::vector<std::vector<std::string>> rows;
    for (const studio::TableEntry& entry : entries) {
        rows.push_back({entry.key, "", "", entry.title});
        for (std::size_t i = 0; i < entry.parameters.size(); ++i)
            rows.push_back({"", entry.parameters[i].key,
                            standardText(entry.parameters[i], entry.standards[i]),
                            allowed(entry.parameters[i])});
    }
    out.table({what, "key", "default", "allowed"}, rows);
}

void printPlain(Output& out, const std::vector<studio::TableEntry>& entries) {
    std::vector<std::vector<std::string>> rows;
    bool parameters = false;
    for (const studio::TableEntry& entry : entries) {
        if (entry.parameters.empty())
            rows.push_back({entry.key, entry.title, entry.help});
        for (std::size_t i = 0; i < entry.parameters.size(); ++i) {
            parameters = true;
            rows.push_back({dotted(entry, entry.parameters[i]),
                            standardText(entry.parameters[i], entry.standards[i]),
                            allowed(entry.parameters[i])});
        }
    }
    if (parameters)
        out.table({"key", "default", "allowed"}, rows);
    else if (!rows.empty())
        out.table({"key", "title", "notes"}, rows);
}

// A text as Markdown shows it, in a table or outside.
std::string cell(std::string text) {
    for (std::size_t at = 0; (at = text.find_first_of("|<&\\", at)) != std::string::npos; at += 2)
        text.insert(at, "\\");
    return text;
}

void printParameters(Output& out, const studio::TableEntry& entry) {
    out.line("| key | default | allowed | meaning |");
    out.line("| --- | --- | --- | --- |");
    for (std::size_t i = 0; i < entry.parameters.size(); ++i) {
        const Parameter& parameter = entry.parameters[i];
        const std::string standard = toText(entry.standards[i]);
        out.line("| `" + parameter.key + "` | " +
                 (standard.empty() || standard == "[]" ? standardText(parameter, entry.standards[i])
                                                       : "`" + standard + "`") +
                 " | " + cell(allowed(parameter)) + " | " + cell(parameter.help) + " |");
    }
}

void printOperatorParts(Output& out, const std::string& table) {
    for (const studio::TableEntry& entry : studio::listTable(table)) {
        out.line("");
        out.line("### `" + entry.key + "`: " + entry.title);
        out.line("");
        out.line(cell(entry.help));
        if (entry.parameters.empty())
            continue;
        out.line("");
        printParameters(out, entry);
    }
}

void printClean(Output& out) {
    out.line("");
    out.line("## `clean`");
    out.line("");
    out.line("A list of rules, applied in their order to every text of every part before anything "
             "else sees it, and kept with");
    out.line("the model for `evaluate` and `predict`:");
    out.line("");
    out.line("```yaml");
    out.line("clean:");
    out.line("  - unicode: {form: NFKC}");
    out.line("  - html: {}");
    out.line("```");
    out.line("");
    out.line("`attune-cli clean RECIPE.yaml` shows what they do. On the command line "
             "`--set clean[0].form=NFC` changes one value, `--set");
    out.line("'clean=[html, {case: {to: lower}}]'` all of them. A rule with `off: true` keeps its "
             "place and does nothing.");
    out.line("The operators:");
    printOperatorParts(out, "cleaning");
}

void printAugment(Output& out) {
    out.line("");
    out.line("Below them `operators`: a list, applied in its order to every copy. Which copy is "
             "rewritten how hangs on");
    out.line(
        "`augment.seed` (without it, `training.seed`), the operator and its place in the list, "
        "the row and the number of the");
    out.line("copy, and on nothing else.");
    out.line("");
    out.line("```yaml");
    out.line("augment:");
    out.line("  copies: 2");
    out.line("  balance: 1");
    out.line("  protect: [not, never]");
    out.line("  operators:");
    out.line("    - synonym: {rate: 0.1}");
    out.line("    - keyboard: {rate: 0.05}");
    out.line("```");
    out.line("");
    out.line("`attune-cli augment RECIPE.yaml` writes exactly the texts that `train` uses, in the "
             "same order. On the command line");
    out.line("`--set augment.operators[0].rate=0.2` changes one value. An operator with `off: "
             "true` keeps its place and does");
    out.line("nothing; the others draw as they did. The operators:");
    printOperatorParts(out, "augmentation");
}

void printMarkdown(Output& out, const std::vector<studio::TableEntry>& entries) {
    out.line("# The recipe");
    out.line("");
    out.line(
        "Every key of a recipe, with its default. Paths start from the recipe's folder; on the "
        "command line");
    out.line("(`--set training.epochs=2`) from the current one. This page is the output of");
    out.line("`attune-cli list parameters --markdown`.");
    for (const studio::TableEntry& entry : entries) {
        if (entry.key == "augment")
            printClean(out);
        out.line("");
        out.line("## " + (entry.key.empty() ? entry.title : "`" + entry.key + "`"));
        out.line("");
        out.line(entry.help);
        out.line("");
        printParameters(out, entry);
        if (entry.key == "augment")
            printAugment(out);
    }
}

void listModels(Context& context, bool json) {
    const studio::FoundModels found = studio::findModels({}, context.interrupt.token());
    if (json) {
        OrderedJson models = OrderedJson::array();
        for (const studio::ModelCard& card : found.cards)
            models.push_back({
                {"name",         card.name       },
                {"path",         card.path       },
                {"commit",       card.commit     },
                {"family",       card.family     },
                {"weight_bytes", card.weightBytes},
                {"finished",     card.finished   },
                {"problem",      OrderedJson()   }
            });
        for (const studio::RefusedModel& model : found.refused)
            models.push_back({
                {"name",    model.name          },
                {"path",    model.path          },
                {"problem", model.problem.text()}
            });
        return context.out.prettyJson(models);
    }
    for (const studio::ModelCard& card : found.cards)
        context.out.line(visible(card.name) + "  " + card.family + ", " +
                         bytesText(card.weightBytes) + "  " + visible(card.path));
    for (const studio::RefusedModel& model : found.refused) {
        context.out.line(visible(model.name) + "  cannot be used  " + visible(model.path));
        context.out.line("  " + model.problem.text());
    }
    if (found.cards.empty())
        context.terminal.say("No model is there that can be used. “attune-cli fetch ORG/NAME” "
                             "downloads one.");
}

std::vector<std::string> tableNames() {
    std::vector<std::string> names = studio::tableNames();
    names.emplace_back(kModels);
    return names;
}

struct Settings {
    std::string table;
    bool json = false;
    bool markdown = false;
};

int list(Context& context, const Settings& settings) {
    if (settings.table == kModels && !settings.markdown) {
        listModels(context, settings.json);
        return 0;
    }
    const std::vector<std::string> tables = tableNames();
    if (std::find(tables.begin(), tables.end(), settings.table) == tables.end())
        throw UsageError(say(ATTUNE_TEXT("core", "There is no table “%1”."), settings.table), {},
                         keySuggestion(settings.table, tables));
    const std::vector<studio::TableEntry> entries = studio::listTable(settings.table);
    if (settings.markdown) {
        if (settings.table != "parameters")
            throw UsageError(say(ATTUNE_TEXT("core", "--markdown goes with “parameters” alone.")));
        printMarkdown(context.out, entries);
    } else if (settings.json) {
        printJson(context.out, entries);
    } else {
        if (entries.empty())
            context.terminal.say("This version has none.");
        if (settings.table == "operators" || settings.table == "cleaning" ||
            settings.table == "augmentation")
            printOperators(context.out, "operator", entries);
        else if (settings.table == "exporters")
            printOperators(context.out, "format", entries);
        else
            printPlain(context.out, entries);
    }
    return 0;
}

} // namespace

const Command listCommand = {
    "list", "List what there is: models, families, metrics, every key of a recipe, ...",
    [](CLI::App& app) -> std::function<int(Context&)> {
        auto settings = std::make_shared<Settings>();
        app.add_option("TABLE", settings->table, listed(tableNames()))->required();
        app.add_flag("--json", settings->json, "Print one JSON document");
        app.add_flag("--markdown", settings->markdown, "Print the parameters as a page");
        return [settings](Context& context) { return list(context, *settings); };
    }};

} // namespace attune::cli
