// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/shares.h"

namespace attune {

void takeAverages(Metrics& metrics, const std::vector<LabelCounts>& counts,
                  const std::vector<std::string>& labels, MacroOver over) {
    LabelCounts all;
    std::int64_t meant = 0;
    metrics.perLabel.clear();
    metrics.perLabel.reserve(counts.size());
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const LabelCounts& one = counts[i];
        const LabelMetrics shares{labels[i], one.precision(), one.recall(), one.f1(), one.support};
        all.hits += one.hits;
        all.answered += one.answered;
        all.support += one.support;
        if (over == MacroOver::All || one.support + one.answered > 0) {
            ++meant;
            metrics.macroPrecision += shares.precision;
            metrics.macroRecall += shares.recall;
            metrics.macroF1 += shares.f1;
        }
        const auto weight = static_cast<double>(one.support);
        metrics.weightedPrecision += weight * shares.precision;
        metrics.weightedRecall += weight * shares.recall;
        metrics.weightedF1 += weight * shares.f1;
        metrics.perLabel.push_back(shares);
    }
    for (double* mean : {&metrics.macroPrecision, &metrics.macroRecall, &metrics.macroF1})
        *mean = meant == 0 ? 0.0 : *mean / static_cast<double>(meant);
    for (double* mean : {&metrics.weightedPrecision, &metrics.weightedRecall, &metrics.weightedF1})
        *mean = all.support == 0 ? 0.0 : *mean / static_cast<double>(all.support);
    metrics.microPrecision = all.precision();
    metrics.microRecall = all.recall();
    metrics.microF1 = all.f1();
}

} // namespace attune
