// SPDX-License-Identifier: GPL-3.0-or-later
#include "cpu/word_rows.h"

#include <algorithm>
#include <cmath>

namespace attune::cpu {

namespace {

// Updates that rows may owe before all are brought up to date: so the list stays short, and no
// checkpoint has to wait for the work of thousands of steps.
constexpr std::size_t kMostOwed = 256;

bool anyNotZero(const float* values, std::int64_t count) {
    return std::any_of(values, values + count, [](float value) { return value != 0; });
}

} // namespace

WordRows::WordRows(std::int64_t count, std::int64_t width, int threads)
    : count_(count),
      width_(width),
      threads_(threads),
      values_(static_cast<std::size_t>(count * width)),
      done_(static_cast<std::size_t>(count), 0),
      met_(static_cast<std::size_t>(count), 0) {}

AdamWRow WordRows::row(std::int64_t index) const {
    const std::int64_t at = index * width_;
    return {values_.data() + at, first_.data() + at, second_.data() + at,
            static_cast<std::size_t>(width_)};
}

void WordRows::advance(std::int64_t index) {
    const auto at = static_cast<std::size_t>(index);
    const std::span<const AdamWStep> owed = std::span(steps_).subspan(done_[at]);
    if (owed.empty())
        return;
    if (met_[at])
        updateRowWithoutGradient(row(index), owed);
    else
        decayRow(values_.data() + index * width_, static_cast<std::size_t>(width_), owed);
    done_[at] = static_cast<std::uint16_t>(steps_.size());
}

void WordRows::makeMoments() {
    if (first_.size() > 0)
        return;
    first_ = Aligned<float>(values_.size());
    second_ = Aligned<float>(values_.size());
}

void WordRows::load(std::span<const float> values) {
    refreshAll();
    std::copy(values.begin(), values.end(), values_.data());
}

void WordRows::store(std::span<float> values) {
    refreshAll();
    std::copy_n(values_.data(), values.size(), values.begin());
}

void WordRows::train(double rateScale, double weightDecay) {
    freeze();
    trained_ = true;
    rateScale_ = rateScale;
    weightDecay_ = weightDecay;
}

void WordRows::freeze() {
    refreshAll();
    trained_ = false;
    first_ = {};
    second_ = {};
    std::fill(met_.begin(), met_.end(), 0);
    clearGradient();
}

void WordRows::loadMoments(std::span<const float> first, std::span<const float> second) {
    refreshAll();
    makeMoments();
    std::copy(first.begin(), first.end(), first_.data());
    std::copy(second.begin(), second.end(), second_.data());
    for (std::int64_t i = 0; i < count_; ++i)
        met_[static_cast<std::size_t>(i)] = anyNotZero(first_.data() + i * width_, width_) ||
                                            anyNotZero(second_.data() + i * width_, width_);
}

void WordRows::storeMoments(std::span<float> first, std::span<float> second) {
    refreshAll();
    if (first_.size() == 0) {
        std::fill(first.begin(), first.end(), 0.0f);
        std::fill(second.begin(), second.end(), 0.0f);
        return;
    }
    std::copy_n(first_.data(), first.size(), first.begin());
    std::copy_n(second_.data(), second.size(), second.begin());
}

void WordRows::refresh(std::span<const std::int32_t> ids) {
    if (steps_.empty())
        return;
    std::vector<std::int32_t> owing;
    for (const std::int32_t id : ids)
        if (done_[static_cast<std::size_t>(id)] != steps_.size())
            owing.push_back(id);
    std::sort(owing.begin(), owing.end());
    owing.erase(std::unique(owing.begin(), owing.end()), owing.end());
#pragma omp parallel for num_threads(threads_) schedule(dynamic, 32)
    for (std::size_t i = 0; i < owing.size(); ++i)
        advance(owing[i]);
}

void WordRows::refreshAll() {
    if (steps_.empty())
        return;
    const bool decays = std::any_of(steps_.begin(), steps_.end(),
                                    [](const AdamWStep& step) { return step.kept != 1; });
#pragma omp parallel for num_threads(threads_) schedule(dynamic, 256)
    for (std::int64_t i = 0; i < count_; ++i)
        if (decays || met_[static_cast<std::size_t>(i)])
            advance(i);
    steps_.clear();
    std::fill(done_.begin(), done_.end(), 0);
}

void WordRows::meet(std::span<const std::int32_t> rows) {
    std::size_t fresh = 0;
    for (const std::int32_t row : rows)
        fresh += !slot_.contains(row);
    rows_.reserve(rows_.size() + fresh);
    gradient_.reserve(gradient_.size() + fresh * static_cast<std::size_t>(width_));
    slot_.reserve(slot_.size() + fresh);
    for (const std::int32_t row : rows)
        if (slot_.try_emplace(row, rows_.size()).second) {
            rows_.push_back(row);
            gradient_.resize(gradient_.size() + static_cast<std::size_t>(width_));
        }
}

void WordRows::storeGradient(std::span<float> values) const {
    std::fill(values.begin(), values.end(), 0.0f);
    for (std::size_t i = 0; i < rows_.size(); ++i)
        std::copy_n(gradient_.data() + static_cast<std::int64_t>(i) * width_, width_,
                    values.data() + rows_[i] * width_);
}

void WordRows::loadGradient(std::span<const float> values) {
    clearGradient();
    std::vector<std::int32_t> rows;
    for (std::int64_t i = 0; i < count_; ++i)
        if (anyNotZero(values.data() + i * width_, width_))
            rows.push_back(static_cast<std::int32_t>(i));
    meet(rows);
    for (const std::int32_t row : rows)
        std::copy_n(values.data() + row * width_, width_, gradientOf(row));
}

void WordRows::clearGradient() {
    rows_.clear();
    slot_.clear();
    gradient_.clear();
}

void WordRows::update(const UpdateOptions& options) {
    makeMoments();
    for (const std::int32_t row : rows_)
        advance(row);
    const AdamWStep step = adamWStep(options, rateScale_, weightDecay_);
    const bool moves = options.gradientScale > 0;
    if (!moves)
        std::fill(gradient_.begin(), gradient_.end(), 0.0f);
    const auto divisor = moves ? static_cast<float>(1 / options.gradientScale) : 1.0f;
    steps_.push_back(step);
#pragma omp parallel for num_threads(threads_) schedule(dynamic, 32)
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        const auto index = static_cast<std::size_t>(rows_[i]);
        updateRow(row(rows_[i]), gradient_.data() + static_cast<std::int64_t>(i) * width_, divisor,
                  step);
        done_[index] = static_cast<std::uint16_t>(steps_.size());
        met_[index] = 1;
    }
    if (steps_.size() == kMostOwed)
        refreshAll();
}

std::uint64_t WordRows::bytesHeld() const {
    return values_.bytes() + first_.bytes() + second_.bytes() + gradient_.size() * sizeof(float) +
           done_.size() * sizeof(done_[0]) + met_.size();
}

} // namespace attune::cpu
