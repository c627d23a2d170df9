// SPDX-License-Identifier: GPL-3.0-or-later
// Whether scores are probabilities: of 100 answers that score 0.8, 80 should be right. Errors of
// calibration, the Brier score, and temperature scaling (Guo et al. 2017), which divides the logits
// by one number. Labels stay as they are: dividing changes no order, and thresholds, which are of
// scores, are moved with them (Calibration::withTemperature).
#pragma once

#include "base/json.h"
#include "data/task.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace attune {

// Logits of texts with known labels. Tasks: SingleLabel and MultiLabel.
struct JudgedLogits {
    Task task = Task::SingleLabel;
    std::size_t labels = 0;           // L
    std::vector<float> logits;        // [rows, L]
    std::vector<std::uint8_t> truths; // [rows, L]: 1 where the text has the label

    std::size_t rows() const { return labels == 0 ? 0 : logits.size() / labels; }
};
JudgedLogits judgedLogits(std::span<const float> logits, std::span<const std::int32_t> truth,
                          std::size_t labels); // SingleLabel

// Softmax, or a sigmoid each (MultiLabel), of the logits divided by `temperature`. Regression: the
// logits as they are.
std::vector<double> scoresOf(Task task, std::span<const float> logits, double temperature = 1);

// Scores of all rows: [rows, L]. An Error where a logit is NaN.
std::vector<double> scoresOf(const JudgedLogits& judged, double temperature = 1);

struct ReliabilityBin {
    std::int64_t count = 0;
    double score = 0; // mean of the scores; NaN: empty
    double right = 0; // share that is right; NaN: empty
};
struct CalibrationFigures {
    double nll = 0;   // mean negative log likelihood: the loss of the task
    double brier = 0; // as scikit-learn's: halved where there are two labels; MultiLabel: the mean
                      // over the labels
    double ece = 0;   // expected and maximum calibration error
    double mce = 0;
    std::vector<ReliabilityBin> bins; // of equal width, (0, 1/n], ..., the first with 0
};
// What the texts add to these figures.
struct CalibrationParts {
    struct Answer {
        std::size_t bin = 0;
        double score = 0;
        bool right = false;
    };
    std::vector<Answer> answers;   // [rows, answersOfText]
    std::size_t answersOfText = 1; // MultiLabel: L
    std::vector<double> brier;     // [rows]
};
CalibrationParts calibrationParts(const JudgedLogits& judged, double temperature, std::size_t bins);

// Bins hold the score of the answered label (SingleLabel), or each label's own (MultiLabel).
// `scores` and `truths`: [rows, L]. Without rows all is NaN.
CalibrationFigures calibrationFigures(const JudgedLogits& judged, double temperature = 1,
                                      std::size_t bins = 15);

// The temperature by which the likelihood of the texts is greatest, within 0.05 to 20 (where all
// answers are right, no finite one is best: then it stays at the bound). The likelihood is concave
// in its inverse, so there is one. An Error where there are no rows or a logit is not finite.
struct FittedTemperature {
    double temperature = 1;
    bool atBound = false;
    double nllBefore = 0, nllAfter = 0;
};
FittedTemperature fitTemperature(const JudgedLogits& judged);

// What is kept with a model (attune.json, "calibration"): how its logits become scores and labels.
struct Calibration {
    double temperature = 1;
    // Where the temperature comes from, for people: the part or file, and its texts.
    std::string fittedOn;
    std::int64_t texts = 0;
    // By label id, each in 0 to 1; none: the label of the best score (SingleLabel), 0.5
    // (MultiLabel). SingleLabel: of the second of two labels alone, decidesLabel() tells.
    std::vector<std::optional<double>> thresholds;
    // By label id, for people: the part or file that a threshold was chosen on. Shorter than
    // `thresholds`, or empty: not told.
    std::vector<std::string> thresholdsFrom;

    bool isPlain() const; // nothing is changed by it
    bool hasThresholds() const;
    bool operator==(const Calibration&) const = default;

    // Another temperature and the same answers: a threshold t becomes
    // sigmoid(logit(t) * temperature / other), at which the same logits pass. Exact for each label
    // of MultiLabel and for two labels, where the score of the second is the sigmoid of a
    // difference of logits; more labels have no thresholds.
    Calibration withTemperature(double other) const;
    // Of one label; nothing: without. `from`: see thresholdsFrom.
    void setThreshold(std::size_t label, std::size_t labels, std::optional<double> threshold,
                      const std::string& from = {});

    // Of one text: `scores` [L] of scoresOf() with this temperature.
    std::int32_t label(std::span<const double> scores) const;               // SingleLabel
    std::vector<std::int32_t> labels(std::span<const double> scores) const; // MultiLabel, ascending
};
// Whether a threshold of that label decides anything in a model of so many labels.
bool decidesLabel(Task task, std::size_t label, std::size_t labels);

Json toJson(const Calibration& calibration); // null where it is plain
// `where` names the source in errors. null: plain.
Calibration calibrationFromJson(const Json& json, const std::string& where);

} // namespace attune
