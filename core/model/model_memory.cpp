// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/model_memory.h"

#include <algorithm>

namespace attune {

namespace {

// Whether attention is made with all its scores at once, as in Attention::isPlain().
bool holdsScores(const EncoderSpec& spec, bool training) {
    if (!training)
        return spec.relative == Relative::Disentangled;
    return spec.relative != Relative::None || spec.attentionDropout > 0;
}

// Bytes of values that count so often a token (in units of the hidden size and of the feed-forward
// width) and a pair of tokens a head.
double bytes(const EncoderSpec& spec, double tokens, double pairs, double hidden, double inner,
             double scores) {
    return sizeof(float) * (tokens * (hidden * static_cast<double>(spec.hidden) +
                                      inner * static_cast<double>(spec.feedForward)) +
                            pairs * scores * static_cast<double>(spec.heads));
}

// While a layer is computed.
double passing(const EncoderSpec& spec, double tokens, double pairs, bool training) {
    double scores = holdsScores(spec, training) ? 3 : 0;
    if (spec.relative == Relative::Disentangled)
        scores += 4; // a value for each distance, and its gradient
    return bytes(spec, tokens, pairs, 4, spec.gated ? 3 : 2, scores);
}

} // namespace

std::uint64_t trainingStateBytes(std::span<const ParameterInfo> trained, DeviceKind device,
                                 double tokens) {
    double values = 0;
    for (const ParameterInfo& info : trained) {
        const auto count = static_cast<double>(info.count());
        const bool words = info.part == ParameterInfo::Part::Embedding &&
                           info.role == Role::WordEmbedding && device == DeviceKind::Cpu;
        const double rows = words ? static_cast<double>(info.shape.front()) : 0;
        values += 2 * count + (words ? count * std::min(1.0, tokens / rows) : count);
    }
    return static_cast<std::uint64_t>(sizeof(float) * values);
}

std::uint64_t trainingPassBytes(const EncoderSpec& spec, double tokens, double pairs) {
    double scores = 0;
    if (holdsScores(spec, true)) // probabilities; their mask and the product of both
        scores = spec.attentionDropout > 0 ? 2.5 : 1;
    const double layer = bytes(spec, tokens, pairs, 14, spec.gated ? 7 : 4, scores);
    const double embeddings = bytes(spec, tokens, 0, 6, 0, 0);
    return static_cast<std::uint64_t>(static_cast<double>(spec.layers) * layer + embeddings +
                                      passing(spec, tokens, pairs, true));
}

std::uint64_t plainPassBytes(const EncoderSpec& spec, double tokens, double pairs) {
    return static_cast<std::uint64_t>(passing(spec, tokens, pairs, false) +
                                      bytes(spec, tokens, 0, 4, 0, 0));
}

} // namespace attune
