// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/embeddings.h"

#include "cpu/cpu_engine.h"
#include "evaluate/predictor.h"

#include <cmath>

namespace attune {

namespace {

// A head that gives back what it is given: the engine's logits are the pooled vectors.
EncoderSpec vectorSpec(EncoderSpec spec) {
    spec.pooling = Pooling::Mean;
    spec.headActivation = Activation::Identity;
    spec.headNorm = false;
    spec.predictsWords = false;
    spec.labels = spec.hidden;
    return spec;
}

void passThrough(Engine& engine) {
    std::vector<float> values;
    for (const ParameterInfo& info : engine.parameters()) {
        if (info.part != ParameterInfo::Part::Head)
            continue;
        values.assign(static_cast<std::size_t>(info.count()), 0.0f);
        if (!info.bias)
            for (std::size_t i = 0; i < values.size();
                 i += static_cast<std::size_t>(info.shape.back()) + 1)
                values[i] = 1;
        engine.loadParameter(info.name, values);
    }
}

} // namespace

TextVectors embedTexts(const ModelFolder& folder, const EncodedSet& set,
                       const EngineOptions& options,
                       const std::function<void(std::size_t, std::size_t)>& progress,
                       std::stop_token stop) {
    const std::unique_ptr<Engine> engine = makeEngine(vectorSpec(folder.spec), options);
    loadWeights(folder, *engine, 0);
    passThrough(*engine);
    Predictions predictions = predictAll(*engine, set, progress, std::move(stop));
    return {predictions.labels, std::move(predictions.logits)};
}

void standardise(TextVectors& vectors, std::span<const std::size_t> rows) {
    const std::size_t width = vectors.width;
    std::vector<double> mean(width), square(width);
    const double count = static_cast<double>(std::max<std::size_t>(rows.size(), 1));
    for (const std::size_t row : rows)
        for (std::size_t at = 0; at < width; ++at)
            mean[at] += static_cast<double>(vectors.of(row)[at]) / count;
    for (const std::size_t row : rows)
        for (std::size_t at = 0; at < width; ++at) {
            const double off = static_cast<double>(vectors.of(row)[at]) - mean[at];
            square[at] += off * off / count;
        }
    for (std::size_t row = 0; row < vectors.rows(); ++row)
        for (std::size_t at = 0; at < width; ++at) {
            float& value = vectors.values[row * width + at];
            const double deviation = std::sqrt(square[at]);
            value = deviation > 1e-9
                        ? static_cast<float>((static_cast<double>(value) - mean[at]) / deviation)
                        : 0.0f;
        }
}

} // namespace attune
