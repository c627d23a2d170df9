// SPDX-License-Identifier: GPL-3.0-or-later
// clean: what the rules of a recipe do to its texts, row by row, before anything is trained.
#include "base/files.h"
#include "cli_command.h"
#include "cli_recipe.h"

namespace attune::cli {

namespace {

struct CleanSettings {
    std::string recipe;
    std::vector<std::string> settings;
    std::size_t limit = 0;
    std::string output;
    bool json = false;
};

std::string quoted(const std::string& cell) {
    if (cell.find_first_of(",\"\r\n") == std::string::npos)
        return cell;
    std::string out = "\"";
    for (const char c : cell)
        out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + "\"";
}

// The names of the rules that changed a row.
std::vector<std::string> namesOf(const CleaningSettings& rules, std::uint64_t changed) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < rules.size(); ++i)
        if ((changed >> i & 1) != 0)
            names.push_back(rules[i].name);
    return names;
}

std::string csvLine(const Recipe& recipe, const studio::CleanedRow& row) {
    std::string rules;
    for (const std::string& name : namesOf(recipe.clean, row.changed))
        rules += (rules.empty() ? "" : " ") + name;
    std::string line = row.part + "," + std::to_string(row.line) + "," + rules + "," +
                       quoted(row.before) + "," + quoted(row.after);
    if (!recipe.data.text_pair.empty())
        line += "," + quoted(row.pairBefore) + "," + quoted(row.pairAfter);
    return line;
}

OrderedJson jsonOf(const Recipe& recipe, const studio::CleanedRow& row) {
    OrderedJson json = {
        {"part",  row.part            },
        {"line",  row.line            },
        {"rules", namesOf(recipe.clean, row.changed)},
        {"before",       row.before                   },
        {"after",       row.after }
    };
    if (!recipe.data.text_pair.empty()) {
        json["pair_before"] = row.pairBefore;
        json["pair_after"] = row.pairAfter;
    }
    return json;
}

OrderedJson jsonOf(const studio::CleaningFigures& figures) {
    OrderedJson rules = OrderedJson::array();
    for (const auto& rule : figures.rules)
        rules.push_back({
            {"operator", rule.name   },
            {"changed",  rule.changed},
            {"refused",  rule.refused}
        });
    return {
        {"texts",   figures.texts  },
        {"changed", figures.changed},
        {"emptied", figures.emptied},
        {"rules",   rules          }
    };
}

void tellFigures(Terminal& terminal, const studio::CleaningFigures& figures) {
    terminal.say(grouped(figures.changed) + " of " + counted(figures.texts, "text") + " changed");
    for (std::size_t i = 0; i < figures.rules.size(); ++i) {
        const auto& rule = figures.rules[i];
        terminal.say("  " + std::to_string(i + 1) + ". " + rule.name + ": " +
                     grouped(rule.changed) +
                     (rule.refused > 0 ? ", too hard: " + grouped(rule.refused) : ""));
    }
    if (figures.emptied > 0)
        terminal.warn(counted(figures.emptied, "text") + " left empty");
}

int clean(Context& context, const CleanSettings& settings) {
    Problems warnings;
    const Recipe recipe = loadRecipe(settings.recipe, settings.settings, {}, false, warnings);
    tellProblems(context.terminal, warnings);
    if (recipe.clean.empty())
        context.terminal.say("The recipe has no “clean” rules: the texts stay as they are.");
    const auto progress = [&](double done, double all) {
        context.terminal.progress("cleaning", all > 0 ? done / all : -1);
    };
    const auto run = [&](const std::function<void(const studio::CleanedRow&)>& row) {
        return studio::cleanRows(recipe, settings.limit, row, context.interrupt.token(), progress);
    };
    const std::string header = std::string("part,line,rules,before,after") +
                               (recipe.data.text_pair.empty() ? "" : ",pair_before,pair_after");
    studio::CleaningFigures figures;
    OrderedJson rows = OrderedJson::array();
    if (!settings.output.empty()) {
        publishFile(fromUtf8(settings.output), [&](FileWriter& file) {
            file.write(header + "\n");
            figures = run(
                [&](const studio::CleanedRow& row) { file.write(csvLine(recipe, row) + "\n"); });
        });
    } else if (settings.json) {
        figures = run([&](const studio::CleanedRow& row) { rows.push_back(jsonOf(recipe, row)); });
    } else {
        context.out.line(header);
        figures =
            run([&](const studio::CleanedRow& row) { context.out.line(csvLine(recipe, row)); });
    }
    context.terminal.finish();
    if (!settings.json) {
        tellFigures(context.terminal, figures);
        return 0;
    }
    OrderedJson json = jsonOf(figures);
    if (settings.output.empty())
        json["rows"] = std::move(rows);
    context.out.prettyJson(json);
    return 0;
}

} // namespace

const Command cleanCommand = {
    "clean", "Show what the cleaning rules of a recipe do to its texts",
    [](CLI::App& app) -> std::function<int(Context&)> {
        auto settings = std::make_shared<CleanSettings>();
        app.add_option("RECIPE", settings->recipe, "The recipe, a YAML file")->required();
        app.add_option("--set", settings->settings,
                       "Change a value of the recipe, such as clean[0].form=NFC")
            ->type_name("KEY=VALUE")
            ->allow_extra_args(false);
        app.add_option("--limit", settings->limit, "Only so many rows; 0: all")
            ->type_name("N")
            ->capture_default_str();
        app.add_option("--output", settings->output,
                       "Write the rows to this csv file instead of standard output")
            ->type_name("FILE.csv");
        app.add_flag("--json", settings->json, "Print one JSON document");
        return [settings](Context& context) { return clean(context, *settings); };
    }};

} // namespace attune::cli
