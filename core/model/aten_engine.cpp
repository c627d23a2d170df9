// SPDX-License-Identifier: GPL-3.0-or-later
// The engine over ATen and autograd: passes forward (aten_encoder.cpp) and backward to the
// parameters (aten_parameters.cpp). LibTorch's exceptions end here.
#include "base/error.h"
#include "model/aten_encoder.h"
#include "model/aten_parameters.h"
#include "model/check_batch.h"
#include "model/engine.h"

#include <ATen/DeviceAccelerator.h>
#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>
#include <c10/util/Exception.h>
#include <torch/csrc/autograd/autograd.h>

#include <algorithm>
#include <cstdlib>
#include <new>
#include <optional>
#include <stdexcept>

namespace attune {

namespace {

// MKL, whose products LibTorch takes for fp32, else chooses its way of summing by the number of
// threads. Its first product reads the variable, so this comes before main(), where no other thread
// reads the environment.
[[gnu::constructor]] void askMklForOneWayOfSumming() {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2"))
        setenv("MKL_CBWR", __builtin_cpu_supports("avx512f") ? "AVX512,STRICT" : "AVX2,STRICT",
               /*overwrite=*/0);
#endif
}

class AtenPass : public Pass {
public:
    std::span<const float> logits() const override { return logits_; }
    std::span<const float> embeddingGradient() const override { return embeddingGradient_; }

    at::Tensor graph;        // logits with the way back; undefined once it was walked
    at::Tensor embeddingSum; // undefined: its gradient isn't wanted
    // The rows of the table of words that the batch met; undefined: it is a parameter like others.
    aten::WordTable::Met words;
    std::vector<float> logits_;
    std::vector<float> embeddingGradient_;
};

std::vector<float> toHost(const at::Tensor& tensor) {
    const at::Tensor host = tensor.detach().to(at::kCPU, at::kFloat).contiguous();
    const float* values = host.const_data_ptr<float>();
    return {values, values + host.numel()};
}

bool meansNoMemory(const std::string& message) {
    for (const char* words : {"not enough memory", "can't allocate memory", "out of memory"})
        if (message.find(words) != std::string::npos)
            return true;
    return false;
}

class AtenEngine : public Engine {
public:
    AtenEngine(const EncoderSpec& spec, const EngineOptions& options)
        : spec_(spec),
          options_(options),
          threads_(options.threads > 0 ? options.threads : deviceReport().cores) {
        guarded([&] { parameters_.emplace(spec, place()); });
    }

    const EncoderSpec& spec() const override { return spec_; }
    Precision precision() const override { return options_.precision; }
    DeviceKind device() const override { return options_.device; }
    std::string name() const override { return "ATen"; }
    const std::vector<ParameterInfo>& parameters() const override { return parameters_->list(); }

    void loadParameter(std::string_view name, std::span<const float> values) override {
        guarded([&] { parameters_->load(name, values); });
    }
    void storeParameter(std::string_view name, std::span<float> values) const override {
        guarded([&] { parameters_->store(name, values); });
    }
    void storeRows(std::string_view name, std::span<const std::int32_t> rows,
                   std::span<float> values) const override {
        guarded([&] { parameters_->storeRows(name, rows, values); });
    }
    void setGroups(const std::vector<ParameterGroup>& groups) override {
        guarded([&] { parameters_->setGroups(groups); });
    }
    void loadMoments(std::string_view name, std::span<const float> first,
                     std::span<const float> second) override {
        guarded([&] { parameters_->loadMoments(name, first, second); });
    }
    void storeMoments(std::string_view name, std::span<float> first,
                      std::span<float> second) const override {
        guarded([&] { parameters_->storeMoments(name, first, second); });
    }

    std::unique_ptr<Pass> forward(const PackedBatch& batch, const PassOptions& options) override {
        checkBatch(spec_, batch, options);
        if (options.training && spec_.predictsWords)
            throw std::logic_error("a head that predicts words is not trained");
        return guarded([&]() -> std::unique_ptr<Pass> {
            const at::AutoGradMode mode(options.training);
            auto result = std::make_unique<AtenPass>();
            if (aten::WordTable* words = parameters_->words()) {
                if (options.training)
                    result->words = words->meet(batch.ids, spec_.padId);
                else
                    words->refresh(batch.ids);
            }
            const aten::EncoderPass pass{
                .spec = spec_,
                .parameters = parameters_->table(),
                .words = result->words.values,
                .wordIndex = result->words.index,
                .wordPad = result->words.pad,
                .device = place(),
                .product = options_.precision == Precision::Bf16 && !options.exact ? at::kBFloat16
                                                                                   : at::kFloat,
                .dropout = {options.training && options.dropout, options.dropoutKey,
                            static_cast<std::uint32_t>(options.firstSequence)},
                .embeddingOffset = options.embeddingOffset,
                .wantEmbeddingGradient = options.training && options.wantEmbeddingGradient,
            };
            aten::EncoderResult made = aten::encode(pass, batch);
            result->logits_ = toHost(made.logits);
            if (options.training) {
                result->graph = made.logits;
                result->embeddingSum = made.embeddingSum;
            }
            return result;
        });
    }

    void backward(Pass& pass, std::span<const float> logitsGradient) override {
        auto& own = dynamic_cast<AtenPass&>(pass);
        if (!own.graph.defined())
            throw std::logic_error("a pass goes backward once, and only when it was for training");
        if (logitsGradient.size() != own.logits_.size())
            throw std::invalid_argument("the gradient does not fit the logits");
        guarded([&] {
            const at::Tensor graph = std::move(own.graph);
            own.graph = at::Tensor();
            const at::Tensor sum = std::move(own.embeddingSum);
            if (!graph.requires_grad())
                return; // everything is frozen
            const aten::WordTable::Met words = std::move(own.words);
            const std::vector<aten::Parameter*> trained = parameters_->trained();
            std::vector<at::Tensor> inputs;
            for (const aten::Parameter* parameter : trained)
                inputs.push_back(parameter->value);
            for (const at::Tensor& other : {words.values, sum})
                if (other.defined())
                    inputs.push_back(other);
            // All that takes memory comes before the first sum: who splits the batch after a
            // failure finds the gradients held as they were, and none counts twice.
            auto gradients = torch::autograd::grad(
                {graph}, inputs, {aten::viewOf(logitsGradient, graph).to(place())},
                /*retain_graph=*/std::nullopt, /*create_graph=*/false, /*allow_unused=*/true);
            const at::NoGradGuard noGrad;
            for (std::size_t i = 0; i < trained.size(); ++i)
                if (gradients[i].defined() && !trained[i]->gradient.defined())
                    gradients[i] = gradients[i].contiguous();
            if (sum.defined())
                own.embeddingGradient_ = toHost(gradients.back());
            if (words.values.defined())
                parameters_->words()->addGradient(words.rows, gradients[trained.size()]);
            for (std::size_t i = 0; i < trained.size(); ++i)
                if (gradients[i].defined() && trained[i]->gradient.defined())
                    trained[i]->gradient.add_(gradients[i]);
                else if (gradients[i].defined())
                    trained[i]->gradient = std::move(gradients[i]);
        });
    }

    void storeGradient(std::string_view name, std::span<float> values) const override {
        guarded([&] { parameters_->storeGradient(name, values); });
    }
    void loadGradient(std::string_view name, std::span<const float> values) override {
        guarded([&] { parameters_->loadGradient(name, values); });
    }
    double gradientNorm() const override {
        return guarded([&] { return parameters_->gradientNorm(); });
    }
    void clearGradients() override { parameters_->clearGradients(); }
    void update(const UpdateOptions& options) override {
        guarded([&] { parameters_->update(options); });
        clearGradients();
    }
    std::uint64_t bytesHeld() const override { return parameters_->bytesHeld(); }

private:
    at::Device place() const { return options_.device == DeviceKind::Cuda ? at::kCUDA : at::kCPU; }

    // Runs `work` on this engine's threads; out of memory and LibTorch's failures become ours.
    template <class Work> auto guarded(Work&& work) const -> decltype(work()) {
        // The number of OpenMP threads belongs to the calling thread.
        if (at::get_num_threads() != threads_)
            at::set_num_threads(threads_);
        try {
            return work();
        } catch (const c10::OutOfMemoryError&) {
            noMemory();
        } catch (const std::bad_alloc&) {
            noMemory();
        } catch (const c10::Error& error) {
            const std::string message = error.what_without_backtrace();
            if (meansNoMemory(message))
                noMemory();
            throw Error(say(ATTUNE_TEXT("core", "The engine failed: %1"),
                            message.substr(0, message.find('\n'))));
        }
    }

    [[noreturn]] void noMemory() const {
        if (options_.device == DeviceKind::Cuda)
            at::accelerator::emptyCache();
        throw OutOfMemory();
    }

    EncoderSpec spec_;
    EngineOptions options_;
    int threads_;
    std::optional<aten::Parameters> parameters_; // made on this engine's threads
};

} // namespace

std::unique_ptr<Engine> makeAtenEngine(const EncoderSpec& spec, const EngineOptions& options) {
    if (options.device == DeviceKind::Cuda && !deviceReport().cuda)
        throw UsageError(
            say(ATTUNE_TEXT("core", "CUDA can't be used: %1"), deviceReport().cudaReason), {},
            say(ATTUNE_TEXT("core", "Set the device to cpu or auto.")));
    return std::make_unique<AtenEngine>(spec, options);
}

} // namespace attune
