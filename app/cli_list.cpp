// SPDX-License-Identifier: GPL-3.0-or-later
// list: the tables of what there is; `list parameters --markdown` makes docs/recipe.md.
#include "base/lists.h"
#include "cli_command.h"

#include <map>

namespace attune::cli {

namespace {

using Kind = Parameter::Kind;

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

std::string standardText(const RecipeParameter& entry) {
    const std::string text = toText(entry.standard);
    if (!text.empty())
        return text;
    return entry.parameter.required ? "(must be given)" : "(not set)";
}

std::map<std::string, RecipeParameter> parametersByKey() {
    std::map<std::string, RecipeParameter> out;
    for (RecipeParameter& entry : parametersOf(Recipe()))
        out.emplace(entry.key, entry);
    return out;
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
    const auto recipe = parametersByKey();
    OrderedJson all = OrderedJson::array();
    for (const studio::TableEntry& entry : entries) {
        OrderedJson json = {
            {"key",   entry.key  },
            {"title", entry.title},
            {"help",  entry.help }
        };
        OrderedJson parameters = OrderedJson::array();
        for (const Parameter& parameter : entry.parameters) {
            const std::string key = dotted(entry, parameter);
            const auto known = recipe.find(key);
            parameters.push_back(jsonOf(
                parameter, key, known == recipe.end() ? "" : toText(known->second.standard)));
        }
        if (!parameters.empty())
            json["parameters"] = parameters;
        all.push_back(std::move(json));
    }
    out.prettyJson(all);
}

void printPlain(Output& out, const std::vector<studio::TableEntry>& entries) {
    std::vector<std::vector<std::string>> rows;
    bool parameters = false;
    const auto recipe = parametersByKey();
    for (const studio::TableEntry& entry : entries) {
        if (entry.parameters.empty())
            rows.push_back({entry.key, entry.title, entry.help});
        for (const Parameter& parameter : entry.parameters) {
            parameters = true;
            const std::string key = dotted(entry, parameter);
            rows.push_back({key, standardText(recipe.at(key)), allowed(parameter)});
        }
    }
    if (parameters)
        out.table({"key", "default", "allowed"}, rows);
    else if (!rows.empty())
        out.table({"key", "title", "notes"}, rows);
}

std::string cell(std::string text) {
    for (std::size_t at = 0; (at = text.find('|', at)) != std::string::npos; at += 2)
        text.insert(at, "\\");
    return text;
}

void printMarkdown(Output& out, const std::vector<studio::TableEntry>& entries) {
    const auto recipe = parametersByKey();
    out.line("# The recipe");
    out.line("");
    out.line(
        "Every key of a recipe, with its default. Paths start from the recipe's folder; on the "
        "command line");
    out.line("(`--set training.epochs=2`) from the current one. This page is the output of");
    out.line("`attune-cli list parameters --markdown`.");
    for (const studio::TableEntry& entry : entries) {
        out.line("");
        out.line("## " + (entry.key.empty() ? entry.title : "`" + entry.key + "`"));
        out.line("");
        out.line(entry.help);
        out.line("");
        out.line("| key | default | allowed | meaning |");
        out.line("| --- | --- | --- | --- |");
        for (const Parameter& parameter : entry.parameters) {
            const RecipeParameter& known = recipe.at(dotted(entry, parameter));
            const std::string standard = toText(known.standard);
            out.line("| `" + parameter.key + "` | " +
                     (standard.empty() ? standardText(known) : "`" + standard + "`") + " | " +
                     cell(allowed(parameter)) + " | " + cell(parameter.help) + " |");
        }
    }
}

struct Settings {
    std::string table;
    bool json = false;
    bool markdown = false;
};

int list(Context& context, const Settings& settings) {
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
        printPlain(context.out, entries);
    }
    return 0;
}

} // namespace

const Command listCommand = {
    "list", "List what there is: families, metrics, every key of a recipe, ...",
    [](CLI::App& app) -> std::function<int(Context&)> {
        auto settings = std::make_shared<Settings>();
        app.add_option("TABLE", settings->table, listed(studio::tableNames()))->required();
        app.add_flag("--json", settings->json, "Print one JSON document");
        app.add_flag("--markdown", settings->markdown, "Print the parameters as a page");
        return [settings](Context& context) { return list(context, *settings); };
    }};

} // namespace attune::cli
