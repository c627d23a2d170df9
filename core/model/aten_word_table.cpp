// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/aten_word_table.h"

#include "model/aten_functions.h"

#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/index_select.h>

namespace attune::aten {

namespace {

// Updates that rows may owe before all are brought up to date: so the list stays short, and no
// checkpoint has to wait for the work of thousands of steps.
constexpr std::size_t kMostOwed = 256;
// Rows that are worth a thread of their own.
constexpr std::int64_t kGrain = 32;

bool anyNotZero(const float* values, std::int64_t count) {
    return std::any_of(values, values + count, [](float value) { return value != 0; });
}

} // namespace

WordTable::WordTable(Parameter& parameter, double rateScale, double weightDecay)
    : parameter_(parameter),
      count_(parameter.value.size(0)),
      width_(parameter.value.size(1)),
      rateScale_(rateScale),
      weightDecay_(weightDecay),
      done_(static_cast<std::size_t>(count_), 0),
      met_(static_cast<std::size_t>(count_), 0) {}

void WordTable::momentsChanged() {
    const float* first = parameter_.first.const_data_ptr<float>();
    const float* second = parameter_.second.const_data_ptr<float>();
    at::parallel_for(0, count_, kGrain, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i)
            met_[i] =
                anyNotZero(first + i * width_, width_) || anyNotZero(second + i * width_, width_);
    });
}

AdamWRow WordTable::row(std::int64_t index) const {
    const std::int64_t at = index * width_;
    return {parameter_.value.mutable_data_ptr<float>() + at,
            parameter_.first.mutable_data_ptr<float>() + at,
            parameter_.second.mutable_data_ptr<float>() + at, static_cast<std::size_t>(width_)};
}

// Through the updates that a row owes.
void WordTable::advance(std::int64_t index) {
    const std::span<const AdamWStep> owed = std::span(steps_).subspan(done_[index]);
    if (owed.empty())
        return;
    if (met_[index])
        updateRowWithoutGradient(row(index), owed);
    else
        decayRow(row(index).values, static_cast<std::size_t>(width_), owed);
    done_[index] = static_cast<std::uint16_t>(steps_.size());
}

void WordTable::refresh(std::span<const std::int32_t> ids) {
    if (steps_.empty())
        return;
    std::vector<std::int32_t> owing;
    for (const std::int32_t id : ids)
        if (done_[id] != steps_.size())
            owing.push_back(id);
    std::sort(owing.begin(), owing.end());
    owing.erase(std::unique(owing.begin(), owing.end()), owing.end());
    at::parallel_for(0, static_cast<std::int64_t>(owing.size()), kGrain,
                     [&](std::int64_t begin, std::int64_t end) {
                         for (std::int64_t i = begin; i < end; ++i)
                             advance(owing[i]);
                     });
}

void WordTable::refreshAll() {
    if (steps_.empty())
        return;
    // Those with moments take far longer: apart, so that threads have like shares.
    std::vector<std::int32_t> met, others;
    for (std::int64_t i = 0; i < count_; ++i)
        (met_[i] ? met : others).push_back(static_cast<std::int32_t>(i));
    const bool decays = std::any_of(steps_.begin(), steps_.end(),
                                    [](const AdamWStep& step) { return step.kept != 1; });
    if (!decays)
        others.clear();
    for (const auto* rows : {&met, &others})
        at::parallel_for(0, static_cast<std::int64_t>(rows->size()), kGrain,
                         [&](std::int64_t begin, std::int64_t end) {
                             for (std::int64_t i = begin; i < end; ++i)
                                 advance((*rows)[i]);
                         });
    steps_.clear();
    std::fill(done_.begin(), done_.end(), 0);
}

WordTable::Met WordTable::meet(std::span<const std::int32_t> ids, std::int64_t padId) {
    refresh(ids);
    Met met;
    met.rows.assign(ids.begin(), ids.end());
    std::sort(met.rows.begin(), met.rows.end());
    met.rows.erase(std::unique(met.rows.begin(), met.rows.end()), met.rows.end());
    const auto place = [&](std::int64_t id) {
        return static_cast<std::int32_t>(std::lower_bound(met.rows.begin(), met.rows.end(), id) -
                                         met.rows.begin());
    };
    std::vector<std::int32_t> index;
    index.reserve(ids.size());
    for (const std::int32_t id : ids)
        index.push_back(place(id));
    if (std::binary_search(met.rows.begin(), met.rows.end(), padId))
        met.pad = place(padId);
    const at::NoGradGuard noGrad;
    met.values = parameter_.value.index_select(0, toDevice(met.rows, at::kCPU));
    met.values.set_requires_grad(true);
    met.index = toDevice(index, at::kCPU);
    return met;
}

void WordTable::addGradient(const std::vector<std::int32_t>& rows, const at::Tensor& gradient) {
    const at::Tensor whole = gradient.contiguous();
    const float* from = whole.const_data_ptr<float>();
    // What may fail comes before the first sum; rows that are new have a gradient of zeros then.
    rows_.reserve(rows_.size() + rows.size());
    gradient_.reserve(gradient_.size() + rows.size() * width_);
    for (const std::int32_t row : rows)
        if (slot_.try_emplace(row, rows_.size()).second) {
            rows_.push_back(row);
            gradient_.resize(gradient_.size() + width_);
        }
    for (const std::int32_t row : rows) {
        float* to = gradient_.data() + slot_.at(row) * width_;
        for (std::int64_t i = 0; i < width_; ++i)
            to[i] += from[i];
        from += width_;
    }
}

void WordTable::storeGradient(std::span<float> values) const {
    std::fill(values.begin(), values.end(), 0.0f);
    for (std::size_t i = 0; i < rows_.size(); ++i)
        std::copy_n(gradient_.data() + i * width_, width_, values.data() + rows_[i] * width_);
}

void WordTable::loadGradient(std::span<const float> values) {
    clearGradient();
    for (std::int64_t i = 0; i < count_; ++i) {
        const float* from = values.data() + i * width_;
        if (!anyNotZero(from, width_))
            continue;
        slot_.emplace(static_cast<std::int32_t>(i), rows_.size());
        rows_.push_back(static_cast<std::int32_t>(i));
        gradient_.insert(gradient_.end(), from, from + width_);
    }
}

at::Tensor WordTable::gradient() const {
    return at::from_blob(const_cast<float*>(gradient_.data()),
                         {static_cast<std::int64_t>(rows_.size()), width_},
                         at::TensorOptions().dtype(at::kFloat));
}

void WordTable::clearGradient() {
    rows_.clear();
    slot_.clear();
    gradient_.clear();
}

void WordTable::update(const UpdateOptions& options) {
    parameter_.makeMoments();
    refresh(rows_);
    const AdamWStep step = adamWStep(options, rateScale_, weightDecay_);
    const bool moves = options.gradientScale > 0;
    if (!moves)
        std::fill(gradient_.begin(), gradient_.end(), 0.0f);
    const auto divisor = moves ? static_cast<float>(1 / options.gradientScale) : 1.0f;
    steps_.push_back(step);
    at::parallel_for(0, static_cast<std::int64_t>(rows_.size()), kGrain,
                     [&](std::int64_t begin, std::int64_t end) {
                         for (std::int64_t i = begin; i < end; ++i) {
                             updateRow(row(rows_[i]), gradient_.data() + i * width_, divisor, step);
                             done_[rows_[i]] = static_cast<std::uint16_t>(steps_.size());
                             met_[rows_[i]] = 1;
                         }
                     });
    if (steps_.size() == kMostOwed)
        refreshAll();
}

std::uint64_t WordTable::bytesHeld() const {
    return gradient_.size() * sizeof(float) + done_.size() * sizeof(done_[0]) + met_.size();
}

} // namespace attune::aten
