// SPDX-License-Identifier: GPL-3.0-or-later
#include "studio/calibrating.h"

#include "base/lists.h"
#include "studio/calibration_texts.h"
#include "studio/loaded_model.h"

#include <algorithm>
#include <cmath>

namespace attune::studio {

namespace {

constexpr const char* kKey = "calibration";

fs::path infoOf(const fs::path& model) { return finishedFolder(model) / "attune.json"; }

// The same answers at another temperature. A threshold so near 0 or 1 that it would become one of
// them there is not moved but refused: it would let other texts pass.
Calibration moved(const Calibration& kept, double temperature, const fs::path& model) {
    const Calibration out = kept.withTemperature(temperature);
    const Calibration back = out.withTemperature(kept.temperature);
    for (std::size_t i = 0; i < kept.thresholds.size(); ++i) {
        const double was = kept.thresholds[i].value_or(0.5);
        if (std::abs(back.thresholds[i].value_or(0.5) - was) > 1e-6 * std::min(was, 1 - was))
            throw UsageError(say(ATTUNE_TEXT("core", "The threshold %1 that is kept with the model "
                                                     "cannot be told from 0 or 1 at the "
                                                     "temperature %2."),
                                 was, temperature),
                             toUtf8(model),
                             say(ATTUNE_TEXT("core", "Remove this threshold first, and choose it "
                                                     "again afterwards.")));
    }
    return out;
}

void refuseThresholds(const ModelFolder& folder,
                      const std::vector<std::optional<double>>& thresholds) {
    const auto count = folder.labels.size();
    const std::string where = toUtf8(folder.path);
    if (thresholds.size() > count)
        throw UsageError(say(ATTUNE_TEXT("core", "There are %1 thresholds for %2 labels."),
                             thresholds.size(), count),
                         where, say(ATTUNE_TEXT("core", "Calibrate the model itself.")));
    for (std::size_t label = 0; label < thresholds.size(); ++label) {
        if (!thresholds[label])
            continue;
        if (!decidesLabel(folder.task, label, count))
            throw UsageError(
                say(ATTUNE_TEXT("core", "A threshold of “%1” would decide nothing."),
                    folder.labels[label]),
                where,
                folder.task == Task::SingleLabel && count == 2
                    ? say(ATTUNE_TEXT("core", "Give the one of “%1”: texts that score below it are "
                                              "answered “%2”."),
                          folder.labels[1], folder.labels[0])
                    : say(ATTUNE_TEXT("core", "Thresholds are kept for several labels a text, and "
                                              "for two labels; of more the one with the best "
                                              "score is the answer.")));
        if (!(*thresholds[label] >= 0 && *thresholds[label] <= 1))
            throw UsageError(say(ATTUNE_TEXT("core", "%1 is no threshold."), *thresholds[label]),
                             where, say(ATTUNE_TEXT("core", "Give a score from 0 to 1.")));
    }
}

std::size_t labelOf(const ModelFolder& folder, const std::string& name) {
    const auto at = std::find(folder.labels.begin(), folder.labels.end(), name);
    if (at == folder.labels.end())
        throw UsageError(
            say(ATTUNE_TEXT("core", "The model does not know the label %1."),
                quoted(std::vector<std::string>{name})),
            toUtf8(folder.path),
            say(ATTUNE_TEXT("core", "The model's labels are %1."), quoted(folder.labels)));
    return static_cast<std::size_t>(at - folder.labels.begin());
}

std::optional<Threshold> thresholdFor(const ThresholdGoal& goal, const ScoreCurve& curve) {
    switch (goal.kind) {
    case ThresholdGoal::Kind::Precision:
        return thresholdOfPrecision(curve, goal.least);
    case ThresholdGoal::Kind::Recall:
        return thresholdOfRecall(curve, goal.least);
    default:
        return bestF1Threshold(curve);
    }
}

} // namespace

Calibration keptCalibration(const fs::path& model) {
    const fs::path file = infoOf(model);
    std::error_code ignored;
    if (!fs::is_regular_file(file, ignored))
        return {};
    const Json info = readJsonFile(file);
    return info.is_object() && info.contains(kKey)
               ? calibrationFromJson(info.at(kKey), toUtf8(file))
               : Calibration();
}

void keepCalibration(const fs::path& model, const Calibration& calibration) {
    const ModelFolder folder = openFinished(model);
    const fs::path file = infoOf(model);
    if (!folder.attune)
        throw UsageError(say(ATTUNE_TEXT("core", "The model was not trained by Attune, so there "
                                                 "is no place to keep its calibration.")),
                         toUtf8(folder.path),
                         say(ATTUNE_TEXT("core", "Train from it; the finished model has one.")));
    refuseThresholds(folder, calibration.thresholds);
    OrderedJson info = OrderedJson::parse(readFile(file));
    info.erase(kKey);
    if (!calibration.isPlain())
        info[kKey] = OrderedJson(toJson(calibration));
    publishFile(file, info.dump(2) + "\n");
}

void keepThreshold(const fs::path& model, std::size_t label, std::optional<double> threshold,
                   double temperature, const std::string& from) {
    const ModelFolder folder = openFinished(model);
    Calibration chosen;
    chosen.temperature = temperature;
    chosen.setThreshold(label, folder.labels.size(), threshold, from);
    Calibration kept = keptCalibration(model);
    if (threshold)
        threshold = moved(chosen, kept.temperature, model).thresholds[label];
    kept.setThreshold(label, folder.labels.size(), threshold, from);
    keepCalibration(model, kept);
}

Calibration keepThresholds(const fs::path& model, const std::vector<GivenThreshold>& given) {
    const ModelFolder folder = openFinished(model);
    Calibration kept = keptCalibration(model);
    for (const GivenThreshold& one : given)
        kept.setThreshold(labelOf(folder, one.label), folder.labels.size(), one.threshold);
    keepCalibration(model, kept);
    return kept;
}

ChosenThresholds chooseThresholds(const fs::path& modelOrRun, const EvaluateOptions& options,
                                  const ThresholdGoal& goal, bool keep, const Progress& progress,
                                  std::stop_token stop) {
    const bool share = goal.kind != ThresholdGoal::Kind::BestF1;
    if (share && !(goal.least > 0 && goal.least <= 1))
        throw UsageError(
            say(ATTUNE_TEXT("core", "%1 is no precision or recall to reach."), goal.least), {},
            say(ATTUNE_TEXT("core", "Give a share above 0 and up to 1.")));
    const ModelFolder folder = openFinished(modelOrRun);
    std::vector<std::size_t> labels;
    for (const std::string& name : goal.labels)
        labels.push_back(labelOf(folder, name));
    for (std::size_t label = 0; label < folder.labels.size() && goal.labels.empty(); ++label)
        if (decidesLabel(folder.task, label, folder.labels.size()))
            labels.push_back(label);
    // Refused before the texts are answered.
    std::vector<std::optional<double>> any(folder.labels.size());
    for (const std::size_t label : labels.empty() ? std::vector<std::size_t>{0} : labels)
        any.at(label) = 0.5;
    refuseThresholds(folder, any);

    const CalibrationTexts texts = calibrationTexts(modelOrRun, options, progress, stop);
    const double temperature = texts.judged.calibration.temperature;
    const std::vector<ScoreCurve> curves = curvesOfScores(texts.judged.judged, temperature);
    ChosenThresholds out;
    out.from = texts.from;
    out.texts = texts.count();
    out.notes = texts.notes;
    Calibration chosen;
    chosen.temperature = temperature;
    for (const std::size_t label : labels) {
        const std::optional<Threshold> found = thresholdFor(goal, curves[label]);
        out.perLabel.push_back({folder.labels[label], found});
        if (found)
            chosen.setThreshold(label, folder.labels.size(), found->threshold, texts.from);
        else
            out.notes.push_back(
                {Problem::Severity::Warning,
                 {},
                 toUtf8(modelOrRun),
                 say(ATTUNE_TEXT("core", "No threshold of “%1” reaches that on these texts, so "
                                         "none was chosen for it."),
                     folder.labels[label]),
                 say(ATTUNE_TEXT("core",
                                 "Ask for less, or take more texts that have the label."))});
    }
    // Read only now, and what was chosen moved to what is kept.
    out.kept = keptCalibration(modelOrRun);
    chosen = moved(chosen, out.kept.temperature, modelOrRun);
    for (std::size_t label = 0; label < chosen.thresholds.size(); ++label)
        if (chosen.thresholds[label])
            out.kept.setThreshold(label, folder.labels.size(), chosen.thresholds[label],
                                  texts.from);
    if (stop.stop_requested())
        throw Cancelled();
    if (keep)
        keepCalibration(modelOrRun, out.kept);
    return out;
}

void removeTemperature(const fs::path& model) {
    Calibration kept = moved(keptCalibration(model), 1, model);
    kept.fittedOn.clear();
    kept.texts = 0;
    keepCalibration(model, kept);
}

Calibrated calibrateModel(const fs::path& modelOrRun, const EvaluateOptions& options, bool keep,
                          const Progress& progress, std::stop_token stop) {
    const CalibrationTexts texts = calibrationTexts(modelOrRun, options, progress, stop);
    const JudgedLogits& judged = texts.judged.judged;
    const FittedTemperature fitted = fitTemperature(judged);
    Calibrated out;
    out.atBound = fitted.atBound;
    out.before = calibrationFigures(judged);
    out.after = calibrationFigures(judged, fitted.temperature);
    out.notes = texts.notes;
    // Read only now: it may have changed while the texts were answered.
    out.kept = keptCalibration(modelOrRun);
    if (fitted.atBound) {
        out.notes.push_back(
            {Problem::Severity::Warning,
             {},
             toUtf8(modelOrRun),
             say(ATTUNE_TEXT("core", "No temperature is best for these texts (all answers are "
                                     "right, or scores say nothing), so none was kept.")),
             say(ATTUNE_TEXT("core", "Calibrate on more texts that the model was not trained "
                                     "on."))});
        return out;
    }
    out.kept = moved(out.kept, fitted.temperature, modelOrRun);
    out.kept.fittedOn = texts.from;
    out.kept.texts = texts.count();
    if (stop.stop_requested())
        throw Cancelled();
    if (keep)
        keepCalibration(modelOrRun, out.kept);
    return out;
}

} // namespace attune::studio
