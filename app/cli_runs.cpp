// SPDX-License-Identifier: GPL-3.0-or-later
// runs: the runs of a folder, and what sets some of them apart.
#include "cli_command.h"
#include "studio/runs.h"

#include <algorithm>
#include <cmath>
#include <ctime>

namespace attune::cli {

namespace {

const char* wordOf(const studio::RunSummary& run) {
    using Reason = FinishedEvent::Reason;
    switch (run.state) {
    case studio::RunState::Running:
        return "running";
    case studio::RunState::Paused:
        return "paused";
    case studio::RunState::Finished:
        return run.ended == Reason::EarlyStopped    ? "done early"
               : run.ended == Reason::StoppedByUser ? "stopped, kept"
                                                    : "done";
    case studio::RunState::Failed:
        return "failed";
    case studio::RunState::Interrupted:
        return run.ended ? "stopped" : "broken off";
    case studio::RunState::Unknown:
        break;
    }
    return "broken off";
}

OrderedJson numberOrNull(std::optional<double> value) {
    return value && std::isfinite(*value) ? OrderedJson(*value) : OrderedJson();
}

std::optional<double> known(double value) {
    return value > 0 ? std::optional(value) : std::nullopt;
}

std::string scoreOf(std::optional<double> score) {
    return score && std::isfinite(*score) ? fixed(*score, 4) : "-";
}

std::string sizeOf(std::uint64_t bytes) { return bytes > 0 ? bytesText(bytes) : "-"; }
std::string timeOf(double seconds) {
    return seconds <= 0 ? "-" : seconds < 60 ? fixed(seconds, 1) + " s" : clockText(seconds);
}

// "2026-11-30 13:58", in the time of this place.
std::string dateOf(double seconds) {
    if (seconds <= 0)
        return "-";
    const auto time = static_cast<std::time_t>(seconds);
    std::tm parts{};
    localtime_r(&time, &parts);
    char text[32];
    return {text, std::strftime(text, sizeof text, "%Y-%m-%d %H:%M", &parts)};
}

// "2 of 3": epochs that were trained, of the plan.
std::string epochsOf(const studio::RunSummary& run) {
    if (run.step == 0)
        return "-";
    const double tenths = std::round(run.epoch * 10);
    const std::string epochs = fixed(tenths / 10, std::fmod(tenths, 10) == 0 ? 0 : 1);
    return run.step >= run.steps ? epochs : epochs + " of " + std::to_string(run.epochs);
}

OrderedJson jsonOf(const studio::RunSummary& run) {
    OrderedJson validation = OrderedJson::array();
    for (const studio::RunPoint& point : run.validation) {
        OrderedJson entry = {
            {"step",  point.step },
            {"epoch", point.epoch},
            {"best",  point.best }
        };
        for (std::size_t i = 0; i < metricTable().size(); ++i)
            entry[metricTable()[i].key] = numberOrNull(point.scores[i]);
        validation.push_back(std::move(entry));
    }
    OrderedJson test;
    for (std::size_t i = 0; i < run.test.size(); ++i)
        test[metricTable()[i].key] = numberOrNull(run.test[i]);
    return {
        {"name",              run.name                               },
        {"path",              run.path                               },
        {"state",             wordOf(run)                            },
        {"failure",           run.failure.text()                     },
        {"can_resume",        run.canResume                          },
        {"started",           numberOrNull(known(run.started))       },
        {"step",              run.step                               },
        {"steps",             run.steps                              },
        {"epoch",             run.epoch                              },
        {"epochs",            run.epochs                             },
        {"seconds_per_epoch", numberOrNull(known(run.epochSeconds))  },
        {"best_metric",       run.metric                             },
        {"best_score",        numberOrNull(run.bestScore(run.metric))},
        {"test",              test                                   },
        {"model_bytes",       run.modelBytes                         },
        {"validation",        validation                             }
    };
}

void printRuns(Context& context, const std::vector<studio::RunSummary>& runs) {
    const std::string metric = studio::commonMetric(runs);
    std::vector<std::vector<std::string>> rows;
    for (const studio::RunSummary& run : runs)
        rows.push_back({visible(run.name), wordOf(run), scoreOf(run.bestScore(metric)),
                        scoreOf(run.testScore(metric)), epochsOf(run), timeOf(run.epochSeconds),
                        sizeOf(run.modelBytes), dateOf(run.started)});
    // "best macro F1": of the validation part; the test part is told by the same metric.
    const std::string title = inSentence(metricOf(metric).title);
    context.out.table(
        {"run", "state", "best " + title, "on test", "epochs", "an epoch", "model", "started"},
        rows);
    for (const studio::RunSummary& run : runs)
        if (run.state == studio::RunState::Failed)
            context.terminal.say(run.name + ": " + run.failure.text());
}

// The run that is meant: by its name among those of the folder, else by the path of its folder.
studio::RunSummary runOf(const std::string& given, const std::vector<studio::RunSummary>& runs) {
    std::vector<std::string> names;
    for (const studio::RunSummary& run : runs) {
        if (run.name == given)
            return run;
        names.push_back(run.name);
    }
    const std::vector<studio::RunSummary> there = studio::readRuns(fromUtf8(given));
    std::error_code ignored;
    if (there.size() == 1 && fs::equivalent(fromUtf8(there[0].path), fromUtf8(given), ignored))
        return there[0];
    const std::string near = nearestKey(given, names);
    throw UsageError(
        say(ATTUNE_TEXT("core", "There is no run “%1”."), given), {},
        near.empty()
            ? say(ATTUNE_TEXT("core", "“attune-cli runs FOLDER” lists the runs of a folder."))
            : say(ATTUNE_TEXT("core", "Did you mean “%1”?"), near));
}

void printComparison(Context& context, const std::vector<studio::RunSummary>& runs,
                     const studio::RunComparison& comparison) {
    const std::string metric = studio::commonMetric(runs);
    std::vector<std::string> head = {"setting"};
    for (const studio::RunSummary& run : runs)
        head.push_back(visible(run.name));
    std::vector<std::vector<std::string>> rows;
    for (const auto& row : comparison.rows) {
        rows.push_back({row.key});
        for (const std::string& value : row.values)
            rows.back().push_back(value.empty() ? "-" : visible(value));
    }
    const auto result = [&](const std::string& name, auto value) {
        rows.push_back({name});
        for (const studio::RunSummary& run : runs)
            rows.back().push_back(value(run));
    };
    result("= " + metric + ", test",
           [&](const studio::RunSummary& run) { return scoreOf(run.testScore(metric)); });
    result("= " + metric + ", validation",
           [&](const studio::RunSummary& run) { return scoreOf(run.bestScore(metric)); });
    result("= model", [](const studio::RunSummary& run) { return sizeOf(run.modelBytes); });
    result("= an epoch", [](const studio::RunSummary& run) { return timeOf(run.epochSeconds); });
    context.terminal.say(std::to_string(comparison.rows.size()) + " of " +
                         counted(static_cast<std::int64_t>(comparison.settings), "setting") +
                         (comparison.rows.size() == 1 ? " differs" : " differ"));
    context.out.table(head, rows);
}

struct Settings {
    std::string folder;
    std::vector<std::string> compare;
    bool json = false;
};

// As given; else ./runs where there is one, else where the window puts them.
fs::path folderOf(const Settings& settings) {
    std::error_code ignored;
    if (settings.folder.empty())
        return fs::is_directory("runs", ignored) ? fs::path("runs") : studio::defaultRunsFolder();
    const fs::path folder = fromUtf8(settings.folder);
    if (!fs::is_directory(folder, ignored))
        throw UsageError(say(ATTUNE_TEXT("core", "There is no such folder.")), settings.folder,
                         say(ATTUNE_TEXT("core", "Name the folder that the runs lie in.")));
    return folder;
}

int compare(Context& context, const Settings& settings,
            const std::vector<studio::RunSummary>& all) {
    if (settings.compare.size() < 2)
        throw UsageError(say(ATTUNE_TEXT("core", "Two runs or more are needed to compare.")));
    std::vector<studio::RunSummary> runs;
    std::vector<const Recipe*> recipes;
    for (const std::string& given : settings.compare)
        runs.push_back(runOf(given, all));
    for (const studio::RunSummary& run : runs) {
        if (!run.recipe)
            throw Error(run.recipeProblem, run.path + "/recipe.yaml");
        recipes.push_back(run.recipe.get());
    }
    const studio::RunComparison comparison = studio::compareRuns(recipes);
    if (!settings.json) {
        printComparison(context, runs, comparison);
        return 0;
    }
    OrderedJson list = OrderedJson::array(), differences = OrderedJson::array();
    for (const studio::RunSummary& run : runs)
        list.push_back(jsonOf(run));
    for (const auto& row : comparison.rows)
        differences.push_back({
            {"key",    row.key   },
            {"values", row.values}
        });
    context.out.prettyJson({
        {"runs",        list               },
        {"settings",    comparison.settings},
        {"differences", differences        }
    });
    return 0;
}

int runs(Context& context, const Settings& settings) {
    const fs::path folder = folderOf(settings);
    studio::RunList list(folder);
    const std::vector<studio::RunSummary>& found = list.look(context.interrupt.token());
    if (context.interrupt.token().stop_requested())
        throw Cancelled();
    if (!settings.compare.empty())
        return compare(context, settings, found);
    if (settings.json) {
        OrderedJson all = OrderedJson::array();
        for (const studio::RunSummary& run : found)
            all.push_back(jsonOf(run));
        context.out.prettyJson(all);
        return 0;
    }
    if (found.empty())
        context.terminal.say("No run is in " + visible(toUtf8(fs::absolute(folder))) + ".");
    else
        printRuns(context, found);
    return 0;
}

} // namespace

const Command runsCommand = {
    "runs", "List the runs of a folder, and compare some of them",
    [](CLI::App& app) -> std::function<int(Context&)> {
        auto settings = std::make_shared<Settings>();
        app.add_option("FOLDER", settings->folder,
                       "The folder that the runs lie in; left out: ./runs where there is one, else "
                       "where the window puts them");
        app.add_option("--compare", settings->compare,
                       "Names of runs, or their folders: the settings that differ, and what they "
                       "led to")
            ->type_name("RUN RUN")
            ->expected(1, -1);
        app.add_flag("--json", settings->json, "Print one JSON document");
        app.footer("Runs that are being written by another process are listed as they are now. "
                   "Scores are those of the\nbest state on the validation part, and of the "
                   "finished model on the test part.");
        return [settings](Context& context) { return runs(context, *settings); };
    }};

} // namespace attune::cli
