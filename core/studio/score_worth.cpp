// SPDX-License-Identifier: GPL-3.0-or-later
// What scores are worth: areas, calibration, and how far chance moves them.
#include "studio/calibrating.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace attune::studio {

namespace {

// Scores of one label and which rows have it, rows by falling score.
struct Ranked {
    std::vector<double> scores;
    std::vector<std::uint8_t> truth;
    std::vector<std::uint32_t> order;
};

std::vector<Ranked> rankedOf(const JudgedLogits& judged, double temperature) {
    const std::vector<double> scores = scoresOf(judged, temperature);
    std::vector<Ranked> out(judged.labels);
    for (std::size_t label = 0; label < out.size(); ++label) {
        Ranked& one = out[label];
        for (std::size_t i = label; i < scores.size(); i += judged.labels) {
            one.scores.push_back(scores[i]);
            one.truth.push_back(judged.truths[i]);
        }
        one.order.resize(one.scores.size());
        std::iota(one.order.begin(), one.order.end(), 0U);
        std::sort(one.order.begin(), one.order.end(), [&one](std::uint32_t a, std::uint32_t b) {
            return one.scores[a] > one.scores[b];
        });
    }
    return out;
}

// Of rows that stand there so often.
Areas areas(const Ranked& of, std::span<const std::uint32_t> times) {
    Areas out;
    for (std::size_t begin = 0; begin < of.order.size();) {
        double hits = 0, misses = 0;
        std::size_t end = begin;
        for (; end < of.order.size() && of.scores[of.order[end]] == of.scores[of.order[begin]];
             ++end)
            (of.truth[of.order[end]] != 0 ? hits : misses) += times[of.order[end]];
        out.add(hits, misses);
        begin = end;
    }
    return out;
}

// The mean of those that are defined.
struct Mean {
    double sum = 0, weight = 0;
    void add(double value, double times) {
        if (std::isnan(value))
            return;
        sum += value * times;
        weight += times;
    }
    double value() const { return weight > 0 ? sum / weight : Metrics::kNone; }
};

constexpr std::size_t kBins = 15;

// Drawing rows anew adds noise to every bin, and a sum of absolute values only grows by noise: the
// draws of a well calibrated model all lie above its error. What they are too great by on average
// is taken off, so that the interval lies about the estimate.
FigureInterval aboutEstimate(const FigureInterval& draws, double mean, double estimate) {
    const double excess = mean - estimate;
    return {std::max(draws.low - excess, 0.0), draws.high - excess}; // NaN stays
}

} // namespace

std::optional<ScoreWorth> worthOfScores(const JudgedEvaluation& evaluation,
                                        const BootstrapOptions& options) {
    const JudgedLogits& judged = evaluation.judged;
    const std::size_t rows = judged.rows(), labels = judged.labels;
    if (rows == 0)
        return std::nullopt;
    const double temperature = evaluation.calibration.temperature;
    ScoreWorth out;
    out.plain = calibrationFigures(judged, 1, kBins);
    if (temperature != 1)
        out.kept = calibrationFigures(judged, temperature, kBins);
    const std::vector<Ranked> ranked = rankedOf(judged, temperature);
    const std::vector<std::uint32_t> once(rows, 1);
    Mean roc, weightedRoc, precision, weightedPrecision;
    for (std::size_t label = 0; label < labels; ++label) {
        const Areas of = areas(ranked[label], once);
        const double area = of.roc(), average = of.averagePrecision();
        out.perLabel.push_back({evaluation.labels[label], area, average});
        const auto support = static_cast<double>(
            std::count(ranked[label].truth.begin(), ranked[label].truth.end(), 1));
        roc.add(area, 1);
        weightedRoc.add(area, support);
        precision.add(support > 0 ? average : Metrics::kNone, 1);
        weightedPrecision.add(average, support);
    }
    out.macroRocArea = roc.value();
    out.weightedRocArea = weightedRoc.value();
    out.macroAveragePrecision = precision.value();
    out.weightedAveragePrecision = weightedPrecision.value();

    // A draw walks over all scores of all labels: as many as some seconds have room for.
    constexpr double kMost = 2e8;
    const auto room = static_cast<std::int64_t>(
        kMost / (static_cast<double>(rows) * static_cast<double>(labels)));
    BootstrapOptions fewer = options;
    fewer.draws = room < 100 ? 0 : std::min(options.draws, room);
    const CalibrationParts parts = calibrationParts(judged, temperature, kBins);
    std::vector<double> means;
    const auto found = bootstrap(
        rows, 4,
        [&](std::span<const std::uint32_t> times, std::span<double> figures) {
            Mean areaOfDraw, precisionOfDraw;
            for (const Ranked& one : ranked) {
                const Areas of = areas(one, times);
                const double average = of.averagePrecision();
                areaOfDraw.add(of.roc(), 1);
                precisionOfDraw.add(average > 0 ? average : Metrics::kNone, 1);
            }
            double bins[kBins] = {}, brier = 0, ece = 0;
            for (std::size_t row = 0; row < rows; ++row) {
                brier += times[row] * parts.brier[row];
                for (std::size_t i = 0; i < parts.answersOfText; ++i) {
                    const auto& answer = parts.answers[row * parts.answersOfText + i];
                    bins[answer.bin] += times[row] * ((answer.right ? 1 : 0) - answer.score);
                }
            }
            for (const double off : bins)
                ece += std::abs(off);
            figures[0] = areaOfDraw.value();
            figures[1] = precisionOfDraw.value();
            figures[2] = ece / static_cast<double>(parts.answers.size());
            figures[3] = brier / static_cast<double>(rows);
        },
        fewer, &means);
    out.rocAreaInterval = found[0];
    out.averagePrecisionInterval = found[1];
    out.eceInterval = aboutEstimate(found[2], means[2], (out.kept ? *out.kept : out.plain).ece);
    out.brierInterval = found[3];
    return out;
}

std::vector<ScoreCurve> curvesOfScores(const JudgedLogits& judged, double temperature) {
    std::vector<ScoreCurve> out;
    for (const Ranked& label : rankedOf(judged, temperature))
        out.push_back(scoreCurve(label.scores, label.truth));
    return out;
}

Json toJson(const ScoreWorth& worth) {
    const auto pair = [](const FigureInterval& one) {
        return Json::array({finiteOrNull(one.low), finiteOrNull(one.high)});
    };
    const auto figures = [](const CalibrationFigures& of) {
        Json bins = Json::array();
        for (const ReliabilityBin& bin : of.bins)
            bins.push_back({
                {"count", bin.count              },
                {"score", finiteOrNull(bin.score)},
                {"right", finiteOrNull(bin.right)}
            });
        return Json{
            {"nll",   finiteOrNull(of.nll)  },
            {"brier", finiteOrNull(of.brier)},
            {"ece",   finiteOrNull(of.ece)  },
            {"mce",   finiteOrNull(of.mce)  },
            {"bins",  bins                  }
        };
    };
    Json perLabel = Json::array();
    for (const ScoreWorth::OfLabel& one : worth.perLabel)
        perLabel.push_back({
            {"label",             one.label                         },
            {"roc_area",          finiteOrNull(one.rocArea)         },
            {"average_precision", finiteOrNull(one.averagePrecision)}
        });
    Json json = {
        {"roc_area",                   finiteOrNull(worth.macroRocArea)            },
        {"roc_area_weighted",          finiteOrNull(worth.weightedRocArea)         },
        {"average_precision",          finiteOrNull(worth.macroAveragePrecision)   },
        {"average_precision_weighted", finiteOrNull(worth.weightedAveragePrecision)},
        {"per_label",                  perLabel                                    },
        {"before",                     figures(worth.plain)                        }
    };
    json["after"] = worth.kept ? figures(*worth.kept) : Json();
    json["intervals"] = {
        {"roc_area",          pair(worth.rocAreaInterval)         },
        {"average_precision", pair(worth.averagePrecisionInterval)},
        {"ece",               pair(worth.eceInterval)             },
        {"brier",             pair(worth.brierInterval)           }
    };
    return json;
}

} // namespace attune::studio
