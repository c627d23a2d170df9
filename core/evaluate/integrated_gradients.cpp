// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/integrated_gradients.h"

#include "base/error.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

namespace attune {

namespace {

constexpr int kPlaces = 8;
// The rule of 8 places on [-1, 1], by the positive half (Abramowitz & Stegun 1964, table 25.4).
constexpr std::array<double, 4> kNodes = {0.1834346424956498, 0.5255324099163290,
                                          0.7966664774136267, 0.9602898564975363};
constexpr std::array<double, 4> kWeights = {0.3626837833783620, 0.3137066458778873,
                                            0.2223810344533745, 0.1012285362903763};

// Of a part of the path, from `begin` to `end` within [0, 1].
struct Part {
    double begin = 0, end = 1;
    double logitAtBegin = 0, logitAtEnd = 0;
    std::vector<double> tokens; // the integral
    double error = 0;           // its sum less the difference of the logits
};

class Path {
public:
    Path(Engine& engine, const PathText& text, const PathTarget& target, std::stop_token stop)
        : engine_(engine),
          text_(text),
          target_(target),
          stop_(std::move(stop)),
          width_(static_cast<std::size_t>(engine.spec().embeddingWidth())) {
        const std::size_t n = text.ids.size();
        if (text.typeIds.size() != n || text.kept.size() != n || n == 0 ||
            (engine.spec().answersTokens() && target.token >= n) || target.label < 0 ||
            target.label >= engine.spec().labels)
            throw std::invalid_argument("the text and what is asked of it do not fit together");
        readDifferences();
    }

    // The logits at the places of the path, without gradients.
    std::vector<double> logitsAt(const std::vector<double>& places) {
        return pass(places, nullptr);
    }

    // Fills the integral over each part.
    void integrate(Part& part) {
        const double middle = (part.begin + part.end) / 2, half = (part.end - part.begin) / 2;
        std::vector<double> places, weights;
        for (std::size_t i = 0; i < kNodes.size(); ++i)
            for (const double side : {-1.0, 1.0}) {
                places.push_back(middle + side * half * kNodes[i]);
                weights.push_back(half * kWeights[i]);
            }
        part.tokens.assign(text_.ids.size(), 0);
        // A few places at a time, where the text is long.
        const std::size_t atOnce =
            std::clamp<std::size_t>(kTokensAtOnce / text_.ids.size(), 1, places.size());
        for (std::size_t begin = 0; begin < places.size(); begin += atOnce) {
            const std::size_t end = std::min(begin + atOnce, places.size());
            const auto slice = [&](const std::vector<double>& all) {
                return std::vector<double>(all.begin() + static_cast<std::ptrdiff_t>(begin),
                                           all.begin() + static_cast<std::ptrdiff_t>(end));
            };
            std::vector<float> gradient;
            pass(slice(places), &gradient);
            const std::size_t n = text_.ids.size();
            for (std::size_t place = begin; place < end; ++place)
                for (std::size_t token = 0; token < n; ++token) {
                    const float* g = gradient.data() + ((place - begin) * n + token) * width_;
                    const float* d = differences_.data() + token * width_;
                    double product = 0;
                    for (std::size_t i = 0; i < width_; ++i)
                        product += static_cast<double>(g[i]) * static_cast<double>(d[i]);
                    part.tokens[token] += weights[place] * product;
                }
        }
        double sum = 0;
        for (const double value : part.tokens)
            sum += value;
        part.error = sum - (part.logitAtEnd - part.logitAtBegin);
    }

private:
    static constexpr std::size_t kTokensAtOnce = 2048;

    // differences_[t] = W[id of t] - W[baseline], 0 for tokens that are kept.
    void readDifferences() {
        const auto& parameters = engine_.parameters();
        const auto words = std::find_if(parameters.begin(), parameters.end(), [](const auto& info) {
            return info.role == Role::WordEmbedding;
        });
        std::vector<std::int32_t> rows = text_.ids;
        rows.push_back(text_.baseline);
        std::vector<float> vectors(rows.size() * width_);
        engine_.storeRows(words->name, rows, vectors);
        const float* baseline = vectors.data() + text_.ids.size() * width_;
        differences_.assign(text_.ids.size() * width_, 0.0f);
        for (std::size_t token = 0; token < text_.ids.size(); ++token)
            for (std::size_t i = 0; i < width_ && !text_.kept[token]; ++i)
                differences_[token * width_ + i] = vectors[token * width_ + i] - baseline[i];
    }

    // One sequence for each place; logits of the target, and the gradient of their sum.
    std::vector<double> pass(const std::vector<double>& places, std::vector<float>* gradient) {
        if (stop_.stop_requested())
            throw Cancelled();
        const std::size_t n = text_.ids.size();
        PackedBatch batch;
        batch.starts = {0};
        std::vector<float> offset;
        offset.reserve(places.size() * differences_.size());
        for (const double place : places) {
            batch.ids.insert(batch.ids.end(), text_.ids.begin(), text_.ids.end());
            batch.typeIds.insert(batch.typeIds.end(), text_.typeIds.begin(), text_.typeIds.end());
            batch.starts.push_back(static_cast<std::int32_t>(batch.ids.size()));
            for (const float difference : differences_)
                offset.push_back(static_cast<float>((place - 1) * static_cast<double>(difference)));
        }
        PassOptions options;
        options.training = options.wantEmbeddingGradient = gradient != nullptr;
        options.dropout = false;
        options.embeddingOffset = offset;
        options.exact = true;
        try {
            const std::unique_ptr<Pass> made = engine_.forward(batch, options);
            const std::span<const float> logits = made->logits();
            const auto labels = static_cast<std::size_t>(engine_.spec().labels);
            std::vector<float> wanted(logits.size(), 0.0f);
            std::vector<double> found;
            for (std::size_t k = 0; k < places.size(); ++k) {
                const std::size_t row = engine_.spec().answersTokens() ? k * n + target_.token : k;
                const std::size_t at = row * labels + static_cast<std::size_t>(target_.label);
                found.push_back(static_cast<double>(logits[at]));
                wanted[at] = 1;
            }
            if (gradient != nullptr) {
                engine_.backward(*made, wanted);
                const std::span<const float> values = made->embeddingGradient();
                gradient->assign(values.begin(), values.end());
            }
            return found;
        } catch (const OutOfMemory&) {
            throw Error(say(ATTUNE_TEXT("core", "The memory does not suffice for one text of "
                                                "%1 tokens."),
                            n),
                        {},
                        say(ATTUNE_TEXT("core", "Close other programs, or explain a shorter "
                                                "text.")));
        }
    }

    Engine& engine_;
    const PathText& text_;
    const PathTarget target_;
    const std::stop_token stop_;
    const std::size_t width_;        // E
    std::vector<float> differences_; // [n, E]
};

double errorOf(const std::vector<Part>& parts) {
    double sum = 0;
    for (const Part& part : parts)
        sum += std::abs(part.error);
    return sum;
}

} // namespace

Attributions integratedGradients(Engine& engine, const PathText& text, const PathTarget& target,
                                 const PathOptions& options, std::stop_token stop,
                                 const std::function<void(int, int)>& progress) {
    Path path(engine, text, target, std::move(stop));
    const std::vector<double> ends = path.logitsAt({0, 1});
    Attributions out;
    out.baseline = ends[0];
    out.logit = ends[1];
    out.limit = options.limit * std::max(1.0, std::abs(out.logit - out.baseline));

    std::vector<Part> parts(1);
    parts[0].logitAtBegin = out.baseline;
    parts[0].logitAtEnd = out.logit;
    const auto integrate = [&](Part& part) {
        path.integrate(part);
        out.steps += kPlaces;
        if (progress)
            progress(out.steps, std::max(options.steps, out.steps));
    };
    integrate(parts[0]);
    while (errorOf(parts) > out.limit && out.steps + 2 * kPlaces <= options.steps) {
        const auto worst =
            std::max_element(parts.begin(), parts.end(), [](const Part& a, const Part& b) {
                return std::abs(a.error) < std::abs(b.error);
            });
        Part left = *worst, right = *worst;
        left.end = right.begin = (worst->begin + worst->end) / 2;
        left.logitAtEnd = right.logitAtBegin = path.logitsAt({left.end}).front();
        integrate(left);
        integrate(right);
        *worst = std::move(left);
        parts.push_back(std::move(right));
    }
    out.reached = errorOf(parts) <= out.limit;
    out.tokens.assign(text.ids.size(), 0);
    for (const Part& part : parts)
        for (std::size_t token = 0; token < out.tokens.size(); ++token)
            out.tokens[token] += part.tokens[token];
    for (const double value : out.tokens)
        out.sum += value;
    out.error = out.sum - (out.logit - out.baseline);
    return out;
}

} // namespace attune
