// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli_figures.h"

#include <algorithm>
#include <cctype>
#include <cmath>

namespace attune::cli {

namespace {

using Row = std::vector<std::string>;

std::string valueOf(double value) { return std::isnan(value) ? "-" : fixed(value, 4); }
std::string intervalOf(const FigureInterval& of) {
    return std::isnan(of.low) ? "-" : fixed(of.low, 4) + " to " + fixed(of.high, 4);
}

void printMetrics(Output& out, const studio::JudgedEvaluation& evaluation,
                  const std::optional<studio::ScoreWorth>& worth) {
    const Metrics& metrics = evaluation.metrics;
    const MetricIntervals& intervals = evaluation.intervals;
    const bool any = intervals.draws > 0 && metrics.texts > 0;
    std::vector<Row> rows;
    for (const MetricInfo& metric : metricTable())
        if (metric.isFor(metrics.task))
            rows.push_back({inSentence(metric.title), valueOf(metric.value(metrics)),
                            any ? intervalOf(intervals.of(metric.key)) : ""});
    if (worth) {
        rows.push_back(
            {"area under ROC", valueOf(worth->macroRocArea), intervalOf(worth->rocAreaInterval)});
        rows.push_back({"average precision", valueOf(worth->macroAveragePrecision),
                        intervalOf(worth->averagePrecisionInterval)});
        const CalibrationFigures& scores = worth->kept ? *worth->kept : worth->plain;
        rows.push_back({"calibration error", valueOf(scores.ece), intervalOf(worth->eceInterval)});
        rows.push_back({"Brier score", valueOf(scores.brier), intervalOf(worth->brierInterval)});
    }
    out.line("texts  " + grouped(metrics.texts));
    out.line("");
    out.table({"figure", "value",
               any ? std::to_string(std::lround(intervals.level * 100)) + "% interval" : ""},
              rows);
    if (worth && worth->kept)
        out.line("Before calibration: error " + fixed(worth->plain.ece, 4) + ", Brier score " +
                 fixed(worth->plain.brier, 4) + "; temperature " +
                 fixed(evaluation.calibration.temperature, 4) + ".");
}

void printLabels(Output& out, const Metrics& metrics,
                 const std::optional<studio::ScoreWorth>& worth) {
    std::vector<Row> rows;
    for (std::size_t i = 0; i < metrics.perLabel.size(); ++i) {
        const LabelMetrics& label = metrics.perLabel[i];
        rows.push_back({label.label, fixed(label.precision, 4), fixed(label.recall, 4),
                        fixed(label.f1, 4), grouped(label.support)});
        if (worth)
            rows.back().push_back(valueOf(worth->perLabel[i].rocArea));
    }
    const auto mean = [&](const char* name, double precision, double recall, double f1) {
        rows.push_back({name, fixed(precision, 4), fixed(recall, 4), fixed(f1, 4), ""});
    };
    mean("macro", metrics.macroPrecision, metrics.macroRecall, metrics.macroF1);
    mean("weighted", metrics.weightedPrecision, metrics.weightedRecall, metrics.weightedF1);
    if (metrics.task != Task::SingleLabel)
        mean("micro", metrics.microPrecision, metrics.microRecall, metrics.microF1);
    for (Row& row : rows)
        if (worth && row.size() == 5)
            row.emplace_back();
    Row header = {metrics.task == Task::TokenLabels ? "type" : "label", "precision", "recall", "F1",
                  metrics.task == Task::TokenLabels ? "spans" : "texts"};
    if (worth)
        header.emplace_back("ROC area");
    out.line("");
    out.table(header, rows);
}

void printConfusion(Output& out, const Metrics& metrics, const std::vector<std::string>& labels) {
    // Beyond this a terminal shows nothing that helps; --json has it whole.
    if (labels.size() > 20 || metrics.confusion.empty())
        return;
    out.line("");
    Row header = {"true \\ predicted"};
    header.insert(header.end(), labels.begin(), labels.end());
    std::vector<Row> rows;
    for (std::size_t i = 0; i < metrics.confusion.size(); ++i) {
        Row row = {labels[i]};
        for (const std::int64_t count : metrics.confusion[i])
            row.push_back(grouped(count));
        rows.push_back(std::move(row));
    }
    out.table(header, rows);
}

} // namespace

void printFigures(Output& out, const studio::JudgedEvaluation& evaluation,
                  const std::optional<studio::ScoreWorth>& worth) {
    printMetrics(out, evaluation, worth);
    if (evaluation.metrics.task == Task::Regression)
        return;
    printLabels(out, evaluation.metrics, worth);
    printConfusion(out, evaluation.metrics, evaluation.labels);
}

OrderedJson figuresJson(const studio::JudgedEvaluation& evaluation,
                        const std::optional<studio::ScoreWorth>& worth) {
    OrderedJson json = OrderedJson(toJson(evaluation.metrics));
    json["intervals"] = OrderedJson(toJson(evaluation.intervals, evaluation.metrics));
    json["scores"] = worth ? OrderedJson(toJson(*worth)) : OrderedJson();
    json["calibration"] = OrderedJson(toJson(evaluation.calibration));
    json["trained_on"] =
        evaluation.trainedOn < 0 ? OrderedJson() : OrderedJson(evaluation.trainedOn);
    return json;
}

} // namespace attune::cli
