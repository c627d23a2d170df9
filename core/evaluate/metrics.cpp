// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/metrics.h"

#include "base/lists.h"

#include <cmath>
#include <limits>

namespace attune {

namespace {

double ratio(std::int64_t part, std::int64_t whole) {
    return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

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

Metrics computeMetrics(std::span<const std::int32_t> truth, std::span<const std::int32_t> predicted,
                       const std::vector<std::string>& labels) {
    const std::size_t count = labels.size();
    Metrics metrics;
    metrics.texts = static_cast<std::int64_t>(truth.size());
    metrics.loss = std::numeric_limits<double>::quiet_NaN();
    metrics.confusion.assign(count, std::vector<std::int64_t>(count, 0));
    for (std::size_t i = 0; i < truth.size(); ++i)
        ++metrics.confusion[static_cast<std::size_t>(truth[i])]
                           [static_cast<std::size_t>(predicted[i])];

    std::int64_t right = 0, occurring = 0;
    for (std::size_t label = 0; label < count; ++label) {
        std::int64_t support = 0, answered = 0;
        for (std::size_t other = 0; other < count; ++other) {
            support += metrics.confusion[label][other];
            answered += metrics.confusion[other][label];
        }
        const std::int64_t hits = metrics.confusion[label][label];
        LabelMetrics one;
        one.label = labels[label];
        one.support = support;
        one.precision = ratio(hits, answered);
        one.recall = ratio(hits, support);
        one.f1 = ratio(2 * hits, support + answered);
        right += hits;
        if (support + answered > 0) {
            ++occurring;
            metrics.macroPrecision += one.precision;
            metrics.macroRecall += one.recall;
            metrics.macroF1 += one.f1;
        }
        const auto weight = static_cast<double>(support);
        metrics.weightedPrecision += weight * one.precision;
        metrics.weightedRecall += weight * one.recall;
        metrics.weightedF1 += weight * one.f1;
        metrics.perLabel.push_back(std::move(one));
    }
    metrics.accuracy = ratio(right, metrics.texts);
    for (double* mean : {&metrics.macroPrecision, &metrics.macroRecall, &metrics.macroF1})
        *mean = occurring == 0 ? 0.0 : *mean / static_cast<double>(occurring);
    for (double* mean : {&metrics.weightedPrecision, &metrics.weightedRecall, &metrics.weightedF1})
        *mean = metrics.texts == 0 ? 0.0 : *mean / static_cast<double>(metrics.texts);
    return metrics;
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
    return {
        {"texts",              metrics.texts             },
        {"loss",               finiteOrNull(metrics.loss)},
        {"accuracy",           metrics.accuracy          },
        {"macro_precision",    metrics.macroPrecision    },
        {"macro_recall",       metrics.macroRecall       },
        {"macro_f1",           metrics.macroF1           },
        {"weighted_precision", metrics.weightedPrecision },
        {"weighted_recall",    metrics.weightedRecall    },
        {"weighted_f1",        metrics.weightedF1        },
        {"per_label",          perLabel                  },
        {"confusion",          metrics.confusion         }
    };
}

Metrics metricsFromJson(const Json& json, const std::string& where) {
    const JsonFields fields(json, where);
    Metrics metrics;
    metrics.texts = fields.whole("texts");
    metrics.loss = fields.real("loss");
    metrics.accuracy = fields.real("accuracy");
    metrics.macroPrecision = fields.real("macro_precision");
    metrics.macroRecall = fields.real("macro_recall");
    metrics.macroF1 = fields.real("macro_f1");
    metrics.weightedPrecision = fields.real("weighted_precision");
    metrics.weightedRecall = fields.real("weighted_recall");
    metrics.weightedF1 = fields.real("weighted_f1");
    const Json& perLabel = fields.value("per_label");
    if (!perLabel.is_array())
        fields.refuse("per_label", say(ATTUNE_TEXT("core", "The value must be a list.")));
    for (const Json& label : perLabel) {
        const JsonFields one(label, where);
        metrics.perLabel.push_back({one.text("label"), one.real("precision"), one.real("recall"),
                                    one.real("f1"), one.whole("support")});
    }
    metrics.confusion = confusionOf(fields, metrics.perLabel.size());
    return metrics;
}

const std::vector<MetricInfo>& metricTable() {
    static const std::vector<MetricInfo> table = {
        {"accuracy",    ATTUNE_TEXT("core", "Accuracy"),    true,
         [](const Metrics& m) { return m.accuracy; }                                                      },
        {"macro_f1",    ATTUNE_TEXT("core", "Macro F1"),    true,
         [](const Metrics& m) { return m.macroF1; }                                                       },
        {"weighted_f1", ATTUNE_TEXT("core", "Weighted F1"), true,
         [](const Metrics& m) { return m.weightedF1; }                                                    },
        {"loss",        ATTUNE_TEXT("core", "Loss"),        false, [](const Metrics& m) { return m.loss; }},
    };
    return table;
}

const MetricInfo& metricOf(const std::string& key) {
    std::vector<std::string> known;
    for (const MetricInfo& metric : metricTable()) {
        if (metric.key == key)
            return metric;
        known.push_back(metric.key);
    }
    throw UsageError(say(ATTUNE_TEXT("core", "There is no metric “%1”."), key), {},
                     say(ATTUNE_TEXT("core", "Choose one of: %1."), listed(known)));
}

} // namespace attune
