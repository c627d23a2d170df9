// SPDX-License-Identifier: GPL-3.0-or-later
// The table of words [V, E] on the CPU, where it may be larger than all the rest of the model while
// a step meets few of its rows.
//
// It is AdamW with a gradient for the whole table, bit for bit, but the work is put off. Gradients
// are held for the rows that were met alone. An update reaches those rows at once; the others owe
// it and are brought up to date when they are met again, or when someone wants the whole table.
// What a row becomes does not depend on when that happens. Rows that were never met have no moments
// and owe nothing but the decay.
#pragma once

#include "cpu/aligned.h"
#include "model/adamw.h"

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

namespace attune::cpu {

class WordRows {
public:
    WordRows(std::int64_t count, std::int64_t width, int threads);

    std::int64_t count() const { return count_; }
    std::int64_t width() const { return width_; }
    bool trained() const { return trained_; }
    // Rows that are not up to date are the caller's to refresh.
    const float* values() const { return values_.data(); }

    void load(std::span<const float> values);
    void store(std::span<float> values); // up to date
    void train(double rateScale, double weightDecay);
    void freeze();
    void loadMoments(std::span<const float> first, std::span<const float> second);
    void storeMoments(std::span<float> first, std::span<float> second);

    // Brings the rows of `ids` up to date.
    void refresh(std::span<const std::int32_t> ids);
    void refreshAll();

    // Room for the gradients of these rows (ascending, none twice), which begin with 0; each is
    // found by gradientOf(). May throw bad_alloc; then nothing has changed.
    void meet(std::span<const std::int32_t> rows);
    float* gradientOf(std::int32_t row) { return gradient_.data() + slot_.at(row) * width_; }
    void storeGradient(std::span<float> values) const;
    void loadGradient(std::span<const float> values);
    std::span<const float> gradients() const { return gradient_; } // [rows that have one, E]
    void clearGradient();

    void update(const UpdateOptions& options);
    std::uint64_t bytesHeld() const;

private:
    AdamWRow row(std::int64_t index) const;
    void advance(std::int64_t index);
    void makeMoments();

    std::int64_t count_, width_;
    int threads_;
    Aligned<float> values_, first_, second_;
    bool trained_ = false;
    double rateScale_ = 1, weightDecay_ = 0;

    std::vector<AdamWStep> steps_;    // updates since the whole table was up to date
    std::vector<std::uint16_t> done_; // [V] how many of them the row has
    std::vector<std::uint8_t> met_;   // [V] whether the row may have moments

    std::vector<std::int32_t> rows_;                     // that have a gradient
    std::unordered_map<std::int32_t, std::size_t> slot_; // of a row within rows_
    std::vector<float> gradient_;                        // [rows_, E]
};

} // namespace attune::cpu
