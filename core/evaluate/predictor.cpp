// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/predictor.h"

#include "model/loss.h"

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
        const bool tokens = engine.spec().answersTokens();
        out_.logits.resize((tokens ? set.ids.size() : set.rows()) * out_.labels);
    }

    void predict(std::span<const std::size_t> rows) {
        if (stop_.stop_requested())
            throw Cancelled();
        try {
            const std::unique_ptr<Pass> pass = engine_.forward(packRows(set_, rows), options_);
            auto logits = pass->logits().begin();
            for (const std::size_t row : rows) {
                const bool tokens = engine_.spec().answersTokens();
                const std::size_t first = tokens ? set_.starts[row] : row;
                const auto count = static_cast<std::ptrdiff_t>(
                    out_.labels * (tokens ? set_.length(row) : std::size_t{1}));
                std::copy_n(logits, count,
                            out_.logits.begin() + static_cast<std::ptrdiff_t>(first * out_.labels));
                logits += count;
            }
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

std::vector<double> Predictions::chances(std::size_t answer) const {
    std::vector<double> chances;
    chances.reserve(labels);
    for (const float logit : of(answer)) {
        const double small = std::exp(-std::abs(double{logit}));
        chances.push_back((logit >= 0 ? 1 : small) / (1 + small));
    }
    return chances;
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

namespace {

Metrics evaluateMany(const Predictions& predictions, const EncodedSet& set,
                     const std::vector<std::string>& labels) {
    std::vector<std::uint8_t> answers;
    answers.reserve(predictions.logits.size());
    for (const float logit : predictions.logits)
        answers.push_back(logit >= 0 ? 1 : 0);
    Metrics metrics = computeMultiLabelMetrics(set.many, answers, labels);
    const LossResult loss = binaryCrossEntropy(predictions.logits, set.many);
    metrics.loss = loss.sum / loss.weight;
    return metrics;
}

Metrics evaluateNumbers(const Predictions& predictions, const EncodedSet& set) {
    const std::vector<double> truth(set.values.begin(), set.values.end());
    const std::vector<double> answers(predictions.logits.begin(), predictions.logits.end());
    Metrics metrics = computeRegressionMetrics(truth, answers);
    metrics.loss = metrics.mse;
    return metrics;
}

Metrics evaluateTags(const Predictions& predictions, const EncodedSet& set,
                     const std::vector<std::string>& labels) {
    std::vector<std::int32_t> answers, starts;
    answers.reserve(predictions.answers());
    for (std::size_t token = 0; token < predictions.answers(); ++token)
        answers.push_back(predictions.best(token));
    for (const std::uint64_t start : set.starts)
        starts.push_back(static_cast<std::int32_t>(start));
    Metrics metrics = computeEntityMetrics(set.tags, answers, starts, labels);
    const LossResult loss = crossEntropy(predictions.logits, set.tags, {});
    metrics.loss = loss.sum / loss.weight;
    return metrics;
}

} // namespace

std::vector<double> lossesOf(Task task, const Predictions& predictions, const EncodedSet& set) {
    std::vector<double> losses;
    losses.reserve(set.rows());
    const auto lossOf = [&](std::size_t row) -> LossResult {
        const bool tokens = task == Task::TokenLabels;
        const std::size_t first = tokens ? set.starts[row] : row;
        const std::size_t count = tokens ? set.length(row) : 1;
        const auto logits = std::span(predictions.logits)
                                .subspan(first * predictions.labels, count * predictions.labels);
        switch (task) {
        case Task::MultiLabel:
            return binaryCrossEntropy(
                logits, std::span(set.many).subspan(row * predictions.labels, predictions.labels));
        case Task::Regression:
            return squaredError(logits, std::span(set.values).subspan(row, 1));
        default:
            return crossEntropy(
                logits, std::span(tokens ? set.tags : set.labels).subspan(first, count), {});
        }
    };
    for (std::size_t row = 0; row < set.rows(); ++row) {
        const LossResult loss = lossOf(row);
        losses.push_back(loss.weight > 0 ? loss.sum / loss.weight : Metrics::kNone);
    }
    return losses;
}

Metrics evaluatePredictions(Task task, const Predictions& predictions, const EncodedSet& set,
                            const std::vector<std::string>& labels) {
    switch (task) {
    case Task::MultiLabel:
        return evaluateMany(predictions, set, labels);
    case Task::Regression:
        return evaluateNumbers(predictions, set);
    case Task::TokenLabels:
        return evaluateTags(predictions, set, labels);
    case Task::SingleLabel:
        break;
    }
    return evaluatePredictions(predictions, set.labels, labels);
}

} // namespace attune
