// SPDX-License-Identifier: GPL-3.0-or-later
// The engine over ATen and autograd: it owns masters, gradients and moments; aten_encoder.cpp has
// the forward pass. LibTorch's exceptions end here.
#include "base/error.h"
#include "model/aten_encoder.h"
#include "model/engine.h"

#include <ATen/DeviceAccelerator.h>
#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/_fused_adamw.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/full.h>
#include <ATen/ops/linalg_vector_norm.h>
#include <ATen/ops/stack.h>
#include <ATen/ops/zeros.h>
#include <ATen/ops/zeros_like.h>
#include <c10/util/Exception.h>
#include <torch/csrc/autograd/autograd.h>

#include <algorithm>
#include <cmath>
#include <new>
#include <stdexcept>
#include <unordered_map>

namespace attune {

namespace {

class AtenPass : public Pass {
public:
    std::span<const float> logits() const override { return logits_; }
    std::span<const float> embeddingGradient() const override { return embeddingGradient_; }

    at::Tensor graph;        // logits with the way back; undefined once it was walked
    at::Tensor embeddingSum; // undefined: its gradient isn't wanted
    std::vector<float> logits_;
    std::vector<float> embeddingGradient_;
};

std::vector<float> toHost(const at::Tensor& tensor) {
    const at::Tensor host = tensor.detach().to(at::kCPU, at::kFloat).contiguous();
    const float* values = host.const_data_ptr<float>();
    return {values, values + host.numel()};
}

void copyOut(const at::Tensor& tensor, std::span<float> values) {
    const at::Tensor host = tensor.detach().to(at::kCPU).contiguous();
    std::copy_n(host.const_data_ptr<float>(), values.size(), values.begin());
}

// A view of the caller's values in the shape of `like`; valid while they are.
at::Tensor viewOf(std::span<const float> values, const at::Tensor& like) {
    return at::from_blob(const_cast<float*>(values.data()), like.sizes(),
                         at::TensorOptions().dtype(at::kFloat));
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
          list_(parametersOf(spec)),
          table_(spec.parameterSets()),
          device_(options.device == DeviceKind::Cuda ? at::kCUDA : at::kCPU),
          threads_(options.threads > 0 ? options.threads : deviceReport().cores) {
        guarded([&] {
            for (std::size_t i = 0; i < list_.size(); ++i) {
                const ParameterInfo& info = list_[i];
                const at::Tensor tensor =
                    at::zeros(info.shape, at::TensorOptions().dtype(at::kFloat).device(device_));
                auto& module = table_.at(info.role, info.set);
                (info.bias ? module.bias : module.weight) = tensor;
                states_.push_back({tensor, {}, {}, {}, false});
                index_.emplace(info.name, i);
            }
        });
    }

    const EncoderSpec& spec() const override { return spec_; }
    Precision precision() const override { return options_.precision; }
    DeviceKind device() const override { return options_.device; }
    std::string name() const override { return "ATen"; }
    const std::vector<ParameterInfo>& parameters() const override { return list_; }

    void loadParameter(std::string_view name, std::span<const float> values) override {
        guarded([&] {
            const at::NoGradGuard noGrad;
            State& state = stateOf(name, values.size());
            state.value.copy_(viewOf(values, state.value));
            table_.dropCopies();
        });
    }

    void storeParameter(std::string_view name, std::span<float> values) const override {
        guarded([&] { copyOut(stateOf(name, values.size()).value, values); });
    }

    void setGroups(const std::vector<ParameterGroup>& groups) override {
        guarded([&] {
            std::vector<Group> wanted;
            std::vector<bool> trained(states_.size(), false);
            for (const ParameterGroup& group : groups) {
                Group& own = wanted.emplace_back(Group{{}, group.rateScale, group.weightDecay});
                for (const std::string& name : group.names) {
                    const std::size_t i = indexOf(name);
                    if (trained[i])
                        throw std::invalid_argument(name + " is in two groups");
                    trained[i] = true;
                    own.members.push_back(i);
                }
            }
            groups_ = std::move(wanted);
            for (std::size_t i = 0; i < states_.size(); ++i) {
                State& state = states_[i];
                state.trained = trained[i];
                state.gradient = at::Tensor();
                state.first = state.second = at::Tensor();
                state.value.set_requires_grad(state.trained);
            }
        });
    }

    void loadMoments(std::string_view name, std::span<const float> first,
                     std::span<const float> second) override {
        guarded([&] {
            State& state = trainedState(name, first.size());
            makeMoments(state);
            state.first.copy_(viewOf(first, state.value));
            state.second.copy_(viewOf(second, state.value));
        });
    }

    void storeMoments(std::string_view name, std::span<float> first,
                      std::span<float> second) const override {
        guarded([&] {
            const State& state = trainedState(name, first.size());
            if (!state.first.defined()) {
                std::fill(first.begin(), first.end(), 0.0f);
                std::fill(second.begin(), second.end(), 0.0f);
                return;
            }
            copyOut(state.first, first);
            copyOut(state.second, second);
        });
    }

    std::unique_ptr<Pass> forward(const PackedBatch& batch, const PassOptions& options) override {
        checkBatch(batch, options);
        return guarded([&]() -> std::unique_ptr<Pass> {
            const at::AutoGradMode mode(options.training);
            const aten::EncoderPass pass{
                .spec = spec_,
                .parameters = table_,
                .device = device_,
                .product = options_.precision == Precision::Bf16 && !options.exact ? at::kBFloat16
                                                                                   : at::kFloat,
                .dropout = {options.training && options.dropout, options.dropoutKey,
                            static_cast<std::uint32_t>(options.firstSequence)},
                .embeddingOffset = options.embeddingOffset,
                .wantEmbeddingGradient = options.training && options.wantEmbeddingGradient,
            };
            aten::EncoderResult made = aten::encode(pass, batch);
            auto result = std::make_unique<AtenPass>();
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
            std::vector<at::Tensor> inputs;
            std::vector<State*> states;
            for (State& state : states_)
                if (state.trained) {
                    inputs.push_back(state.value);
                    states.push_back(&state);
                }
            if (sum.defined())
                inputs.push_back(sum);
            // The gradients come as a whole before any is added: a failure on the way leaves those
            // held as they were.
            auto gradients = torch::autograd::grad(
                {graph}, inputs, {viewOf(logitsGradient, graph).to(device_)},
                /*retain_graph=*/std::nullopt, /*create_graph=*/false, /*allow_unused=*/true);
            const at::NoGradGuard noGrad;
            if (sum.defined())
                own.embeddingGradient_ = toHost(gradients.back());
            for (std::size_t i = 0; i < states.size(); ++i)
                if (gradients[i].defined() && states[i]->gradient.defined())
                    states[i]->gradient.add_(gradients[i]);
                else if (gradients[i].defined())
                    states[i]->gradient = gradients[i].contiguous();
        });
    }

    void storeGradient(std::string_view name, std::span<float> values) const override {
        guarded([&] {
            const State& state = trainedState(name, values.size());
            if (state.gradient.defined())
                copyOut(state.gradient, values);
            else
                std::fill(values.begin(), values.end(), 0.0f);
        });
    }

    void loadGradient(std::string_view name, std::span<const float> values) override {
        guarded([&] {
            State& state = trainedState(name, values.size());
            if (!state.gradient.defined())
                state.gradient = at::zeros_like(state.value);
            state.gradient.copy_(viewOf(values, state.value));
        });
    }

    double gradientNorm() const override {
        return guarded([&] {
            std::vector<at::Tensor> norms;
            for (const State& state : states_)
                if (state.gradient.defined())
                    norms.push_back(at::linalg_vector_norm(state.gradient));
            if (norms.empty())
                return 0.0;
            return at::linalg_vector_norm(at::stack(norms).to(at::kDouble)).item<double>();
        });
    }

    void clearGradients() override {
        for (State& state : states_)
            state.gradient = at::Tensor();
    }

    void update(const UpdateOptions& options) override {
        guarded([&] {
            const at::NoGradGuard noGrad;
            // The kernel divides by this while it reads the gradients: clipping costs no pass.
            std::optional<at::Tensor> scale;
            if (options.gradientScale != 1 && options.gradientScale > 0)
                scale = at::full({}, 1 / options.gradientScale, floats());
            const at::Tensor step = at::full({}, static_cast<double>(options.step), floats());
            for (const Group& group : groups_) {
                std::vector<at::Tensor> values, gradients, first, second, steps;
                for (const std::size_t i : group.members) {
                    State& state = states_[i];
                    makeMoments(state);
                    if (!state.gradient.defined())
                        state.gradient = at::zeros_like(state.value);
                    if (options.gradientScale <= 0)
                        state.gradient.zero_();
                    values.push_back(state.value);
                    gradients.push_back(state.gradient);
                    first.push_back(state.first);
                    second.push_back(state.second);
                    steps.push_back(step);
                }
                if (!values.empty())
                    at::_fused_adamw_(values, gradients, first, second, {}, steps,
                                      options.learningRate * group.rateScale, options.beta1,
                                      options.beta2, group.weightDecay, options.epsilon,
                                      /*amsgrad=*/false, /*maximize=*/false, scale);
            }
            table_.dropCopies();
        });
        clearGradients();
    }

    std::uint64_t bytesHeld() const override {
        std::uint64_t bytes = 0;
        for (const State& state : states_)
            for (const at::Tensor& tensor :
                 {state.value, state.gradient, state.first, state.second})
                if (tensor.defined())
                    bytes += tensor.nbytes();
        return bytes;
    }

private:
    struct State {
        at::Tensor value;         // the master
        at::Tensor gradient;      // undefined: none has arrived
        at::Tensor first, second; // moments; undefined: zero
        bool trained = false;
    };
    struct Group {
        std::vector<std::size_t> members;
        double rateScale = 1;
        double weightDecay = 0;
    };

    at::TensorOptions floats() const {
        return at::TensorOptions().dtype(at::kFloat).device(device_);
    }

    static void makeMoments(State& state) {
        if (state.first.defined())
            return;
        const at::NoGradGuard noGrad;
        state.first = at::zeros_like(state.value);
        state.second = at::zeros_like(state.value);
    }

    std::size_t indexOf(std::string_view name) const {
        const auto it = index_.find(std::string(name));
        if (it == index_.end())
            throw std::invalid_argument("no parameter is called " + std::string(name));
        return it->second;
    }

    const State& stateOf(std::string_view name, std::size_t count) const {
        const State& state = states_[indexOf(name)];
        if (static_cast<std::size_t>(state.value.numel()) != count)
            throw std::invalid_argument("wrong number of values for " + std::string(name));
        return state;
    }
    State& stateOf(std::string_view name, std::size_t count) {
        return const_cast<State&>(std::as_const(*this).stateOf(name, count));
    }
    const State& trainedState(std::string_view name, std::size_t count) const {
        const State& state = stateOf(name, count);
        if (!state.trained)
            throw std::invalid_argument(std::string(name) + " is frozen");
        return state;
    }
    State& trainedState(std::string_view name, std::size_t count) {
        return const_cast<State&>(std::as_const(*this).trainedState(name, count));
    }

    // What a wrong id does inside of a kernel ranges from an exception to the end of the process.
    void checkBatch(const PackedBatch& batch, const PassOptions& options) const {
        const auto tokens = static_cast<std::int64_t>(batch.tokens());
        if (batch.sequences() == 0 || batch.starts.front() != 0 || batch.starts.back() != tokens ||
            batch.typeIds.size() != batch.ids.size())
            throw std::invalid_argument("the parts of the batch do not fit together");
        for (std::size_t b = 0; b < batch.sequences(); ++b) {
            const std::int64_t length = batch.starts[b + 1] - batch.starts[b];
            if (length < 1)
                throw std::invalid_argument("a sequence of the batch has no token");
            if (length > spec_.longest())
                throw Error(
                    say(ATTUNE_TEXT("core", "A text of %1 tokens is longer than the %2 "
                                            "positions of the model."),
                        length, spec_.longest()),
                    {}, say(ATTUNE_TEXT("core", "Set max_length to at most %1."), spec_.longest()));
        }
        for (std::size_t i = 0; i < batch.ids.size(); ++i) {
            if (batch.ids[i] < 0 || batch.ids[i] >= spec_.vocabulary)
                throw Error(say(ATTUNE_TEXT("core", "The token id %1 is outside of the model's "
                                                    "vocabulary of %2."),
                                batch.ids[i], spec_.vocabulary),
                            {},
                            say(ATTUNE_TEXT("core", "Take the tokenizer that belongs to the "
                                                    "model.")));
            // Models without token types take no notice of them.
            if (spec_.types > 0 && (batch.typeIds[i] < 0 || batch.typeIds[i] >= spec_.types))
                throw Error(say(ATTUNE_TEXT("core", "The model has %1 token types; a pair of "
                                                    "texts needs 2."),
                                spec_.types),
                            {}, say(ATTUNE_TEXT("core", "Take single texts, or another model.")));
        }
        if (!options.embeddingOffset.empty() &&
            options.embeddingOffset.size() !=
                batch.tokens() * static_cast<std::size_t>(spec_.embeddingWidth()))
            throw std::invalid_argument("the offset does not fit the embeddings");
    }

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
    std::vector<ParameterInfo> list_;
    // Held apart from states_, which shares its tensors; mutable copies live in it.
    aten::ParameterTable table_;
    at::Device device_;
    int threads_;
    std::vector<State> states_; // in the order of list_
    std::unordered_map<std::string, std::size_t> index_;
    std::vector<Group> groups_;
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
