// SPDX-License-Identifier: GPL-3.0-or-later
// report: what is to be told of a finished run, in one file.
#include "cli_command.h"
#include "studio/report_file.h"

namespace attune::cli {

namespace {

struct Settings {
    std::string run;
    std::string to;
    std::size_t wrong = studio::FactOptions().wrongTexts;
    bool overwrite = false;
    bool json = false;
};

int report(Context& context, const Settings& settings) {
    if (settings.to.empty() && !settings.json)
        throw UsageError(say(ATTUNE_TEXT("core", "Nothing was asked for.")), "report",
                         say(ATTUNE_TEXT("core", "Give --to FILE.html, or --json.")));
    const fs::path output = fromUtf8(settings.to);
    if (!settings.to.empty())
        studio::checkReportFile(output, settings.overwrite);
    if (!settings.to.empty())
        studio::keepRunWhole(fromUtf8(settings.run), output);
    const studio::RunFacts facts = studio::collectFacts(
        fromUtf8(settings.run), {settings.wrong}, context.interrupt.token(),
        [&](double done, double all) {
            context.terminal.progress("answering the texts once more", all > 0 ? done / all : -1);
        });
    context.terminal.finish();
    if (!facts.wrongUnknown.empty())
        context.terminal.say("The wrong texts are left out: " + facts.wrongUnknown.text());
    if (!settings.to.empty()) {
        studio::writeReport(facts, output);
        context.terminal.say("The report is in " + settings.to + ".");
    }
    if (settings.json)
        context.out.prettyJson(studio::toJson(facts));
    return 0;
}

} // namespace

const Command reportCommand = {
    "report", "Tell of a finished run in one file: figures, curves, wrong texts, data, recipe",
    [](CLI::App& app) -> std::function<int(Context&)> {
        auto settings = std::make_shared<Settings>();
        app.add_option("RUN", settings->run, "A finished run folder")->required();
        app.add_option("--to", settings->to,
                       "Where the report goes: .html (one file that needs nothing beside it) or "
                       ".json")
            ->type_name("FILE");
        app.add_option(
               "--wrong", settings->wrong,
               "How many of the texts that the model got wrong; for them the held-out texts "
               "are answered once more (default: 20)")
            ->type_name("N");
        app.add_flag("--overwrite", settings->overwrite, "Replace a file that is there");
        app.add_flag("--json", settings->json, "Print one JSON document");
        return [settings](Context& context) { return report(context, *settings); };
    }};

} // namespace attune::cli
