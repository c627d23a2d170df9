// SPDX-License-Identifier: GPL-3.0-or-later
// Multinomial logistic regression with an L2 penalty on vectors, as scikit-learn's
// LogisticRegression defines it, fitted by L-BFGS (Liu and Nocedal 1989). The sums are taken in one
// order whatever the number of threads, so the same data give the same model again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <stop_token>
#include <vector>

namespace attune {

// Rows of numbers, all of one width.
struct TextVectors {
    std::size_t width = 0;     // H
    std::vector<float> values; // [rows, H]

    std::size_t rows() const { return width == 0 ? 0 : values.size() / width; }
    std::span<const float> of(std::size_t row) const {
        return {values.data() + row * width, width};
    }
};

struct LogisticOptions {
    // The penalty is |weights|^2 / (2 C), that of the loss the sum over the texts; biases are free.
    double c = 1;
    std::size_t iterations = 1000;
    // Of the greatest part of the gradient of the mean loss.
    double tolerance = 1e-7;
};

class LogisticModel {
public:
    LogisticModel(std::size_t labels, std::size_t width)
        : labels_(labels), width_(width), values_(labels * (width + 1)) {}

    std::size_t labels() const { return labels_; }
    // Of a label: H weights, then its bias.
    std::span<double> row(std::size_t label) {
        return {values_.data() + label * (width_ + 1), width_ + 1};
    }
    std::span<const double> row(std::size_t label) const {
        return {values_.data() + label * (width_ + 1), width_ + 1};
    }
    std::vector<double>& values() { return values_; }
    const std::vector<double>& values() const { return values_; }

    // Logits [L] of a vector [H].
    void answer(std::span<const float> vector, std::span<double> logits) const;

private:
    std::size_t labels_, width_;
    std::vector<double> values_; // [L, H + 1]
};

// Fits to the rows of `vectors` that `rows` names, which have the labels `labels[row]`, 0 .. L-1.
// Of two labels the penalty is that of one vector between them, as scikit-learn has it. Throws
// Cancelled when stopped; `progress` gets the number of each iteration.
LogisticModel fitLogistic(const TextVectors& vectors, std::span<const std::size_t> rows,
                          std::span<const std::int32_t> labels, std::size_t labelCount,
                          const LogisticOptions& options = {}, std::stop_token stop = {},
                          const std::function<void(std::size_t)>& progress = {});

// In place: logits [L] become probabilities.
void softmax(std::span<double> logits);

} // namespace attune
