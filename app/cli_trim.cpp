// SPDX-License-Identifier: GPL-3.0-or-later
// trim: a model folder with the vocabulary that given texts need.
#include "cli_command.h"
#include "studio/vocabulary.h"

namespace attune::cli {

namespace {

struct TrimSettings {
    studio::TrimOptions options;
    bool json = false;
};

OrderedJson jsonOf(const studio::TrimOutcome& outcome) {
    const TrimReport& report = outcome.report;
    OrderedJson dropped = OrderedJson::array(), affected = OrderedJson::array();
    for (const auto& token : report.dropped)
        dropped.push_back({
            {"token", token.token},
            {"count", token.count}
        });
    for (const auto& text : report.affected)
        affected.push_back({
            {"number",  text.number + 1},
            {"text",    text.text      },
            {"dropped", text.dropped   }
        });
    OrderedJson json = {
        {"path",           outcome.path        },
        {"tokens_before",  report.before       },
        {"tokens_after",   report.after        },
        {"bytes_before",   outcome.bytesBefore },
        {"bytes_after",    outcome.bytesAfter  },
        {"texts",          report.texts        },
        {"text_tokens",    report.tokens       },
        {"dropped_tokens", report.droppedTokens},
        {"unknown_before", report.unknown      },
        {"unknown_after",  report.unknownAfter },
        {"affected_texts", report.affectedTexts},
        {"most_dropped",   dropped             },
        {"affected",       affected            },
    };
    if (outcome.path.empty())
        json.erase("bytes_after");
    return json;
}

void print(Output& out, const studio::TrimOutcome& outcome) {
    const TrimReport& report = outcome.report;
    out.line("vocabulary    " + grouped(report.before) + " -> " + grouped(report.after) +
             " tokens");
    if (!outcome.path.empty())
        out.line("weights       " + bytesText(outcome.bytesBefore) + " -> " +
                 bytesText(outcome.bytesAfter));
    const double share = report.tokens == 0 ? 0
                                            : 100.0 * static_cast<double>(report.droppedTokens) /
                                                  static_cast<double>(report.tokens);
    out.line("texts         " + grouped(static_cast<std::int64_t>(report.texts)) + ", " +
             grouped(static_cast<std::int64_t>(report.tokens)) + " tokens; " +
             grouped(static_cast<std::int64_t>(report.droppedTokens)) + " of them dropped (" +
             fixed(share, 3) + "%)");
    const std::int64_t same = static_cast<std::int64_t>(report.texts - report.affectedTexts);
    out.line("checked       " + grouped(same) + " texts give the same tokens as before, " +
             grouped(static_cast<std::int64_t>(report.affectedTexts)) + " are written otherwise");
    out.line("unknown       " + grouped(static_cast<std::int64_t>(report.unknown)) + " -> " +
             grouped(static_cast<std::int64_t>(report.unknownAfter)) + " tokens");
    std::string tokens;
    for (std::size_t i = 0; i < report.dropped.size() && i < 12; ++i)
        tokens += (i > 0 ? "  " : "") + visible(report.dropped[i].token) + " (" +
                  std::to_string(report.dropped[i].count) + ")";
    if (!tokens.empty())
        out.line("most dropped  " + tokens);
    out.line(outcome.path.empty() ? "Nothing was written: no --output was given."
                                  : "written to    " + visible(outcome.path));
}

int trim(Context& context, const TrimSettings& settings) {
    const studio::TrimOutcome outcome = studio::trimModelFolder(
        settings.options,
        [&](double done, double all) {
            context.terminal.progress("trimming", all > 0 ? done / all : -1);
        },
        context.interrupt.token());
    context.terminal.finish();
    tellProblems(context.terminal, outcome.notes);
    if (settings.json)
        context.out.prettyJson(jsonOf(outcome));
    else
        print(context.out, outcome);
    return 0;
}

} // namespace

const Command trimCommand = {
    "trim", "Take out of a model's vocabulary what given texts do not need",
    [](CLI::App& app) -> std::function<int(Context&)> {
        auto settings = std::make_shared<TrimSettings>();
        studio::TrimOptions& options = settings->options;
        app.add_option("MODEL_DIR", options.model,
                       "A model folder, a run folder, or ORG/NAME[@REVISION] of the local cache")
            ->required();
        app.add_option("--corpus", options.rule.corpora,
                       "Texts: a table, or a .txt file by lines; may be given more than once")
            ->required()
            ->type_name("FILE");
        app.add_option("--text", options.text, "Column of the texts in a table")->type_name("COL");
        auto* rules = app.add_option_group("rule", "Which tokens stay (one of these)");
        rules->add_option("--min-count", options.rule.min_count, "Those met at least N times")
            ->type_name("N")
            ->check(CLI::Range(std::int64_t{1}, std::int64_t{1'000'000'000}));
        rules
            ->add_option("--coverage", options.rule.coverage,
                         "The fewest that make up this share of the texts' tokens")
            ->type_name("P")
            ->check(CLI::Range(0.0, 1.0));
        rules->add_option("--max-size", options.rule.max_size, "N of them, those met most often")
            ->type_name("N")
            ->check(CLI::Range(std::int64_t{1}, std::int64_t{4'000'000}));
        rules->require_option(1);
        app.add_option("--keep", options.rule.keep, "A word whose tokens stay in any case")
            ->type_name("WORD");
        app.add_option("--encoding", options.encoding, "Encoding of the texts (auto)");
        app.add_option("--delimiter", options.delimiter, "Delimiter of tables (auto)");
        app.add_option("--output", options.output,
                       "A folder that does not exist yet; left out: only tells what would be done")
            ->type_name("DIR");
        app.add_flag("--json", settings->json, "Print one JSON document");
        app.footer("Every text none of whose tokens is dropped gives the same tokens and the same "
                   "answers as before;\nthe texts are encoded again to check it. "
                   "trimmed_vocabulary.json keeps the ids that tokens had.");
        return [settings](Context& context) { return trim(context, *settings); };
    }};

} // namespace attune::cli
