// SPDX-License-Identifier: GPL-3.0-or-later
// What a label's scores are worth at every threshold: the curves of receiver operating
// characteristic and of precision and recall, their areas, and thresholds chosen from them; as
// scikit-learn defines them. A text is answered with the label where its score is at least the
// threshold. NaN among the scores is an Error.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace attune {

// Of a label (or of a label against the rest), by falling score; texts of equal scores are one
// step.
struct ScoreCurve {
    struct Step {
        double score = 0;
        std::int64_t answered = 0; // texts that score at least that
        std::int64_t hits = 0;     // those of them that have the label
    };
    std::vector<Step> steps;
    std::int64_t texts = 0;
    std::int64_t positives = 0; // texts that have the label

    std::int64_t negatives() const { return texts - positives; }
};
// `truth`: 0 or 1 for each score.
ScoreCurve scoreCurve(std::span<const double> scores, std::span<const std::uint8_t> truth);

// Both areas, from steps of falling scores: of a curve, or of texts that were drawn so often.
class Areas {
public:
    // `hits` and `misses`: texts of one score that have the label, and that do not.
    void add(double hits, double misses) {
        area_ += misses * (hits_ + hits / 2);
        hits_ += hits;
        misses_ += misses;
        if (hits > 0)
            precision_ += hits * hits_ / (hits_ + misses_);
    }
    double roc() const; // as rocArea()
    double averagePrecision() const;

private:
    double hits_ = 0, misses_ = 0, area_ = 0, precision_ = 0;
};

// NaN where all or no text has the label.
double rocArea(const ScoreCurve& curve);
// The mean of precision over the steps, weighted by what each adds to recall; 0 without positives.
double averagePrecision(const ScoreCurve& curve);

struct CurvePoint {
    double x = 0, y = 0;
    bool operator==(const CurvePoint&) const = default;
};
// False against true positive rate, from (0, 0) to (1, 1). Points between which the line is
// straight are left out. Empty where a rate is not defined.
std::vector<CurvePoint> rocPoints(const ScoreCurve& curve);
// Recall against precision, from recall 0 on (where precision counts as 1). Empty without
// positives.
std::vector<CurvePoint> precisionRecallPoints(const ScoreCurve& curve);

// A threshold and what it gives.
struct Threshold {
    double threshold = 0.5;
    double precision = 0, recall = 0, f1 = 0;
    std::int64_t answered = 0;
};
Threshold thresholdAt(const ScoreCurve& curve, double threshold);
// Those below stand half-way between the lowest score that they answer and the next lower one: a
// score that differs by rounding is answered as before. None without texts that have the label.
std::optional<Threshold> bestF1Threshold(const ScoreCurve& curve);
// That of the greatest recall whose precision is at least `precision`.
std::optional<Threshold> thresholdOfPrecision(const ScoreCurve& curve, double precision);
// That of the greatest precision whose recall is at least `recall`.
std::optional<Threshold> thresholdOfRecall(const ScoreCurve& curve, double recall);

} // namespace attune
