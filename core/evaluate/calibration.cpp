// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/calibration.h"

#include "base/error.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace attune {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

// log(1 + e^x), without overflow.
double softplus(double x) { return std::max(x, 0.0) + std::log1p(std::exp(-std::abs(x))); }

double sigmoid(double x) {
    return x >= 0 ? 1 / (1 + std::exp(-x)) : std::exp(x) / (1 + std::exp(x));
}

// The negative log likelihood of a row with logits times `inverse`, and its first two derivatives
// by `inverse`.
struct Likelihood {
    double value = 0, slope = 0, curvature = 0;
};

Likelihood ofRow(Task task, const float* logits, const std::uint8_t* truth, std::size_t labels,
                 double inverse) {
    Likelihood out;
    if (task == Task::MultiLabel) {
        // The mean over the labels, as the loss.
        for (std::size_t i = 0; i < labels; ++i) {
            const auto z = static_cast<double>(logits[i]);
            const double p = sigmoid(z * inverse);
            out.value += softplus(z * inverse) - (truth[i] != 0 ? z * inverse : 0);
            out.slope += z * (p - (truth[i] != 0 ? 1 : 0));
            out.curvature += z * z * p * (1 - p);
        }
        const auto count = static_cast<double>(labels);
        return {out.value / count, out.slope / count, out.curvature / count};
    }
    double most = -std::numeric_limits<double>::infinity(), own = 0;
    for (std::size_t i = 0; i < labels; ++i) {
        most = std::max(most, static_cast<double>(logits[i]));
        own = truth[i] != 0 ? static_cast<double>(logits[i]) : own;
    }
    // Relative to the greatest, so that nothing overflows.
    double sum = 0, first = 0, second = 0;
    for (std::size_t i = 0; i < labels; ++i) {
        const double z = static_cast<double>(logits[i]) - most;
        const double e = std::exp(z * inverse);
        sum += e;
        first += z * e;
        second += z * z * e;
    }
    const double mean = first / sum;
    return {std::log(sum) - (own - most) * inverse, mean - (own - most),
            std::max(second / sum - mean * mean, 0.0)};
}

Likelihood ofAll(const JudgedLogits& judged, double inverse) {
    Likelihood out;
    const std::size_t rows = judged.rows();
    for (std::size_t row = 0; row < rows; ++row) {
        const Likelihood one =
            ofRow(judged.task, judged.logits.data() + row * judged.labels,
                  judged.truths.data() + row * judged.labels, judged.labels, inverse);
        out.value += one.value;
        out.slope += one.slope;
        out.curvature += one.curvature;
    }
    const auto all = static_cast<double>(std::max<std::size_t>(rows, 1));
    return {out.value / all, out.slope / all, out.curvature / all};
}

} // namespace

JudgedLogits judgedLogits(std::span<const float> logits, std::span<const std::int32_t> truth,
                          std::size_t labels) {
    JudgedLogits judged;
    judged.labels = labels;
    judged.logits.assign(logits.begin(), logits.end());
    judged.truths.assign(logits.size(), 0);
    for (std::size_t row = 0; row < truth.size(); ++row)
        judged.truths[row * labels + static_cast<std::size_t>(truth[row])] = 1;
    return judged;
}

std::vector<double> scoresOf(Task task, std::span<const float> logits, double temperature) {
    std::vector<double> scores(logits.begin(), logits.end());
    if (task == Task::Regression || scores.empty())
        return scores;
    if (task == Task::MultiLabel) {
        for (double& score : scores)
            score = sigmoid(score / temperature);
        return scores;
    }
    const double most = *std::max_element(scores.begin(), scores.end());
    double sum = 0;
    for (const double score : scores)
        sum += std::exp((score - most) / temperature);
    const double total = most + std::log(sum) * temperature;
    for (double& score : scores)
        score = std::exp((score - total) / temperature);
    return scores;
}

std::vector<double> scoresOf(const JudgedLogits& judged, double temperature) {
    std::vector<double> out;
    out.reserve(judged.logits.size());
    for (std::size_t row = 0; row < judged.rows(); ++row) {
        const std::span<const float> logits{judged.logits.data() + row * judged.labels,
                                            judged.labels};
        for (const float logit : logits)
            if (std::isnan(logit))
                throw Error(say(ATTUNE_TEXT("core", "The model's answer to a text is not a "
                                                    "number.")),
                            {},
                            say(ATTUNE_TEXT("core", "Train the model again with a lower learning "
                                                    "rate.")));
        const std::vector<double> scores = scoresOf(judged.task, logits, temperature);
        out.insert(out.end(), scores.begin(), scores.end());
    }
    return out;
}

CalibrationParts calibrationParts(const JudgedLogits& judged, double temperature,
                                  std::size_t bins) {
    const std::size_t rows = judged.rows(), labels = judged.labels;
    const std::vector<double> scores = scoresOf(judged, temperature);
    const bool several = judged.task == Task::MultiLabel;
    std::vector<double> edges; // inner ones, as numpy.linspace() makes them
    for (std::size_t i = 1; i < bins; ++i)
        edges.push_back(static_cast<double>(i) * (1.0 / static_cast<double>(bins)));
    // Of two labels each text is counted once, as scikit-learn does.
    const double parts = several ? static_cast<double>(labels) : labels == 2 ? 2.0 : 1.0;
    CalibrationParts out;
    out.answersOfText = several ? labels : 1;
    out.answers.reserve(rows * out.answersOfText);
    out.brier.reserve(rows);
    for (std::size_t row = 0; row < rows; ++row) {
        const double* of = scores.data() + row * labels;
        const std::uint8_t* truth = judged.truths.data() + row * labels;
        const auto best = static_cast<std::size_t>(std::max_element(of, of + labels) - of);
        double squares = 0;
        for (std::size_t i = 0; i < labels; ++i) {
            const double off = of[i] - (truth[i] != 0 ? 1 : 0);
            squares += off * off;
            if (several || i == best)
                out.answers.push_back(
                    {static_cast<std::size_t>(std::lower_bound(edges.begin(), edges.end(), of[i]) -
                                              edges.begin()),
                     of[i], truth[i] != 0});
        }
        out.brier.push_back(squares / parts);
    }
    return out;
}

CalibrationFigures calibrationFigures(const JudgedLogits& judged, double temperature,
                                      std::size_t bins) {
    const std::size_t rows = judged.rows();
    const CalibrationParts parts = calibrationParts(judged, temperature, bins);
    CalibrationFigures out;
    out.bins.resize(bins);
    for (const CalibrationParts::Answer& answer : parts.answers) {
        ReliabilityBin& bin = out.bins[answer.bin];
        bin.count += 1;
        bin.score += answer.score;
        bin.right += answer.right ? 1 : 0;
    }
    const double brier = std::accumulate(parts.brier.begin(), parts.brier.end(), 0.0);
    out.brier = rows == 0 ? kNone : brier / static_cast<double>(rows);
    out.nll = rows == 0 ? kNone : ofAll(judged, 1 / temperature).value;
    out.ece = rows == 0 ? kNone : 0;
    out.mce = out.ece;
    const auto answers = static_cast<double>(parts.answers.size());
    for (ReliabilityBin& bin : out.bins) {
        const auto count = static_cast<double>(bin.count);
        bin.score = bin.count == 0 ? kNone : bin.score / count;
        bin.right = bin.count == 0 ? kNone : bin.right / count;
        if (bin.count == 0)
            continue;
        const double gap = std::abs(bin.right - bin.score);
        out.ece += gap * count / answers;
        out.mce = std::max(out.mce, gap);
    }
    return out;
}

FittedTemperature fitTemperature(const JudgedLogits& judged) {
    if (judged.rows() == 0)
        throw UsageError(say(ATTUNE_TEXT("core", "There is no text to calibrate on.")), {},
                         say(ATTUNE_TEXT("core", "Take a file of labelled texts that the model was "
                                                 "not trained on.")));
    for (const float logit : judged.logits)
        if (!std::isfinite(logit))
            throw Error(say(ATTUNE_TEXT("core", "The model's answer to a text is not a number.")),
                        {},
                        say(ATTUNE_TEXT("core", "Train the model again with a lower learning "
                                                "rate.")));
    // Newton's steps on the inverse, kept within a bracket that the sign of the slope narrows.
    double low = 1.0 / 20, high = 1.0 / 0.05, inverse = 1;
    FittedTemperature out;
    out.nllBefore = ofAll(judged, 1).value;
    if (ofAll(judged, low).slope >= 0)
        high = inverse = low;
    else if (ofAll(judged, high).slope <= 0)
        low = inverse = high;
    out.atBound = low == high;
    for (int step = 0; step < 200 && high - low > 1e-14 * high; ++step) {
        const Likelihood at = ofAll(judged, inverse);
        if (at.slope == 0)
            break;
        (at.slope > 0 ? high : low) = inverse;
        const double next = at.curvature > 0 ? inverse - at.slope / at.curvature : low;
        const double before = inverse;
        inverse = next > low && next < high ? next : (low + high) / 2;
        if (std::abs(inverse - before) <= 1e-14 * before)
            break;
    }
    out.temperature = 1 / inverse;
    out.nllAfter = ofAll(judged, inverse).value;
    return out;
}

} // namespace attune
