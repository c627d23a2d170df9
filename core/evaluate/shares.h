// SPDX-License-Identifier: GPL-3.0-or-later
// Precision, recall and F1 from counts, and their averages over labels: what the metrics of all
// tasks with labels share. A share of nothing is 0.
#pragma once

#include "evaluate/metrics.h"

namespace attune {

inline double share(std::int64_t part, std::int64_t whole) {
    return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

struct LabelCounts {
    std::int64_t hits = 0;     // answered with it, and rightly
    std::int64_t answered = 0; // answered with it
    std::int64_t support = 0;  // that have it

    double precision() const { return share(hits, answered); }
    double recall() const { return share(hits, support); }
    double f1() const { return share(2 * hits, support + answered); }
};

enum class MacroOver {
    All,       // labels
    Occurring, // labels among truths or answers
};
// Fills perLabel and the macro, weighted and micro averages of `metrics`.
void takeAverages(Metrics& metrics, const std::vector<LabelCounts>& counts,
                  const std::vector<std::string>& labels, MacroOver over);

} // namespace attune
