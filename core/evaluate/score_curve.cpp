// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/score_curve.h"

#include "base/error.h"
#include "evaluate/shares.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace attune {

namespace {

LabelCounts countsOf(const ScoreCurve& curve, std::size_t step) {
    const ScoreCurve::Step& at = curve.steps[step];
    return {at.hits, at.answered, curve.positives};
}

Threshold made(const ScoreCurve& curve, std::size_t step) {
    const LabelCounts counts = countsOf(curve, step);
    const double below = step + 1 < curve.steps.size() ? curve.steps[step + 1].score : 0.0;
    return {(curve.steps[step].score + below) / 2, counts.precision(), counts.recall(), counts.f1(),
            counts.answered};
}

// The step whose `value` is greatest among those that `may`; of equals the first, which answers
// fewer texts.
template <class May, class Value>
std::optional<Threshold> bestOf(const ScoreCurve& curve, const May& may, const Value& value) {
    std::optional<std::size_t> best;
    if (curve.positives == 0)
        return std::nullopt;
    for (std::size_t step = 0; step < curve.steps.size(); ++step) {
        const LabelCounts counts = countsOf(curve, step);
        if (may(counts) && (!best || value(counts) > value(countsOf(curve, *best))))
            best = step;
    }
    return best ? std::optional(made(curve, *best)) : std::nullopt;
}

Areas areasOf(const ScoreCurve& curve) {
    Areas areas;
    ScoreCurve::Step before;
    for (const ScoreCurve::Step& step : curve.steps) {
        const std::int64_t hits = step.hits - before.hits;
        areas.add(static_cast<double>(hits),
                  static_cast<double>(step.answered - before.answered - hits));
        before = step;
    }
    return areas;
}

} // namespace

ScoreCurve scoreCurve(std::span<const double> scores, std::span<const std::uint8_t> truth) {
    for (const double score : scores)
        if (std::isnan(score))
            throw Error(say(ATTUNE_TEXT("core", "A score is not a number, so nothing can be "
                                                "ranked by it.")),
                        {},
                        say(ATTUNE_TEXT("core", "Train the model again with a lower learning "
                                                "rate.")));
    std::vector<std::size_t> order(scores.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return scores[a] > scores[b]; });
    ScoreCurve curve;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const double score = scores[order[i]];
        curve.texts += 1;
        curve.positives += truth[order[i]] != 0 ? 1 : 0;
        if (!curve.steps.empty() && curve.steps.back().score == score)
            curve.steps.pop_back();
        curve.steps.push_back({score, curve.texts, curve.positives});
    }
    return curve;
}

double Areas::roc() const {
    return hits_ > 0 && misses_ > 0 ? area_ / (hits_ * misses_)
                                    : std::numeric_limits<double>::quiet_NaN();
}

double Areas::averagePrecision() const { return hits_ > 0 ? precision_ / hits_ : 0; }

double rocArea(const ScoreCurve& curve) { return areasOf(curve).roc(); }

double averagePrecision(const ScoreCurve& curve) { return areasOf(curve).averagePrecision(); }

std::vector<CurvePoint> rocPoints(const ScoreCurve& curve) {
    std::vector<CurvePoint> points;
    if (curve.positives == 0 || curve.negatives() == 0)
        return points;
    using Place = std::pair<std::int64_t, std::int64_t>; // wrong ones, hits
    std::vector<Place> places = {
        {0, 0}
    };
    for (const ScoreCurve::Step& step : curve.steps) {
        const Place next{step.answered - step.hits, step.hits};
        // On the line through the last two: the last one says nothing.
        if (places.size() > 1) {
            const Place& a = places[places.size() - 2];
            const Place& b = places.back();
            if ((b.first - a.first) * (next.second - b.second) ==
                (b.second - a.second) * (next.first - b.first))
                places.pop_back();
        }
        places.push_back(next);
    }
    for (const auto& [wrong, hits] : places)
        points.push_back({share(wrong, curve.negatives()), share(hits, curve.positives)});
    return points;
}

std::vector<CurvePoint> precisionRecallPoints(const ScoreCurve& curve) {
    std::vector<CurvePoint> points;
    if (curve.positives == 0)
        return points;
    points.push_back({0, 1});
    for (std::size_t step = 0; step < curve.steps.size(); ++step) {
        const LabelCounts counts = countsOf(curve, step);
        points.push_back({counts.recall(), counts.precision()});
    }
    return points;
}

Threshold thresholdAt(const ScoreCurve& curve, double threshold) {
    const auto end =
        std::partition_point(curve.steps.begin(), curve.steps.end(),
                             [&](const ScoreCurve::Step& step) { return step.score >= threshold; });
    LabelCounts counts{0, 0, curve.positives};
    if (end != curve.steps.begin())
        counts = countsOf(curve, static_cast<std::size_t>(end - curve.steps.begin()) - 1);
    return {threshold, counts.precision(), counts.recall(), counts.f1(), counts.answered};
}

std::optional<Threshold> bestF1Threshold(const ScoreCurve& curve) {
    return bestOf(
        curve, [](const LabelCounts&) { return true; },
        [](const LabelCounts& counts) { return counts.f1(); });
}

std::optional<Threshold> thresholdOfPrecision(const ScoreCurve& curve, double precision) {
    return bestOf(
        curve, [&](const LabelCounts& counts) { return counts.precision() >= precision; },
        [](const LabelCounts& counts) { return counts.recall(); });
}

std::optional<Threshold> thresholdOfRecall(const ScoreCurve& curve, double recall) {
    return bestOf(
        curve, [&](const LabelCounts& counts) { return counts.recall() >= recall; },
        [](const LabelCounts& counts) { return counts.precision(); });
}

} // namespace attune
