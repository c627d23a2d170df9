// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "base/lists.h"
#include "evaluate/metrics.h"

#include <algorithm>

namespace attune {

namespace {

template <double Metrics::*figure> double of(const Metrics& metrics) { return metrics.*figure; }

} // namespace

bool MetricInfo::isFor(Task task) const {
    return std::find(tasks.begin(), tasks.end(), task) != tasks.end();
}

const std::vector<MetricInfo>& metricTable() {
    using enum Task;
    using M = Metrics;
    static const std::vector<Task> labels = {SingleLabel, MultiLabel, TokenLabels};
    static const std::vector<Task> single = {SingleLabel}, several = {MultiLabel};
    // Where one label is right or wrong, this is the accuracy.
    static const std::vector<Task> many = {MultiLabel, TokenLabels};
    static const std::vector<Task> numbers = {Regression};
    static const std::vector<Task> all = {SingleLabel, MultiLabel, Regression, TokenLabels};
    static const std::vector<MetricInfo> table = {
        {"accuracy",          ATTUNE_TEXT("core", "Accuracy"),          true,  labels,  of<&M::accuracy>   },
        {"macro_f1",          ATTUNE_TEXT("core", "Macro F1"),          true,  labels,  of<&M::macroF1>    },
        {"weighted_f1",       ATTUNE_TEXT("core", "Weighted F1"),       true,  labels,  of<&M::weightedF1> },
        {"loss",              ATTUNE_TEXT("core", "Loss"),              false, all,     of<&M::loss>       },
        {"balanced_accuracy", ATTUNE_TEXT("core", "Balanced accuracy"), true,  single,
         of<&M::balancedAccuracy>                                                                          },
        {"mcc",               ATTUNE_TEXT("core", "MCC"),               true,  single,  of<&M::mcc>        },
        {"micro_f1",          ATTUNE_TEXT("core", "Micro F1"),          true,  many,    of<&M::microF1>    },
        {"samples_f1",        ATTUNE_TEXT("core", "F1 of a text"),      true,  several, of<&M::samplesF1>  },
        {"hamming_loss",      ATTUNE_TEXT("core", "Hamming loss"),      false, several, of<&M::hammingLoss>},
        {"rmse",              ATTUNE_TEXT("core", "RMSE"),              false, numbers, of<&M::rmse>       },
        {"mse",               ATTUNE_TEXT("core", "MSE"),               false, numbers, of<&M::mse>        },
        {"mae",               ATTUNE_TEXT("core", "MAE"),               false, numbers, of<&M::mae>        },
        {"r2",                ATTUNE_TEXT("core", "R²"),               true,  numbers, of<&M::r2>         },
        {"pearson",           ATTUNE_TEXT("core", "Pearson's r"),       true,  numbers, of<&M::pearson>    },
        {"spearman",          ATTUNE_TEXT("core", "Spearman's rho"),    true,  numbers, of<&M::spearman>   },
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

const std::string& standardMetric(Task task) {
    static const std::string accuracy = "accuracy", f1 = "micro_f1", rmse = "rmse";
    switch (task) {
    case Task::SingleLabel:
        break;
    case Task::MultiLabel:
    case Task::TokenLabels:
        return f1;
    case Task::Regression:
        return rmse;
    }
    return accuracy;
}

const std::vector<const MetricInfo*>& leadingMetrics(Task task) {
    using Infos = std::vector<const MetricInfo*>;
    const auto of = [](std::initializer_list<const char*> keys) {
        Infos infos;
        for (const char* key : keys)
            infos.push_back(&metricOf(key));
        return infos;
    };
    static const Infos single = of({"accuracy", "macro_f1"});
    static const Infos several = of({"micro_f1", "macro_f1", "accuracy"});
    static const Infos numbers = of({"rmse", "pearson", "spearman"});
    static const Infos names = of({"micro_f1", "macro_f1"});
    switch (task) {
    case Task::SingleLabel:
        break;
    case Task::MultiLabel:
        return several;
    case Task::Regression:
        return numbers;
    case Task::TokenLabels:
        return names;
    }
    return single;
}

} // namespace attune
