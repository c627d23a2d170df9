// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/report.h"

namespace attune {

namespace {

Json history(const std::vector<Event>& record) {
    Json out = Json::array();
    for (const Event& event : record)
        if (const auto* evaluated = std::get_if<EvaluatedEvent>(&event.body)) {
            Json entry = {
                {"step",  evaluated->step },
                {"epoch", evaluated->epoch},
                {"best",  evaluated->best }
            };
            for (const MetricInfo& metric : metricTable())
                if (metric.isFor(evaluated->metrics.task))
                    entry[metric.key] = finiteOrNull(metric.value(evaluated->metrics));
            out.push_back(entry);
        }
    return out;
}

Json warnings(const std::vector<Event>& record) {
    Json out = Json::array();
    for (const Event& event : record)
        if (const auto* warning = std::get_if<WarningEvent>(&event.body))
            out.push_back({
                {"step", warning->step          },
                {"text", warning->problem.text()}
            });
    return out;
}

Json augmentJson(const AugmentAccount& account, const std::vector<std::string>& labels) {
    const AugmentCounts& counts = account.counts;
    Json operators = Json::array();
    for (std::size_t i = 0; i < account.operators.size(); ++i)
        operators.push_back({
            {"operator", account.operators[i]       },
            {"changed",  counts.changedByOperator[i]},
            {"vetoed",   counts.vetoedByOperator[i] }
        });
    Json byLabel = Json::object();
    for (std::size_t i = 0; i < labels.size() && i < counts.textsByLabel.size(); ++i)
        byLabel[labels[i]] = {
            {"texts",  counts.textsByLabel[i] },
            {"copies", counts.copiesByLabel[i]}
        };
    return {
        {"texts",     counts.texts    },
        {"copies",    counts.copies   },
        {"vetoed",    counts.vetoed   },
        {"left_out",  counts.doubles  },
        {"unchanged", counts.unchanged},
        {"operators", operators       },
        {"by_label",  byLabel         }
    };
}

Json dataJson(const DataAccount& data, const std::vector<std::string>& labels) {
    Json files = Json::object();
    for (const DataFile& file : data.files)
        files[file.part] = file.fingerprint;
    Json filters = Json::array();
    for (const FilterCount& filter : data.filters)
        filters.push_back({
            {"filter", filter.filter},
            {"rows",   filter.rows  }
        });
    Json rules = Json::array();
    for (std::size_t i = 0; i < data.rules.size(); ++i) {
        if (data.rules[i].empty())
            continue;
        rules.push_back({
            {"operator", data.rules[i]                },
            {"changed",  data.cleaned.changedByRule[i]},
            {"refused",  data.cleaned.refusedByRule[i]}
        });
    }
    return {
        {"fingerprint",      data.fingerprint                            },
        {"files",            files                                       },
        {"train_texts",      data.trainTexts                             },
        {"validation_texts", data.validationTexts                        },
        {"test_texts",       data.testTexts                              },
        {"skipped_rows",     data.skippedRows                            },
        {"filters",          filters                                     },
        {"cleaning",         rules                                       },
        {"emptied_texts",    data.cleaned.emptied                        },
        {"augmentation",     data.augmented ? augmentJson(*data.augmented, labels) : Json()},
        {"max_length",                  data.maxLength                                                  },
        {"truncated_texts",                  data.truncated},
        {"cut_tokens",                  data.cutTokens                                                       },
        {"unknown_tokens",                  data.unknownTokens}
    };
}

Json timings(const Report& report) {
    double evaluating = 0;
    for (const Event& event : report.record)
        if (const auto* evaluated = std::get_if<EvaluatedEvent>(&event.body))
            evaluating += evaluated->seconds;
    const double begun = report.record.empty() ? 0 : report.record.front().time;
    return {
        {"started",            begun                                                },
        {"ended",              report.record.empty() ? 0 : report.record.back().time},
        {"train_seconds",      report.finished.trainSeconds                         },
        {"evaluation_seconds", evaluating                                           },
        {"samples_per_second", report.finished.samplesPerSecond                     },
        {"tokens_per_second",  report.finished.tokensPerSecond                      },
        {"trained_texts",      report.state.texts                                   },
        {"trained_tokens",     report.state.tokens                                  },
        {"skipped_steps",      report.state.skipped                                 }
    };
}

} // namespace

Json toJson(const Report& report) {
    const FinishedEvent& finished = report.finished;
    // The words of the events are the words of the report.
    const Json event = toJson(Event{0, finished});
    const StartedEvent& started = report.started;
    const bool evaluated = finished.test.texts > 0;
    const std::string on = finished.hasTest ? "test" : "validation";
    const Json best = report.state.bestScore ? Json(*report.state.bestScore) : Json();
    return {
        {"format",             1                                         },
        {"attune",             ATTUNE_VERSION                            },
        {"task",               report.recipe.head.task                   },
        {"reason",             event.at("reason")                        },
        {"step",               finished.step                             },
        {"steps",              started.steps                             },
        {"best_step",          finished.bestStep                         },
        {"best_metric",        bestMetricOf(report.recipe).key           },
        {"best_score",         best                                      },
        {"labels",             started.labels                            },
        {"evaluated_on",       evaluated ? Json(on) : Json()             },
        {"metrics",            evaluated ? toJson(finished.test) : Json()},
        {"validation_history", history(report.record)                    },
        {"timings",            timings(report)                           },
        {"data",               dataJson(report.data,                       report.started.labels)},
        {"model",                    "model"                                                       },
        {"device",                    started.device},
        {"device_reason",                    started.deviceReason                                                },
        {"precision",                    started.precision   },
        {"precision_reason",                    started.precisionReason                                         },
        {"engine",                    started.engine             },
        {"engine_reason",                    started.engineReason                                  },
        {"warnings",                    warnings(report.record)                  },
    };
}

FinishedEvent finishedFromReport(const Json& report, const fs::path& run) {
    try {
        const bool evaluated = !report.at("metrics").is_null();
        const bool test = evaluated && report.at("evaluated_on") == "test";
        const Json& timings = report.at("timings");
        const Json event = {
            {"event",              "finished"                                         },
            {"time",               0                                                  },
            {"reason",             report.at("reason")                                },
            {"step",               report.at("step")                                  },
            {"best_step",          report.at("best_step")                             },
            {"has_test",           test                                               },
            {"test",               test ? report.at("metrics") : Json()               },
            {"validation",         evaluated && !test ? report.at("metrics") : Json() },
            {"train_seconds",      timings.at("train_seconds")                        },
            {"samples_per_second", timings.at("samples_per_second")                   },
            {"tokens_per_second",  timings.at("tokens_per_second")                    },
            {"model",              toUtf8(run / report.at("model").get<std::string>())},
        };
        return std::get<FinishedEvent>(eventFromJson(event, toUtf8(run / "report.json")).body);
    } catch (const Json::exception&) {
        throw Error(
            say(ATTUNE_TEXT("core", "This is not a report as Attune writes them.")),
            toUtf8(run / "report.json"),
            say(ATTUNE_TEXT("core", "Overwrite the run, or choose another output folder.")));
    }
}

} // namespace attune
