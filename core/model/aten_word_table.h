// SPDX-License-Identifier: GPL-3.0-or-later
// The training of the table of words [V, E] on the CPU, where it may be larger than all the rest of
// the model while a step meets few of its rows. Inside of this room only: it includes LibTorch.
//
// It is AdamW with a gradient for the whole table, bit for bit, but the work is put off. Gradients
// are held for the rows that were met alone. An update reaches those rows at once; the others owe
// it and are brought up to date when they are met again, or when someone wants the whole table: a
// row then passes through all the updates that it owes at one go, in the nearest cache. What a row
// becomes does not depend on when that happens. Rows that were never met have no moments and owe
// nothing but the decay.
#pragma once

#include "model/adamw.h"
#include "model/aten_parameter.h"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace attune::aten {

class WordTable {
public:
    // The parameter lives as long as this, has no moments yet, and its `gradient` stays undefined.
    WordTable(Parameter& parameter, double rateScale, double weightDecay);

    // The moments were set from outside: finds the rows that have some.
    void momentsChanged();

    // Brings the rows of `ids` up to date; the rest of the table is not.
    void refresh(std::span<const std::int32_t> ids);
    void refreshAll();

    // The rows of a batch as a leaf of autograd's graph.
    struct Met {
        std::vector<std::int32_t> rows; // without repeats, ascending
        at::Tensor values;              // [rows, E], requires a gradient
        at::Tensor index;               // [ids], places in `rows`
        std::int64_t pad = -1;          // place of the padding token; -1: it was not met
    };
    Met meet(std::span<const std::int32_t> ids, std::int64_t padId);

    // Gradients: [rows, E] is added to those held. As in Engine.
    void addGradient(const std::vector<std::int32_t>& rows, const at::Tensor& gradient);
    void storeGradient(std::span<float> values) const;
    void loadGradient(std::span<const float> values);
    at::Tensor gradient() const; // [rows that have one, E]
    void clearGradient();

    void update(const UpdateOptions& options);

    std::uint64_t bytesHeld() const; // beside the parameter

private:
    AdamWRow row(std::int64_t index) const;
    void advance(std::int64_t index);

    Parameter& parameter_;
    std::int64_t count_; // V
    std::int64_t width_; // E
    double rateScale_;
    double weightDecay_;

    std::vector<AdamWStep> steps_;    // updates since the whole table was up to date
    std::vector<std::uint16_t> done_; // [V] how many of them the row has
    std::vector<std::uint8_t> met_;   // [V] whether the row may have moments

    std::vector<std::int32_t> rows_;                     // that have a gradient
    std::unordered_map<std::int32_t, std::size_t> slot_; // of a row within rows_
    std::vector<float> gradient_;                        // [rows_, E]
};

} // namespace attune::aten
