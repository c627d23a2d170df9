// SPDX-License-Identifier: GPL-3.0-or-later
// A tiny engine for tests of what stands around engines: a bag of words with one scaling "layer".
// It keeps the whole contract of Engine (passes, groups, moments, AdamW, dropout by key), runs in
// microseconds, is deterministic, and can be told to run out of memory or to give NaN.
//
//   pooled = mean of the rows of `embeddings.weight` [H], dropout
//   logits = classifier.weight (pooled * encoder.scale) + classifier.bias
#pragma once

#include "base/random.h"
#include "model/dropout.h"
#include "model/engine.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <map>

namespace attune {

inline ParameterInfo parameter(const char* name, std::vector<std::int64_t> shape,
                               ParameterInfo::Part part, int layer, bool decays) {
    ParameterInfo info;
    info.name = name;
    info.shape = std::move(shape);
    info.part = part;
    info.layer = layer;
    info.decays = decays;
    return info;
}

class FakeEngine : public Engine {
public:
    // Batches of more tokens than this are out of memory.
    std::size_t memory = std::numeric_limits<std::size_t>::max();
    // Asked before each training pass: true gives logits of NaN.
    std::function<bool(std::uint64_t dropoutKey)> poison;
    int passes = 0;
    int failedPasses = 0;

    FakeEngine(std::int64_t vocabulary, std::int64_t labels, std::uint64_t seed = 1) {
        spec_.family = "fake";
        spec_.vocabulary = vocabulary;
        spec_.hidden = 8;
        spec_.layers = 1;
        spec_.labels = labels;
        spec_.positions = 512;
        const auto H = spec_.hidden;
        using Part = ParameterInfo::Part;
        infos_ = {
            parameter("embeddings.weight", {vocabulary, H}, Part::Embedding, -1, true),
            parameter("encoder.scale", {H}, Part::Encoder, 0, true),
            parameter("classifier.weight", {labels, H}, Part::Head, -1, true),
            parameter("classifier.bias", {labels}, Part::Head, -1, false),
        };
        for (const ParameterInfo& info : infos_) {
            Slot& slot = slots_[info.name];
            slot.values.resize(static_cast<std::size_t>(info.count()));
            RandomStream stream(streamKey(seed, info.name));
            for (float& value : slot.values)
                value = info.name == "encoder.scale" ? 1.0f : static_cast<float>(stream.normal());
            slot.gradient.resize(slot.values.size());
            slot.first.resize(slot.values.size());
            slot.second.resize(slot.values.size());
            slot.trained = true;
        }
    }

    const EncoderSpec& spec() const override { return spec_; }
    Precision precision() const override { return Precision::Fp32; }
    DeviceKind device() const override { return DeviceKind::Cpu; }
    std::string name() const override { return "fake"; }
    const std::vector<ParameterInfo>& parameters() const override { return infos_; }

    void loadParameter(std::string_view name, std::span<const float> values) override {
        copy(values, slot(name).values);
    }
    void storeParameter(std::string_view name, std::span<float> values) const override {
        copy(slot(name).values, values);
    }
    void storeRows(std::string_view name, std::span<const std::int32_t> rows,
                   std::span<float> values) const override {
        const auto width = static_cast<std::ptrdiff_t>(spec_.hidden);
        for (std::size_t i = 0; i < rows.size(); ++i)
            std::copy_n(slot(name).values.begin() + rows[i] * width, width,
                        values.begin() + static_cast<std::ptrdiff_t>(i) * width);
    }
    void setGroups(const std::vector<ParameterGroup>& groups) override {
        for (auto& [name, slot] : slots_) {
            slot.trained = false;
            std::fill(slot.first.begin(), slot.first.end(), 0.0f);
            std::fill(slot.second.begin(), slot.second.end(), 0.0f);
        }
        for (const ParameterGroup& group : groups)
            for (const std::string& name : group.names) {
                slot(name).trained = true;
                slot(name).rateScale = group.rateScale;
                slot(name).decay = group.weightDecay;
            }
    }
    void loadMoments(std::string_view name, std::span<const float> first,
                     std::span<const float> second) override {
        copy(first, slot(name).first);
        copy(second, slot(name).second);
    }
    void storeMoments(std::string_view name, std::span<float> first,
                      std::span<float> second) const override {
        copy(slot(name).first, first);
        copy(slot(name).second, second);
    }

    std::unique_ptr<Pass> forward(const PackedBatch& batch, const PassOptions& options) override {
        if (batch.tokens() > memory) {
            ++failedPasses;
            throw OutOfMemory();
        }
        ++passes;
        auto pass = std::make_unique<FakePass>();
        pass->batch = batch;
        const std::size_t H = hidden(), L = labels();
        pass->pooled.assign(batch.sequences() * H, 0.0f);
        pass->kept.assign(batch.sequences() * H, 1.0f);
        pass->out.assign(batch.sequences() * L, 0.0f);
        const bool bad = options.training && poison && poison(options.dropoutKey);
        for (std::size_t b = 0; b < batch.sequences(); ++b) {
            const auto length = static_cast<float>(batch.starts[b + 1] - batch.starts[b]);
            for (auto n = batch.starts[b]; n < batch.starts[b + 1]; ++n)
                for (std::size_t h = 0; h < H; ++h)
                    pass->pooled[b * H + h] +=
                        embedding(batch.ids[static_cast<std::size_t>(n)], h) / length;
            const std::uint32_t key = dropoutRowKey(
                options.dropoutKey, -1, DropoutSite::Classifier,
                static_cast<std::uint32_t>(options.firstSequence + static_cast<std::int64_t>(b)),
                0);
            for (std::size_t h = 0; h < H; ++h)
                if (options.training && options.dropout)
                    pass->kept[b * H + h] =
                        dropoutBits(key, static_cast<std::uint32_t>(h)) >= dropoutThreshold(0.1)
                            ? 1 / 0.9f
                            : 0.0f;
            for (std::size_t l = 0; l < L; ++l) {
                float sum = slot("classifier.bias").values[l];
                for (std::size_t h = 0; h < H; ++h)
                    sum += slot("classifier.weight").values[l * H + h] * pass->pooled[b * H + h] *
                           pass->kept[b * H + h] * slot("encoder.scale").values[h];
                pass->out[b * L + l] = bad ? std::numeric_limits<float>::quiet_NaN() : sum;
            }
        }
        return pass;
    }

    void backward(Pass& pass, std::span<const float> logitsGradient) override {
        const auto& p = dynamic_cast<FakePass&>(pass);
        const std::size_t H = hidden(), L = labels();
        for (std::size_t b = 0; b < p.batch.sequences(); ++b) {
            const auto length = static_cast<float>(p.batch.starts[b + 1] - p.batch.starts[b]);
            for (std::size_t h = 0; h < H; ++h) {
                const float value = p.pooled[b * H + h] * p.kept[b * H + h];
                const float scale = slot("encoder.scale").values[h];
                float toScaled = 0;
                for (std::size_t l = 0; l < L; ++l) {
                    const float g = logitsGradient[b * L + l];
                    slot("classifier.weight").gradient[l * H + h] += g * value * scale;
                    toScaled += g * slot("classifier.weight").values[l * H + h];
                }
                slot("encoder.scale").gradient[h] += toScaled * value;
                const float toEmbedding = toScaled * scale * p.kept[b * H + h] / length;
                for (auto n = p.batch.starts[b]; n < p.batch.starts[b + 1]; ++n)
                    slot("embeddings.weight")
                        .gradient[static_cast<std::size_t>(
                                      p.batch.ids[static_cast<std::size_t>(n)]) *
                                      H +
                                  h] += toEmbedding;
            }
            for (std::size_t l = 0; l < L; ++l)
                slot("classifier.bias").gradient[l] += logitsGradient[b * L + l];
        }
    }

    void storeGradient(std::string_view name, std::span<float> values) const override {
        copy(slot(name).gradient, values);
    }
    void loadGradient(std::string_view name, std::span<const float> values) override {
        copy(values, slot(name).gradient);
    }
    double gradientNorm() const override {
        double sum = 0;
        for (const auto& [name, slot] : slots_)
            if (slot.trained)
                for (const float g : slot.gradient)
                    sum += static_cast<double>(g) * g;
        return std::sqrt(sum);
    }
    void clearGradients() override {
        for (auto& [name, slot] : slots_)
            std::fill(slot.gradient.begin(), slot.gradient.end(), 0.0f);
    }
    void update(const UpdateOptions& o) override {
        const double correction1 = 1 - std::pow(o.beta1, o.step);
        const double correction2 = 1 - std::pow(o.beta2, o.step);
        for (auto& [name, slot] : slots_) {
            if (!slot.trained)
                continue;
            const double rate = o.learningRate * slot.rateScale;
            for (std::size_t i = 0; i < slot.values.size(); ++i) {
                const double g = slot.gradient[i] * o.gradientScale;
                slot.first[i] = static_cast<float>(o.beta1 * slot.first[i] + (1 - o.beta1) * g);
                slot.second[i] =
                    static_cast<float>(o.beta2 * slot.second[i] + (1 - o.beta2) * g * g);
                const double step = slot.first[i] / correction1 /
                                    (std::sqrt(slot.second[i] / correction2) + o.epsilon);
                slot.values[i] =
                    static_cast<float>(slot.values[i] * (1 - rate * slot.decay) - rate * step);
            }
        }
        clearGradients();
    }
    std::uint64_t bytesHeld() const override { return 0; }

    const std::vector<float>& values(const std::string& name) const { return slot(name).values; }

private:
    struct FakePass : Pass {
        PackedBatch batch;
        std::vector<float> pooled, kept, out;
        std::span<const float> logits() const override { return out; }
        std::span<const float> embeddingGradient() const override { return {}; }
    };
    struct Slot {
        std::vector<float> values, gradient, first, second;
        bool trained = false;
        double rateScale = 1, decay = 0;
    };

    std::size_t hidden() const { return static_cast<std::size_t>(spec_.hidden); }
    std::size_t labels() const { return static_cast<std::size_t>(spec_.labels); }
    float embedding(std::int32_t id, std::size_t h) const {
        return slot("embeddings.weight").values[static_cast<std::size_t>(id) * hidden() + h];
    }
    Slot& slot(std::string_view name) { return slots_.find(name)->second; }
    const Slot& slot(std::string_view name) const { return slots_.find(name)->second; }
    static void copy(std::span<const float> from, std::span<float> to) {
        std::copy(from.begin(), from.end(), to.begin());
    }

    EncoderSpec spec_;
    std::vector<ParameterInfo> infos_;
    std::map<std::string, Slot, std::less<>> slots_;
};

} // namespace attune
