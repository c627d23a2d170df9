// SPDX-License-Identifier: GPL-3.0-or-later
// Metrics in the record and the report of a run. What is added here is read from older files, too:
// keys come, none goes and none changes what it means.
#include "base/error.h"
#include "evaluate/metrics.h"

#include <algorithm>
#include <cmath>

namespace attune {

namespace {

struct Figure {
    const char* key;
    double Metrics::*value;
};
// Of the first format: always there.
constexpr Figure kFirst[] = {
    {"loss",               &Metrics::loss             },
    {"accuracy",           &Metrics::accuracy         },
    {"macro_precision",    &Metrics::macroPrecision   },
    {"macro_recall",       &Metrics::macroRecall      },
    {"macro_f1",           &Metrics::macroF1          },
    {"weighted_precision", &Metrics::weightedPrecision},
    {"weighted_recall",    &Metrics::weightedRecall   },
    {"weighted_f1",        &Metrics::weightedF1       },
};
constexpr Figure kMore[] = {
    {"micro_precision",   &Metrics::microPrecision  },
    {"micro_recall",      &Metrics::microRecall     },
    {"micro_f1",          &Metrics::microF1         },
    {"balanced_accuracy", &Metrics::balancedAccuracy},
    {"mcc",               &Metrics::mcc             },
    {"samples_precision", &Metrics::samplesPrecision},
    {"samples_recall",    &Metrics::samplesRecall   },
    {"samples_f1",        &Metrics::samplesF1       },
    {"hamming_loss",      &Metrics::hammingLoss     },
    {"mse",               &Metrics::mse             },
    {"rmse",              &Metrics::rmse            },
    {"mae",               &Metrics::mae             },
    {"r2",                &Metrics::r2              },
    {"pearson",           &Metrics::pearson         },
    {"spearman",          &Metrics::spearman        },
};

bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

// The table of counts: a row and a column for each of `labels`.
std::vector<std::vector<std::int64_t>> confusionOf(const JsonFields& fields, std::size_t labels) {
    const auto refuse = [&] {
        fields.refuse("confusion", say(ATTUNE_TEXT("core", "The value must be a table of counts, a "
                                                           "row and a column for each label.")));
    };
    std::vector<std::vector<std::int64_t>> table;
    const Json& rows = fields.value("confusion");
    if (!rows.is_array() || rows.size() != labels)
        refuse();
    for (const Json& row : rows) {
        if (!row.is_array() || row.size() != labels)
            refuse();
        table.emplace_back();
        for (const Json& cell : row) {
            const bool whole = cell.is_number_integer();
            const std::int64_t count = whole ? cell.get<std::int64_t>() : -1;
            if (count < 0 || count > JsonFields::kMost)
                refuse();
            table.back().push_back(count);
        }
    }
    return table;
}

} // namespace

bool Metrics::operator==(const Metrics& other) const {
    const auto equal = [&](const Figure& figure) {
        return same(this->*figure.value, other.*figure.value);
    };
    return task == other.task && texts == other.texts && perLabel == other.perLabel &&
           confusion == other.confusion &&
           std::all_of(std::begin(kFirst), std::end(kFirst), equal) &&
           std::all_of(std::begin(kMore), std::end(kMore), equal);
}

Json toJson(const Metrics& metrics) {
    Json perLabel = Json::array();
    for (const LabelMetrics& one : metrics.perLabel)
        perLabel.push_back({
            {"label",     one.label    },
            {"precision", one.precision},
            {"recall",    one.recall   },
            {"f1",        one.f1       },
            {"support",   one.support  }
        });
    Json json = {
        {"task",      infoOf(metrics.task).key},
        {"texts",     metrics.texts           },
        {"per_label", perLabel                },
        {"confusion", metrics.confusion       }
    };
    for (const Figure& figure : kFirst)
        json[figure.key] = finiteOrNull(metrics.*figure.value);
    for (const Figure& figure : kMore)
        if (std::isfinite(metrics.*figure.value))
            json[figure.key] = metrics.*figure.value;
    return json;
}

Metrics metricsFromJson(const Json& json, const std::string& where) {
    const JsonFields fields(json, where);
    Metrics metrics;
    metrics.texts = fields.whole("texts");
    if (json.contains("task"))
        metrics.task = taskOf(fields.text("task"));
    for (const Figure& figure : kFirst)
        metrics.*figure.value = fields.real(figure.key);
    const Json& perLabel = fields.value("per_label");
    if (!perLabel.is_array())
        fields.refuse("per_label", say(ATTUNE_TEXT("core", "The value must be a list.")));
    std::vector<std::string> labels;
    for (const Json& label : perLabel) {
        const JsonFields one(label, where);
        metrics.perLabel.push_back({one.text("label"), one.real("precision"), one.real("recall"),
                                    one.real("f1"), one.whole("support")});
        labels.push_back(metrics.perLabel.back().label);
    }
    if (metrics.task == Task::SingleLabel) {
        metrics.confusion = confusionOf(fields, labels.size());
        const Metrics reckoned = metricsOfConfusion(metrics.confusion, labels);
        for (const Figure& figure : kMore)
            metrics.*figure.value = labels.empty() ? Metrics::kNone : reckoned.*figure.value;
    }
    for (const Figure& figure : kMore)
        if (json.contains(figure.key))
            metrics.*figure.value = fields.real(figure.key);
    return metrics;
}

} // namespace attune
