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

    void add(const LabelCounts& other, std::int64_t times) {
        hits += other.hits * times;
        answered += other.answered * times;
        support += other.support * times;
    }
};

enum class MacroOver {
    All,       // labels
    Occurring, // labels among truths or answers
};
// Fills perLabel and the macro, weighted and micro averages of `metrics`.
void takeAverages(Metrics& metrics, const std::vector<LabelCounts>& counts,
                  const std::vector<std::string>& labels, MacroOver over);

// All but the loss and the table of confusion.
Metrics singleLabelMetrics(const std::vector<LabelCounts>& counts,
                           const std::vector<std::string>& labels);

// Names of one text, by the place of their type in entityTypes(), and its tokens.
struct NamesOfText {
    std::vector<std::pair<std::size_t, LabelCounts>> byType; // those that occur
    std::int64_t tokens = 0, right = 0;
};
// Every type that a tag names, in order.
std::vector<std::string> entityTypes(const std::vector<std::string>& tags);
std::vector<NamesOfText> namesByText(std::span<const std::int32_t> truth,
                                     std::span<const std::int32_t> predicted,
                                     std::span<const std::int32_t> starts,
                                     const std::vector<std::string>& tags);
// From counts of types and of tokens.
Metrics entityMetrics(const std::vector<LabelCounts>& counts, const std::vector<std::string>& types,
                      std::int64_t texts, std::int64_t tokens, std::int64_t right);

} // namespace attune
