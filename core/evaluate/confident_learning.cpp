// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/confident_learning.h"

#include "base/random.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace attune {

namespace {

// What cleanlab allows for rounding where a probability meets its threshold, or the best label the
// given one.
constexpr double kSlack = 1e-6;
constexpr double kLeastThreshold = 2e-6;
constexpr double kNoTexts = 2;

std::size_t bestOf(std::span<const double> p) {
    return static_cast<std::size_t>(std::max_element(p.begin(), p.end()) - p.begin());
}

// The label that a text likely has; -1: the model is sure of none.
std::int32_t likelyLabel(std::span<const double> p, const std::vector<double>& thresholds) {
    std::int32_t only = -1;
    std::size_t reached = 0;
    for (std::size_t label = 0; label < p.size(); ++label)
        if (p[label] >= thresholds[label] - kSlack && reached++ == 0)
            only = static_cast<std::int32_t>(label);
    return reached > 1 ? static_cast<std::int32_t>(bestOf(p)) : only;
}

JudgedLabel judged(std::span<const double> p, std::size_t given) {
    JudgedLabel out;
    out.probability = p[given];
    out.suggestedProbability = -1;
    for (std::size_t label = 0; label < p.size(); ++label)
        if (label != given && p[label] > out.suggestedProbability) {
            out.suggested = static_cast<std::int32_t>(label);
            out.suggestedProbability = p[label];
        }
    out.quality = (out.probability - out.suggestedProbability + 1) / 2;
    return out;
}

} // namespace

JudgedLabels judgeLabels(std::span<const double> probabilities, std::size_t labels,
                         std::span<const std::int32_t> given) {
    JudgedLabels out;
    out.joint.assign(labels, std::vector<std::int64_t>(labels));
    const auto of = [&](std::size_t row) { return probabilities.subspan(row * labels, labels); };
    std::vector<double> sums(labels), counts(labels);
    for (std::size_t row = 0; row < given.size(); ++row) {
        const auto label = static_cast<std::size_t>(given[row]);
        sums[label] += of(row)[label];
        ++counts[label];
    }
    for (std::size_t label = 0; label < labels; ++label)
        out.thresholds.push_back(
            counts[label] > 0 ? std::max(sums[label] / counts[label], kLeastThreshold) : kNoTexts);
    for (std::size_t row = 0; row < given.size(); ++row) {
        const auto label = static_cast<std::size_t>(given[row]);
        JudgedLabel one = judged(of(row), label);
        const std::int32_t likely = likelyLabel(of(row), out.thresholds);
        if (likely >= 0)
            ++out.joint[label][static_cast<std::size_t>(likely)];
        one.likelyWrong = likely >= 0 && likely != given[row] &&
                          one.suggestedProbability > one.probability + kSlack;
        out.likelyWrong += one.likelyWrong ? 1 : 0;
        out.texts.push_back(one);
    }
    out.ranking.resize(given.size());
    std::iota(out.ranking.begin(), out.ranking.end(), std::size_t{0});
    std::stable_sort(out.ranking.begin(), out.ranking.end(), [&](std::size_t a, std::size_t b) {
        return out.texts[a].quality < out.texts[b].quality;
    });
    return out;
}

std::vector<std::uint32_t> stratifiedFolds(std::span<const std::int32_t> labels,
                                           std::uint32_t folds, std::uint64_t seed) {
    std::map<std::int32_t, std::vector<std::size_t>> byLabel;
    for (std::size_t row = 0; row < labels.size(); ++row)
        byLabel[labels[row]].push_back(row);
    std::vector<std::uint32_t> out(labels.size());
    std::uint32_t next = 0; // goes on from label to label, so that the folds are alike in size
    for (auto& [label, rows] : byLabel) {
        shuffle(rows, streamKey(seed, "folds", label));
        for (const std::size_t row : rows)
            out[row] = next++ % folds;
    }
    return out;
}

} // namespace attune
