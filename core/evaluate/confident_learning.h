// SPDX-License-Identifier: GPL-3.0-or-later
// Labels that are likely wrong, found by confident learning (Northcutt, Jiang and Chuang 2021,
// "Confident Learning: Estimating Uncertainty in Dataset Labels"), as the library cleanlab reckons
// it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace attune {

// What the probabilities of a text say of the label that it was given.
struct JudgedLabel {
    // (p of the given label - p of the best other one + 1) / 2: 0 surely wrong, 1 surely right.
    double quality = 0;
    double probability = 0;      // of the given label
    std::int32_t suggested = -1; // the best other label
    double suggestedProbability = 0;
    // Counted off the diagonal of the joint, and the best label is not the given one.
    bool likelyWrong = false;
};

struct JudgedLabels {
    std::vector<JudgedLabel> texts;   // [rows]
    std::vector<std::size_t> ranking; // rows, the likeliest errors first; of equals the earlier
    // Mean probability of each label over the texts that were given it; 2 where none was.
    std::vector<double> thresholds; // [L]
    // [given][likely]: texts whose probability reaches the threshold of the likely label (of
    // several the best label); texts that reach none are not counted.
    std::vector<std::vector<std::int64_t>> joint;
    std::int64_t likelyWrong = 0; // texts
};

// `probabilities`: [rows, L], each by a model that was not trained on the text; `given`: [rows]
// ids, 2 labels at least.
JudgedLabels judgeLabels(std::span<const double> probabilities, std::size_t labels,
                         std::span<const std::int32_t> given);

// A number of 0 .. folds-1 for each text: each label is spread evenly over the folds, drawn by
// `seed`.
std::vector<std::uint32_t> stratifiedFolds(std::span<const std::int32_t> labels,
                                           std::uint32_t folds, std::uint64_t seed);

} // namespace attune
