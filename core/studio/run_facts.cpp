// SPDX-License-Identifier: GPL-3.0-or-later
#include "studio/run_facts.h"

#include "run/report.h"
#include "run/run_folder.h"
#include "studio/calibrating.h"
#include "studio/run_record.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace attune::studio {

namespace {

// A report may come from another version or another hand: what it lacks stays empty.
std::string textOf(const Json& object, const char* key) {
    const auto it = object.is_object() ? object.find(key) : object.end();
    return it != object.end() && it->is_string() ? it->get<std::string>() : std::string();
}
double numberOf(const Json& object, const char* key, double otherwise = 0) {
    const auto it = object.is_object() ? object.find(key) : object.end();
    return it != object.end() && it->is_number() ? it->get<double>() : otherwise;
}
std::int64_t countOf(const Json& object, const char* key) {
    const double number = numberOf(object, key);
    return std::isfinite(number) && std::abs(number) < 1e15 ? static_cast<std::int64_t>(number) : 0;
}
Json partOf(const Json& object, const char* key) {
    const auto it = object.is_object() ? object.find(key) : object.end();
    return it != object.end() ? *it : Json();
}
std::vector<RunFacts::Counted> countsOf(const Json& list, const char* name, const char* count) {
    std::vector<RunFacts::Counted> out;
    if (list.is_array())
        for (const Json& entry : list)
            out.push_back({textOf(entry, name), countOf(entry, count)});
    return out;
}

RunFacts::Data dataOf(const Json& json) {
    RunFacts::Data data;
    data.train = countOf(json, "train_texts");
    data.validation = countOf(json, "validation_texts");
    data.test = countOf(json, "test_texts");
    data.skippedRows = countOf(json, "skipped_rows");
    data.maxLength = countOf(json, "max_length");
    data.truncated = countOf(json, "truncated_texts");
    data.cutTokens = countOf(json, "cut_tokens");
    data.unknownTokens = countOf(json, "unknown_tokens");
    data.filters = countsOf(partOf(json, "filters"), "filter", "rows");
    data.cleaning = countsOf(partOf(json, "cleaning"), "operator", "changed");
    const Json augmented = partOf(json, "augmentation");
    data.operators = countsOf(partOf(augmented, "operators"), "operator", "changed");
    data.copies = countOf(augmented, "copies");
    const Json files = partOf(json, "files");
    if (files.is_object())
        for (const auto& [part, digest] : files.items())
            if (digest.is_string())
                data.fingerprints.emplace_back(part, digest.get<std::string>());
    return data;
}

void takeReport(RunFacts& facts, const Json& report) {
    facts.attune = textOf(report, "attune");
    facts.reason = textOf(report, "reason");
    facts.step = countOf(report, "step");
    facts.steps = countOf(report, "steps");
    facts.bestStep = countOf(report, "best_step");
    facts.bestMetric = textOf(report, "best_metric");
    facts.bestScore = numberOf(report, "best_score", std::numeric_limits<double>::quiet_NaN());
    facts.device = textOf(report, "device");
    facts.deviceReason = textOf(report, "device_reason");
    facts.precision = textOf(report, "precision");
    facts.precisionReason = textOf(report, "precision_reason");
    facts.engine = textOf(report, "engine");
    facts.engineReason = textOf(report, "engine_reason");
    const Json timings = partOf(report, "timings");
    facts.started = numberOf(timings, "started");
    facts.ended = numberOf(timings, "ended");
    facts.trainSeconds = numberOf(timings, "train_seconds");
    facts.evaluationSeconds = numberOf(timings, "evaluation_seconds");
    facts.textsPerSecond = numberOf(timings, "samples_per_second");
    facts.tokensPerSecond = numberOf(timings, "tokens_per_second");
    facts.data = dataOf(partOf(report, "data"));
    const Json labels = partOf(report, "labels");
    if (labels.is_array())
        for (const Json& label : labels)
            if (label.is_string())
                facts.labels.push_back(label.get<std::string>());
}

void takeRecord(RunFacts& facts, const std::vector<Event>& record) {
    LossMeans losses;
    for (const Event& event : record) {
        if (const auto* step = std::get_if<StepEvent>(&event.body)) {
            losses.add(step->epoch, step->loss);
        } else if (const auto* evaluated = std::get_if<EvaluatedEvent>(&event.body)) {
            RunPoint point{evaluated->step, evaluated->epoch, {}, evaluated->best};
            for (const MetricInfo& metric : metricTable())
                point.scores.push_back(metric.value(evaluated->metrics));
            facts.validation.push_back(std::move(point));
        } else if (const auto* warning = std::get_if<WarningEvent>(&event.body)) {
            facts.messages.push_back(warning->problem);
        }
    }
    facts.losses = losses.points();
}

void takeWrong(RunFacts& facts, const fs::path& run, std::size_t most, std::stop_token stop,
               const Progress& progress) {
    try {
        JudgedEvaluation all = judgeRun(run, facts.evaluatedOn == "test", {}, progress, stop);
        // Equal to those of the run, unless thresholds were kept since: wrong answers, metrics and
        // intervals are of the same answers in any case.
        facts.metrics = all.metrics;
        facts.calibration = all.calibration;
        facts.intervals = all.intervals;
        facts.scores = worthOfScores(all, {});
        const bool single = all.task == Task::SingleLabel;
        std::erase_if(all.rows, [&](const auto& row) {
            return single ? row.label == row.predicted : !row.wrong;
        });
        facts.wrongCount = static_cast<std::int64_t>(all.rows.size());
        std::stable_sort(all.rows.begin(), all.rows.end(), [&](const auto& a, const auto& b) {
            return single ? a.score > b.score : a.loss > b.loss;
        });
        all.rows.resize(std::min(all.rows.size(), most));
        for (const Evaluation::Row& row : all.rows)
            facts.wrong.push_back(
                {row.line, row.text,
                 single ? all.labels.at(static_cast<std::size_t>(row.label)) : row.truth,
                 single ? all.labels.at(static_cast<std::size_t>(row.predicted)) : row.answer,
                 row.score, row.pair});
    } catch (const Error& error) { // the data went, or changed: the rest can still be told
        facts.wrongUnknown = error.message();
    }
}

} // namespace

RunFacts collectFacts(const fs::path& run, const FactOptions& options, std::stop_token stop,
                      const Progress& progress) {
    const fs::path folder = fs::absolute(run).lexically_normal();
    std::error_code ignored;
    if (!RunFolder::holdsRun(folder))
        throw UsageError(say(ATTUNE_TEXT("core", "There is no run in this folder.")),
                         toUtf8(folder), say(ATTUNE_TEXT("core", "Name a run folder.")));
    if (!fs::is_regular_file(RunFolder::reportFile(folder), ignored))
        throw UsageError(say(ATTUNE_TEXT("core", "The run is not finished: it has no report.")),
                         toUtf8(folder),
                         say(ATTUNE_TEXT("core", "Resume it, or wait for its end.")));
    RunFacts facts;
    facts.path = toUtf8(folder);
    facts.name = toUtf8((folder.has_filename() ? folder : folder.parent_path()).filename());
    RunReader reader(folder);
    facts.recipe = reader.recipe();
    facts.recipeText = writeRecipe(facts.recipe, facts.recipe.base, true);
    const Json report = readJsonFile(RunFolder::reportFile(folder));
    takeReport(facts, report);
    const FinishedEvent finished = finishedFromReport(report, folder);
    if (finished.test.texts > 0) {
        facts.metrics = finished.test;
        facts.evaluatedOn = finished.hasTest ? "test" : "validation";
    }
    takeRecord(facts, reader.poll());
    for (fs::directory_iterator it(RunFolder::model(folder), ignored), end; it != end;
         it.increment(ignored))
        if (it->path().extension() == ".safetensors") {
            const std::uint64_t bytes = it->file_size(ignored);
            facts.modelBytes += ignored ? 0 : bytes;
        }
    facts.labelChanges = readLabelChanges(folder);
    facts.calibration = keptCalibration(folder);
    if (options.wrongTexts > 0 && !facts.evaluatedOn.empty())
        takeWrong(facts, folder, options.wrongTexts, stop, progress);
    return facts;
}

OrderedJson toJson(const RunFacts& facts) {
    const auto counts = [](const std::vector<RunFacts::Counted>& list) {
        OrderedJson out = OrderedJson::array();
        for (const RunFacts::Counted& entry : list) {
            OrderedJson object;
            object["name"] = entry.name;
            object["count"] = entry.count;
            out.push_back(std::move(object));
        }
        return out;
    };
    OrderedJson out;
    out["name"] = facts.name;
    out["path"] = facts.path;
    out["attune"] = facts.attune;
    out["reason"] = facts.reason;
    out["step"] = facts.step;
    out["steps"] = facts.steps;
    out["best_step"] = facts.bestStep;
    out["best_metric"] = facts.bestMetric;
    out["best_score"] = finiteOrNull(facts.bestScore);
    out["labels"] = facts.labels;
    out["evaluated_on"] =
        facts.evaluatedOn.empty() ? OrderedJson() : OrderedJson(facts.evaluatedOn);
    out["metrics"] = facts.evaluatedOn.empty() ? OrderedJson() : OrderedJson(toJson(facts.metrics));
    out["intervals"] = facts.intervals.draws > 0
                           ? OrderedJson(toJson(facts.intervals, facts.metrics))
                           : OrderedJson();
    out["calibration"] = OrderedJson(toJson(facts.calibration));
    out["scores"] = facts.scores ? OrderedJson(toJson(*facts.scores)) : OrderedJson();
    OrderedJson validation = OrderedJson::array();
    for (const RunPoint& point : facts.validation) {
        OrderedJson entry;
        entry["step"] = point.step;
        entry["epoch"] = point.epoch;
        entry["best"] = point.best;
        for (std::size_t i = 0; i < metricTable().size(); ++i)
            entry[metricTable()[i].key] = finiteOrNull(point.scores[i]);
        validation.push_back(std::move(entry));
    }
    out["validation"] = std::move(validation);
    OrderedJson losses = OrderedJson::array();
    for (const LossPoint& point : facts.losses)
        losses.push_back(OrderedJson::array({point.epoch, point.loss}));
    out["loss_by_epoch"] = std::move(losses);
    OrderedJson data;
    data["train_texts"] = facts.data.train;
    data["validation_texts"] = facts.data.validation;
    data["test_texts"] = facts.data.test;
    data["skipped_rows"] = facts.data.skippedRows;
    data["max_length"] = facts.data.maxLength;
    data["truncated_texts"] = facts.data.truncated;
    data["cut_tokens"] = facts.data.cutTokens;
    data["unknown_tokens"] = facts.data.unknownTokens;
    data["filters"] = counts(facts.data.filters);
    data["cleaning"] = counts(facts.data.cleaning);
    data["augmentation"] = counts(facts.data.operators);
    data["copies"] = facts.data.copies;
    out["data"] = std::move(data);
    out["started"] = facts.started;
    out["ended"] = facts.ended;
    out["train_seconds"] = facts.trainSeconds;
    out["evaluation_seconds"] = facts.evaluationSeconds;
    out["samples_per_second"] = facts.textsPerSecond;
    out["tokens_per_second"] = facts.tokensPerSecond;
    out["device"] = facts.device;
    out["precision"] = facts.precision;
    out["engine"] = facts.engine;
    out["model_bytes"] = facts.modelBytes;
    OrderedJson messages = OrderedJson::array();
    for (const Problem& problem : facts.messages)
        messages.push_back(problem.text());
    out["messages"] = std::move(messages);
    out["wrong_texts"] = facts.wrongUnknown.empty() ? OrderedJson(facts.wrongCount) : OrderedJson();
    OrderedJson wrong = OrderedJson::array();
    for (const RunFacts::Wrong& row : facts.wrong) {
        OrderedJson entry;
        entry["line"] = row.line;
        entry["text"] = row.text;
        if (!row.pair.empty())
            entry["text_pair"] = row.pair;
        entry["label"] = row.label;
        entry["prediction"] = row.answer;
        entry["score"] = row.score;
        wrong.push_back(std::move(entry));
    }
    out["surest_wrong"] = std::move(wrong);
    OrderedJson changes = OrderedJson::array();
    for (const LabelChange& change : facts.labelChanges) {
        OrderedJson entry;
        entry["file"] = change.file;
        entry["line"] = change.line;
        entry["before"] = change.before;
        entry["after"] = change.after;
        changes.push_back(std::move(entry));
    }
    out["label_changes"] = std::move(changes);
    out["recipe"] = facts.recipeText;
    return out;
}

} // namespace attune::studio
