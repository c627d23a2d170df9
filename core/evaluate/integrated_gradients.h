// SPDX-License-Identifier: GPL-3.0-or-later
// Integrated gradients (Sundararajan, Taly & Yan 2017): how much each token of a text spoke for a
// logit. The path goes in a straight line from a baseline, in which the word vectors of the text's
// tokens are that of one token that says nothing (a mask, padding), to the text itself.
#pragma once

#include "model/engine.h"

#include <functional>
#include <stop_token>

namespace attune {

struct PathText {
    std::vector<std::int32_t> ids;     // [n]
    std::vector<std::int32_t> typeIds; // [n]
    std::vector<bool> kept;    // [n], tokens that are the same in the baseline: special ones
    std::int32_t baseline = 0; // id of the token that stands for all others there
};

// The logit that is explained.
struct PathTarget {
    std::int32_t label = 0;
    std::size_t token = 0; // whose logits, of a head that answers tokens
};

struct PathOptions {
    // The sum of the attributions is the difference of the logits at both ends of the path, but for
    // the error of the integral. The path is halved where it errs most until the errors of all its
    // parts sum up to less than `limit` times that difference, or times 1 where it is smaller.
    double limit = 0.01;
    int steps = 512; // at most so many gradients, but at least those of one part
};

struct Attributions {
    std::vector<double> tokens; // [n]; 0 for those that are kept
    double logit = 0;           // of the text
    double baseline = 0;        // of the baseline
    double sum = 0;             // of `tokens`
    double error = 0;           // sum - (logit - baseline)
    double limit = 0;           // of the error
    int steps = 0;              // gradients that were computed
    bool reached = false;       // whether the errors of the parts stayed under the limit
};

// Gauss and Legendre's rule with 8 places on each part of the path. The engine's parameters and
// gradients stay as they are. Throws Cancelled when stopped, an Error where one text does not fit
// into the memory. `progress` of at most options.steps gradients.
Attributions integratedGradients(Engine& engine, const PathText& text, const PathTarget& target,
                                 const PathOptions& options = {}, std::stop_token stop = {},
                                 const std::function<void(int done, int all)>& progress = {});

} // namespace attune
