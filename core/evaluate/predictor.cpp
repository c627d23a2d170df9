// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/predictor.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace attune {

namespace {

// log(sum(exp(values))) without overflow.
double logSumExp(std::span<const float> values) {
    const double top = *std::max_element(values.begin(), values.end());
    double sum = 0;
    for (const float value : values)
        sum += std::exp(static_cast<double>(value) - top);
    return top + std::log(sum);
}

class Run {
public:
    Run(Engine& engine, const EncodedSet& set, std::stop_token stop, bool exact)
        : engine_(engine), set_(set), stop_(std::move(stop)) {
        options_.exact = exact;
        out_.labels = static_cast<std::size_t>(engine.spec().labels);
        out_.logits.resize(set.rows() * out_.labels);
    }

    void predict(std::span<const std::size_t> rows) {
        if (stop_.stop_requested())
            throw Cancelled();
        try {
            const std::unique_ptr<Pass> pass = engine_.forward(packRows(set_, rows), options_);
            const std::span<const float> logits = pass->logits();
            for (std::size_t i = 0; i < rows.size(); ++i)
                std::copy_n(
                    logits.begin() + static_cast<std::ptrdiff_t>(i * out_.labels), out_.labels,
                    out_.logits.begin() + static_cast<std::ptrdiff_t>(rows[i] * out_.labels));
            return;
        } catch (const OutOfMemory&) {
            if (rows.size() == 1)
                throw Error(say(ATTUNE_TEXT("core", "The memory does not suffice for one text of "
                                                    "%1 tokens."),
                                set_.length(rows[0])),
                            {},
                            say(ATTUNE_TEXT("core", "Close other programs, choose a smaller model "
                                                    "or a smaller data.max_length.")));
        }
        predict(rows.first(rows.size() / 2));
        predict(rows.subspan(rows.size() / 2));
    }

    Predictions take() { return std::move(out_); }

private:
    Engine& engine_;
    const EncodedSet& set_;
    std::stop_token stop_;
    PassOptions options_;
    Predictions out_;
};

} // namespace

PackedBatch packRows(const EncodedSet& set, std::span<const std::size_t> rows) {
    PackedBatch batch;
    batch.starts.reserve(rows.size() + 1);
    batch.starts.push_back(0);
    std::size_t tokens = 0;
    for (const std::size_t row : rows)
        tokens += set.length(row);
    batch.ids.reserve(tokens);
    batch.typeIds.reserve(tokens);
    for (const std::size_t row : rows) {
        const auto begin = static_cast<std::ptrdiff_t>(set.starts[row]);
        const auto end = static_cast<std::ptrdiff_t>(set.starts[row + 1]);
        batch.ids.insert(batch.ids.end(), set.ids.begin() + begin, set.ids.begin() + end);
        if (!set.typeIds.empty())
            batch.typeIds.insert(batch.typeIds.end(), set.typeIds.begin() + begin,
                                 set.typeIds.begin() + end);
        batch.starts.push_back(static_cast<std::int32_t>(batch.ids.size()));
    }
    batch.typeIds.resize(batch.ids.size(), 0);
    return batch;
}

std::int32_t Predictions::best(std::size_t row) const {
    const std::span<const float> values = of(row);
    return static_cast<std::int32_t>(std::max_element(values.begin(), values.end()) -
                                     values.begin());
}

std::vector<double> Predictions::scores(std::size_t row) const {
    const std::span<const float> values = of(row);
    const double total = logSumExp(values);
    std::vector<double> scores;
    scores.reserve(values.size());
    for (const float value : values)
        scores.push_back(std::exp(static_cast<double>(value) - total));
    return scores;
}

Predictions predictAll(Engine& engine, const EncodedSet& set,
                       const std::function<void(std::size_t, std::size_t)>& progress,
                       std::stop_token stop, const PredictionOptions& options) {
    std::vector<std::size_t> order(set.rows());
    std::iota(order.begin(), order.end(), std::size_t{0});
    // Longest first: memory that suffices for the first batches suffices for all.
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return set.length(a) > set.length(b); });
    Run run(engine, set, std::move(stop), options.exact);
    for (std::size_t begin = 0; begin < order.size();) {
        std::size_t end = begin, tokens = 0;
        while (end < order.size() &&
               (end == begin || tokens + set.length(order[end]) <= options.tokensPerBatch))
            tokens += set.length(order[end++]);
        run.predict(std::span(order).subspan(begin, end - begin));
        begin = end;
        if (progress)
            progress(begin, order.size());
    }
    return run.take();
}

Metrics evaluatePredictions(const Predictions& predictions, std::span<const std::int32_t> truth,
                            const std::vector<std::string>& labels) {
    std::vector<std::int32_t> known, answers;
    double loss = 0;
    for (std::size_t row = 0; row < truth.size(); ++row) {
        if (truth[row] < 0)
            continue;
        known.push_back(truth[row]);
        answers.push_back(predictions.best(row));
        const std::span<const float> logits = predictions.of(row);
        loss +=
            logSumExp(logits) - static_cast<double>(logits[static_cast<std::size_t>(truth[row])]);
    }
    Metrics metrics = computeMetrics(known, answers, labels);
    if (!known.empty())
        metrics.loss = loss / static_cast<double>(known.size());
    return metrics;
}

} // namespace attune
