// SPDX-License-Identifier: GPL-3.0-or-later
// What the scores of a finished model are worth, and the calibration that is kept with it: a
// temperature and thresholds in its attune.json. Logits and weights stay as they are, and so does
// what other programs read.
#pragma once

#include "evaluate/score_curve.h"
#include "studio/judged_evaluation.h"

namespace attune::studio {

// Of a model folder, or of the model of a run folder. Plain where nothing is kept.
Calibration keptCalibration(const fs::path& model);
// Keeps it whole or not at all; a plain one removes what was kept. A UsageError where the model is
// none that Attune trained, or a threshold would decide nothing there (decidesLabel()) or is none.
void keepCalibration(const fs::path& model, const Calibration& calibration);

// One thing of what is kept; the rest is read anew and stays. `temperature` is that of the scores
// on which the threshold was chosen; no threshold: it is removed. `from`: see
// Calibration::thresholdsFrom. Errors as keepCalibration().
void keepThreshold(const fs::path& model, std::size_t label, std::optional<double> threshold,
                   double temperature, const std::string& from);
// The thresholds stay, moved so that no answer changes.
void removeTemperature(const fs::path& model);

// Scores before (temperature 1) and after, each with the same texts.
struct Calibrated {
    Calibration kept; // thresholds that were kept before are moved so that no answer changes
    // No finite temperature is best: what was kept before stays.
    bool atBound = false;
    CalibrationFigures before, after;
    Problems notes;
};
// Fits the temperature on the validation part of a run, or, where `options.data` names a file, on
// that; `keep`: and keeps it with the model, unless it is at its bound. A UsageError where the task
// has no scores.
Calibrated calibrateModel(const fs::path& modelOrRun, const EvaluateOptions& options, bool keep,
                          const Progress& progress = {}, std::stop_token stop = {});

// Thresholds that a person gives by the names of labels, on the scale of the scores by the
// temperature that is kept; nothing: without one. All or none are kept; what is kept then.
struct GivenThreshold {
    std::string label;
    std::optional<double> threshold;
};
Calibration keepThresholds(const fs::path& model, const std::vector<GivenThreshold>& given);

// By what thresholds are chosen: see score_curve.h.
struct ThresholdGoal {
    enum class Kind { BestF1, Precision, Recall };
    Kind kind = Kind::BestF1;
    double least = 0;                // Precision, Recall: to be reached, above 0 and up to 1
    std::vector<std::string> labels; // empty: all that may have one
};
struct ChosenThresholds {
    Calibration kept;
    struct OfLabel {
        std::string label;
        std::optional<Threshold> threshold; // on these texts; nothing: none reaches the goal
    };
    std::vector<OfLabel> perLabel;
    std::string from; // "validation", or the name of the file
    std::int64_t texts = 0;
    Problems notes;
};
// On the texts that calibrateModel() takes, by the temperature that is kept, which stays; labels
// that none reaches the goal for keep what they had. A UsageError where the model has no label that
// a threshold would decide.
ChosenThresholds chooseThresholds(const fs::path& modelOrRun, const EvaluateOptions& options,
                                  const ThresholdGoal& goal, bool keep,
                                  const Progress& progress = {}, std::stop_token stop = {});

// What the scores of an evaluation are worth, label by label against the rest.
struct ScoreWorth {
    CalibrationFigures plain;               // at temperature 1
    std::optional<CalibrationFigures> kept; // at the temperature that is kept with the model
    struct OfLabel {
        std::string label;
        double rocArea = Metrics::kNone; // NaN: all or no text has the label
        double averagePrecision = 0;
    };
    std::vector<OfLabel> perLabel;
    // Over the labels whose area is defined: each alike, and by their texts.
    double macroRocArea = Metrics::kNone, weightedRocArea = Metrics::kNone;
    double macroAveragePrecision = Metrics::kNone, weightedAveragePrecision = Metrics::kNone;
    // Of rocArea, average precision (macro both), ECE (its draws moved by what they are too great
    // on average) and Brier score.
    FigureInterval rocAreaInterval, averagePrecisionInterval, eceInterval, brierInterval;
};
// Empty where the task has no scores or there are no texts. Areas are those of the scores by the
// calibration that is kept. Intervals as `bootstrap` asks, of fewer draws where texts times labels
// are many, and none where they are more than two millions.
std::optional<ScoreWorth> worthOfScores(const JudgedEvaluation& evaluation,
                                        const BootstrapOptions& bootstrap);
Json toJson(const ScoreWorth& worth);
// Of each label against the rest.
std::vector<ScoreCurve> curvesOfScores(const JudgedLogits& judged, double temperature);

} // namespace attune::studio
