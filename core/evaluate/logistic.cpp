// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/logistic.h"

#include "base/error.h"
#include "base/parallel.h"
#include "model/vector_clones.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <numeric>

namespace attune {

namespace {

using Numbers = std::vector<double>;

constexpr std::size_t kLanes = 8;

ATTUNE_VECTOR_CLONES
double product(const float* a, const double* b, std::size_t n) {
    double sums[kLanes] = {};
    std::size_t at = 0;
    for (; at + kLanes <= n; at += kLanes)
        for (std::size_t lane = 0; lane < kLanes; ++lane)
            sums[lane] += static_cast<double>(a[at + lane]) * b[at + lane];
    double sum = 0;
    for (const double one : sums)
        sum += one;
    for (; at < n; ++at)
        sum += static_cast<double>(a[at]) * b[at];
    return sum;
}

ATTUNE_VECTOR_CLONES
void addScaled(const float* a, double scale, double* to, std::size_t n) {
    for (std::size_t at = 0; at < n; ++at)
        to[at] += scale * static_cast<double>(a[at]);
}

double dot(const Numbers& a, const Numbers& b) {
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

// Mean loss plus penalty, and its gradient.
class Objective {
public:
    Objective(const TextVectors& vectors, std::span<const std::size_t> rows,
              std::span<const std::int32_t> labels, std::size_t labelCount, double c)
        : vectors_(vectors),
          rows_(rows),
          labels_(labels),
          labelCount_(labelCount),
          penalty_((labelCount == 2 ? 2.0 : 1.0) / (c * static_cast<double>(rows.size()))) {
        // As many as their gradients have room for; a function of the data, not of the machine.
        constexpr std::size_t kNumbers = std::size_t{1} << 24;
        const std::size_t size = labelCount * (vectors.width + 1);
        parts_.resize(std::clamp<std::size_t>(kNumbers / std::max<std::size_t>(size, 1), 1, 16));
    }

    double operator()(const LogisticModel& model, Numbers& gradient) {
        // Threads take longer to begin than little work takes.
        const bool little = rows_.size() * gradient.size() < 100'000;
        inParallel(parts_.size(), little ? 1 : threadsOf(0), 1,
                   [&](std::size_t, std::size_t part) { sumUp(model, part); });
        const double scale = 1 / static_cast<double>(rows_.size());
        double loss = 0;
        std::fill(gradient.begin(), gradient.end(), 0.0);
        for (const Part& part : parts_) {
            loss += part.loss * scale;
            for (std::size_t i = 0; i < gradient.size(); ++i)
                gradient[i] += part.gradient[i] * scale;
        }
        const std::size_t width = vectors_.width;
        for (std::size_t label = 0; label < labelCount_; ++label)
            for (std::size_t at = 0; at < width; ++at) {
                const std::size_t i = label * (width + 1) + at;
                loss += penalty_ * model.values()[i] * model.values()[i] / 2;
                gradient[i] += penalty_ * model.values()[i];
            }
        return loss;
    }

private:
    struct Part {
        double loss = 0;
        Numbers gradient;
    };

    void sumUp(const LogisticModel& model, std::size_t number) {
        Part& part = parts_[number];
        part.loss = 0;
        part.gradient.assign(model.values().size(), 0);
        const std::size_t width = vectors_.width;
        Numbers p(labelCount_);
        const std::size_t end = rows_.size() * (number + 1) / parts_.size();
        for (std::size_t i = rows_.size() * number / parts_.size(); i < end; ++i) {
            const std::span<const float> vector = vectors_.of(rows_[i]);
            const auto truth = static_cast<std::size_t>(labels_[rows_[i]]);
            model.answer(vector, p);
            softmax(p);
            part.loss -= std::log(std::max(p[truth], 1e-300));
            p[truth] -= 1;
            for (std::size_t label = 0; label < labelCount_; ++label) {
                double* to = part.gradient.data() + label * (width + 1);
                addScaled(vector.data(), p[label], to, width);
                to[width] += p[label];
            }
        }
    }

    const TextVectors& vectors_;
    std::span<const std::size_t> rows_;
    std::span<const std::int32_t> labels_;
    std::size_t labelCount_;
    double penalty_;
    std::vector<Part> parts_;
};

// The curvature that the last steps showed: the direction of L-BFGS.
class Memory {
public:
    void add(Numbers step, Numbers change) {
        const double curvature = dot(step, change);
        if (curvature <= 1e-300)
            return;
        if (pairs_.size() == kPairs)
            pairs_.pop_front();
        pairs_.push_back({std::move(step), std::move(change), 1 / curvature});
    }
    Numbers direction(const Numbers& gradient) const {
        Numbers out = gradient;
        std::vector<double> alphas(pairs_.size());
        for (std::size_t i = pairs_.size(); i-- > 0;) {
            alphas[i] = pairs_[i].rho * dot(pairs_[i].step, out);
            add(out, pairs_[i].change, -alphas[i]);
        }
        if (!pairs_.empty()) {
            const Pair& last = pairs_.back();
            const double scale = 1 / (last.rho * dot(last.change, last.change));
            for (double& one : out)
                one *= scale;
        }
        for (std::size_t i = 0; i < pairs_.size(); ++i)
            add(out, pairs_[i].step, alphas[i] - pairs_[i].rho * dot(pairs_[i].change, out));
        return out;
    }
    bool empty() const { return pairs_.empty(); }
    void clear() { pairs_.clear(); }

private:
    static constexpr std::size_t kPairs = 10;
    struct Pair {
        Numbers step, change; // of the parameters, of the gradient
        double rho;
    };
    static void add(Numbers& to, const Numbers& what, double scale) {
        for (std::size_t i = 0; i < to.size(); ++i)
            to[i] += scale * what[i];
    }
    std::deque<Pair> pairs_;
};

double greatest(const Numbers& values) {
    double most = 0;
    for (const double one : values)
        most = std::max(most, std::abs(one));
    return most;
}

} // namespace

void LogisticModel::answer(std::span<const float> vector, std::span<double> logits) const {
    for (std::size_t label = 0; label < labels_; ++label) {
        const double* weights = values_.data() + label * (width_ + 1);
        logits[label] = product(vector.data(), weights, width_) + weights[width_];
    }
}

void softmax(std::span<double> logits) {
    const double top = *std::max_element(logits.begin(), logits.end());
    double sum = 0;
    for (double& one : logits)
        sum += one = std::exp(one - top);
    for (double& one : logits)
        one /= sum;
}

LogisticModel fitLogistic(const TextVectors& vectors, std::span<const std::size_t> rows,
                          std::span<const std::int32_t> labels, std::size_t labelCount,
                          const LogisticOptions& options, std::stop_token stop,
                          const std::function<void(std::size_t)>& progress) {
    LogisticModel model(labelCount, vectors.width);
    Objective objective(vectors, rows, labels, labelCount, options.c);
    Memory memory;
    Numbers gradient(model.values().size()), ahead(gradient.size());
    double loss = objective(model, gradient);
    for (std::size_t iteration = 0;
         iteration < options.iterations && greatest(gradient) > options.tolerance; ++iteration) {
        if (stop.stop_requested())
            throw Cancelled();
        if (progress)
            progress(iteration);
        Numbers direction = memory.direction(gradient);
        double slope = dot(gradient, direction);
        if (slope <= 0) { // rounding: begin anew, down the gradient
            memory.clear();
            direction = gradient;
            slope = dot(gradient, gradient);
        }
        double step = memory.empty() ? std::min(1.0, 1 / std::sqrt(slope)) : 1.0;
        const Numbers from = model.values();
        double next = 0;
        bool better = false;
        // Halved until the loss falls as far as the slope promises (Armijo).
        for (int tries = 0; tries < 40 && !better; ++tries, step /= 2) {
            for (std::size_t i = 0; i < from.size(); ++i)
                model.values()[i] = from[i] - step * direction[i];
            next = objective(model, ahead);
            better = next <= loss - 1e-4 * step * slope;
        }
        if (!better) { // the digits of the loss end here
            model.values() = from;
            break;
        }
        Numbers moved(from.size()), change(from.size());
        for (std::size_t i = 0; i < from.size(); ++i) {
            moved[i] = model.values()[i] - from[i];
            change[i] = ahead[i] - gradient[i];
        }
        memory.add(std::move(moved), std::move(change));
        std::swap(gradient, ahead);
        loss = next;
    }
    return model;
}

} // namespace attune
