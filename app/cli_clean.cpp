// SPDX-License-Identifier: GPL-3.0-or-later
// clean: what the rules of a recipe do to its texts, row by row, before anything is trained.
#include "cli_command.h"
#include "cli_recipe.h"
#include "cli_rows.h"
#include "studio/output_file.h"

namespace attune::cli {

namespace {

using studio::CleanedRow;

std::string quoted(const std::string& cell) {
    if (cell.find_first_of(",\"\r\n") == std::string::npos)
        return cell;
    std::string out = "\"";
    for (const char c : cell)
        out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + "\"";
}

// The names of the rules whose bits are set: that changed a row, or gave up on it.
std::vector<std::string> namesOf(const CleaningSettings& rules, std::uint64_t changed) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < rules.size(); ++i)
        if ((changed >> i & 1) != 0)
            names.push_back(rules[i].name);
    return names;
}

std::string csvLine(const Recipe& recipe, const CleanedRow& row) {
    std::string rules;
    for (const std::string& name : namesOf(recipe.clean, row.changed))
        rules += (rules.empty() ? "" : " ") + name;
    std::string line = row.part + "," + std::to_string(row.line) + "," + rules + "," +
                       quoted(row.before) + "," + quoted(row.after);
    if (!recipe.data.text_pair.empty())
        line += "," + quoted(row.pairBefore) + "," + quoted(row.pairAfter);
    return line;
}

OrderedJson jsonOf(const Recipe& recipe, const CleanedRow& row) {
    OrderedJson json = {
        {"part",  row.part            },
        {"line",  row.line            },
        {"rules", namesOf(recipe.clean, row.changed)},
        {"before",       row.before                   },
        {"after",       row.after }
    };
    if (row.refused != 0)
        json["too_hard"] = namesOf(recipe.clean, row.refused);
    if (!recipe.data.text_pair.empty()) {
        json["pair_before"] = row.pairBefore;
        json["pair_after"] = row.pairAfter;
    }
    return json;
}

OrderedJson jsonOf(const Recipe& recipe, const studio::CleaningFigures& figures) {
    OrderedJson hard = OrderedJson::array();
    for (const auto& text : figures.tooHard) {
        OrderedJson one;
        one["part"] = text.part;
        one["line"] = text.line;
        one["rules"] = namesOf(recipe.clean, text.rules);
        hard.push_back(std::move(one));
    }
    OrderedJson rules = OrderedJson::array();
    for (const auto& rule : figures.rules)
        rules.push_back({
            {"operator", rule.name   },
            {"changed",  rule.changed},
            {"refused",  rule.refused}
        });
    return {
        {"texts",      figures.texts    },
        {"changed",    figures.changed  },
        {"emptied",    figures.emptied  },
        {"lost_spans", figures.lostSpans},
        {"rules",      rules            },
        {"too_hard",   hard             }
    };
}

void tellFigures(Terminal& terminal, const Recipe& recipe, const studio::CleaningFigures& figures) {
    terminal.say(grouped(figures.changed) + " of " + counted(figures.texts, "text") + " changed");
    for (std::size_t i = 0; i < figures.rules.size(); ++i) {
        const auto& rule = figures.rules[i];
        terminal.say("  " + std::to_string(i + 1) + ". " + rule.name + ": " +
                     grouped(rule.changed) +
                     (rule.refused > 0 ? ", too hard: " + grouped(rule.refused) : ""));
    }
    for (const auto& text : figures.tooHard) {
        std::string names;
        for (const std::string& name : namesOf(recipe.clean, text.rules))
            names += (names.empty() ? "" : ", ") + name;
        terminal.say("  too hard: " + text.part + ", line " + std::to_string(text.line) + " (" +
                     names + ")");
    }
    if (figures.emptied > 0)
        terminal.warn(counted(figures.emptied, "text") + " left empty");
    if (figures.lostSpans > 0)
        terminal.warn(counted(figures.lostSpans, "labelled span") + " without any text left");
}

int clean(Context& context, const RowsOptions& options) {
    Problems warnings;
    const auto uses = [](const Recipe&) -> std::vector<std::string> {
        return {"data", "clean", "training.seed"};
    };
    const Recipe recipe = loadRecipe({options.recipe, options.settings, {}, uses}, warnings);
    tellProblems(context.terminal, warnings);
    studio::refuseToReplaceInputs(recipe, fromUtf8(options.recipe), fromUtf8(options.output));
    if (recipe.clean.empty())
        context.terminal.say("The recipe has no “clean” rules: the texts stay as they are.");
    studio::ReadData read;
    studio::CleaningFigures figures;
    OrderedJson rows = writeRows<CleanedRow>(
        context, options,
        std::string("part,line,rules,before,after") +
            (recipe.data.text_pair.empty() ? "" : ",pair_before,pair_after"),
        [&](const CleanedRow& row) { return csvLine(recipe, row); },
        [&](const CleanedRow& row) { return jsonOf(recipe, row); },
        [&](const std::function<void(const CleanedRow&)>& row) {
            figures = studio::cleanRows(
                recipe, options.limit, row, context.interrupt.token(),
                [&](double done, double all) {
                    context.terminal.progress("cleaning", all > 0 ? done / all : -1);
                },
                &read);
        });
    context.terminal.finish();
    tellProblems(context.terminal, read.notes);
    if (!options.json) {
        tellFigures(context.terminal, recipe, figures);
        return 0;
    }
    OrderedJson json = jsonOf(recipe, figures);
    addReadData(json, read);
    if (options.output.empty())
        json["rows"] = std::move(rows);
    context.out.prettyJson(json);
    return 0;
}

} // namespace

const Command cleanCommand = {"clean", "Show what the cleaning rules of a recipe do to its texts",
                              [](CLI::App& app) -> std::function<int(Context&)> {
                                  auto options = std::make_shared<RowsOptions>();
                                  addRowsOptions(app, *options, "clean[0].form=NFC");
                                  return [options](Context& context) {
                                      return clean(context, *options);
                                  };
                              }};

} // namespace attune::cli
