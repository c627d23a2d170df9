// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/model_memory.h"

#include <algorithm>

namespace attune {

namespace {

constexpr double program = 250e6; // code and libraries once they have run

// Whether attention is made without holding scores: as Attention::isPlain().
bool holdsScores(const EncoderSpec& spec, bool training) {
    if (!training)
        return spec.relative == Relative::Disentangled;
    return spec.relative != Relative::None || spec.attentionDropout > 0;
}

// Values that a layer keeps for its way back, for one token of a text.
double keptPerToken(const EncoderSpec& spec, double length) {
    const auto hidden = static_cast<double>(spec.hidden);
    const auto inner = static_cast<double>(spec.feedForward);
    const auto heads = static_cast<double>(spec.heads);
    const auto mask = [](double rate) { return rate > 0 ? 1.0 : 0.0; };
    // Query, key and value, twice: packed and by heads; what attention gives; sums and norms.
    double values = hidden * (10 + mask(spec.rate(spec.attentionOutputRate)) +
                              mask(spec.rate(spec.feedForwardRate)));
    values += inner * ((spec.gated ? 5 : 2) + mask(spec.rate(spec.innerRate)));
    // Probabilities, and with dropout their mask and the product of both.
    if (holdsScores(spec, true))
        values += heads * length * (1 + 2 * mask(spec.attentionDropout));
    return values;
}

// Values that live only while a layer is computed.
double passingPerToken(const EncoderSpec& spec, double length, bool training) {
    const auto heads = static_cast<double>(spec.heads);
    double values = 4 * static_cast<double>(spec.hidden) +
                    (spec.gated ? 3 : 2) * static_cast<double>(spec.feedForward);
    if (holdsScores(spec, training))
        values += 3 * heads * length;
    if (spec.relative == Relative::Disentangled)
        values += 4 * heads * length; // a value for each distance
    return values;
}

} // namespace

MemoryNeed memoryNeed(const EncoderSpec& spec, std::int64_t texts, std::int64_t tokens) {
    double parameters = 0;
    for (const ParameterInfo& info : parametersOf(spec))
        parameters += static_cast<double>(info.count());
    const auto length = static_cast<double>(std::min(tokens, spec.longest()));
    const double all = length * static_cast<double>(texts);
    const double kept = static_cast<double>(spec.layers) * keptPerToken(spec, length) +
                        5 * static_cast<double>(spec.embeddingWidth());
    MemoryNeed need;
    // Weights, gradients and two moments.
    need.training = static_cast<std::uint64_t>(
        program + 4 * (4 * parameters + all * (kept + 2 * passingPerToken(spec, length, true))));
    need.running = static_cast<std::uint64_t>(
        program + 4 * (parameters + all * (passingPerToken(spec, length, false) +
                                           4 * static_cast<double>(spec.hidden))));
    return need;
}

} // namespace attune
