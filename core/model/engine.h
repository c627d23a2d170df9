// SPDX-License-Identifier: GPL-3.0-or-later
// The interface of every engine: it holds the parameters of one EncoderSpec with a classification
// head, runs packed batches forward and backward, and updates. It does not know losses, schedules
// or tasks: those see logits and give back the gradient of their loss with respect to them.
//
// Plain values only: neither the caller nor the interface includes LibTorch. An engine is used from
// one thread at a time; but while none of its parameters is trained, passes of an fp32 engine on
// the CPU may run side by side.
#pragma once

#include "model/encoder_spec.h"

#include <cstdint>
#include <exception>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace attune {

enum class Precision { Fp32, Bf16 };
enum class DeviceKind { Cpu, Cuda };

// B sequences in a row, without padding.
struct PackedBatch {
    std::vector<std::int32_t> ids;     // [N]
    std::vector<std::int32_t> typeIds; // [N]
    std::vector<std::int32_t> starts;  // [B + 1], starts[0] = 0, starts[B] = N
    std::vector<std::int32_t> asked;   // [B], tokens 0 .. N-1, for Pooling::AskedToken alone

    std::size_t sequences() const { return starts.empty() ? 0 : starts.size() - 1; }
    std::size_t tokens() const { return ids.size(); }
};

struct PassOptions {
    // Dropout on and a backward pass possible. Without it the pass keeps nothing.
    bool training = false;
    // The dropout mask of a training pass is a function of this key and of (layer, site, sequence
    // in the step, position, column); see dropout.h. Two passes with other keys differ (R-Drop).
    std::uint64_t dropoutKey = 0;
    // Number of the batch's first sequence within the step: so that a step gives the same masks
    // however it is split in micro-batches.
    std::int64_t firstSequence = 0;
    // Gradients wanted without dropout (for explanations, or checks against an oracle).
    bool dropout = true;
    // Added to the sum of the word, position and type embeddings before the norm, [N, E]; empty:
    // nothing (adversarial training, integrated gradients).
    std::span<const float> embeddingOffset = {};
    // Keep the gradient of that sum for Pass::embeddingGradient().
    bool wantEmbeddingGradient = false;
    // Products in fp32 whatever the precision of the engine: such a pass without training gives
    // the bits that an fp32 engine with the same parameters gives. On x86-64 with AVX2 the number
    // of threads does not change them either (but for two or three rows where H is no multiple of
    // 32); that of gradients changes their last digits.
    bool exact = false;
};

// One forward pass that is alive: several may be at a time.
class Pass {
public:
    virtual ~Pass() = default;
    // [B, L], row major; [N, L] where the spec answers tokens.
    virtual std::span<const float> logits() const = 0;
    // After backward() with wantEmbeddingGradient: the gradient of the embedding sum, [N, E].
    virtual std::span<const float> embeddingGradient() const = 0;
};

// Parameters that share a learning rate and a decay.
struct ParameterGroup {
    std::vector<std::string> names;
    double rateScale = 1; // times the rate of the step (layer-wise decay of the rate)
    double weightDecay = 0;
};

// AdamW (Loshchilov & Hutter 2019), as torch.optim.AdamW: decoupled decay, bias correction.
struct UpdateOptions {
    double learningRate = 0;
    double beta1 = 0.9;
    double beta2 = 0.999;
    double epsilon = 1e-8;
    // Each gradient is multiplied by this before the update (clipping by global norm).
    double gradientScale = 1;
    std::int64_t step = 1; // number of this update, from 1, for the bias correction
};

class Engine {
public:
    virtual ~Engine() = default;

    virtual const EncoderSpec& spec() const = 0;
    virtual Precision precision() const = 0;
    virtual DeviceKind device() const = 0;
    virtual std::string name() const = 0; // "ATen", ...

    // Parameters by name, [count], row major, fp32 (the masters).
    virtual const std::vector<ParameterInfo>& parameters() const = 0;
    virtual void loadParameter(std::string_view name, std::span<const float> values) = 0;
    virtual void storeParameter(std::string_view name, std::span<float> values) const = 0;
    // Some rows of a parameter of two dimensions, [rows, width], without a copy of the others.
    virtual void storeRows(std::string_view name, std::span<const std::int32_t> rows,
                           std::span<float> values) const = 0;

    // Sets the groups; parameters in none of them are frozen: they get neither gradient nor update
    // (and no work is done for them where nothing below them is trained). Clears the moments.
    virtual void setGroups(const std::vector<ParameterGroup>& groups) = 0;

    // First and second moments of a trained parameter, [count] each.
    virtual void loadMoments(std::string_view name, std::span<const float> first,
                             std::span<const float> second) = 0;
    virtual void storeMoments(std::string_view name, std::span<float> first,
                              std::span<float> second) const = 0;

    virtual std::unique_ptr<Pass> forward(const PackedBatch& batch, const PassOptions& options) = 0;
    // Adds the gradients of sum(logits * logitsGradient) to those held; each pass once.
    // logitsGradient: as long as the pass's logits.
    virtual void backward(Pass& pass, std::span<const float> logitsGradient) = 0;

    // Gradients: of a trained parameter, [count]; zero where none has arrived.
    virtual void storeGradient(std::string_view name, std::span<float> values) const = 0;
    virtual void loadGradient(std::string_view name, std::span<const float> values) = 0;
    // L2 norm over all trained parameters; NaN or infinite where any of them is.
    virtual double gradientNorm() const = 0;
    virtual void clearGradients() = 0;

    // One AdamW update of every trained parameter, then clears the gradients.
    virtual void update(const UpdateOptions& options) = 0;

    // Bytes held for parameters, gradients and moments.
    virtual std::uint64_t bytesHeld() const = 0;
};

// Thrown when the device's or the machine's memory does not suffice for a pass. The engine is
// usable afterwards: gradients as before the pass.
class OutOfMemory : public std::exception {
public:
    const char* what() const noexcept override { return "out of memory"; }
};

struct EngineOptions {
    DeviceKind device = DeviceKind::Cpu;
    Precision precision = Precision::Fp32;
    int threads = 0; // of the CPU; 0: as many as there are cores
};

// The packed encoder in ATen with autograd: every feature, CPU and CUDA. Parameters start at zero.
std::unique_ptr<Engine> makeAtenEngine(const EncoderSpec& spec, const EngineOptions& options);

// What this machine offers, with the reason for what it does not.
struct DeviceReport {
    bool cuda = false;
    std::string cudaName;   // "NVIDIA H100"
    std::string cudaReason; // English, why there is none
    std::uint64_t cudaMemory = 0;
    int cudaMajor = 0;        // compute capability: from 8 on the card multiplies bf16
    int cores = 1;            // that this process may use
    bool bf16 = false;        // the CPU multiplies bf16 (avx512_bf16 or amx_bf16)
    std::uint64_t memory = 0; // of the machine or its control group
    std::string cpuName;
};
const DeviceReport& deviceReport();

// Bytes of memory that can be taken now without swapping: of the machine, and of the control groups
// that this process is in. 0: unknown.
std::uint64_t availableMemory();
// Bytes of swap that are free beyond them; 0 where a control group may bound it.
std::uint64_t availableSwap();

} // namespace attune
