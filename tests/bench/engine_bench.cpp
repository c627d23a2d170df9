// SPDX-License-Identifier: GPL-3.0-or-later
// Speed of the ATen engine: training steps and passes without gradients, on random tokens.
//
//   engine_bench MODEL_DIR|words [fp32|bf16] [tokens a text] [texts a batch] [steps] [threads]
//   [cuda]
//
// `words`: a model of 250,037 words, five sixths of whose values are their table. Times are those
// of the clock; in brackets those of the processors, which other programs disturb less.
#include "base/random.h"
#include "model/engine.h"
#include "model/loss.h"
#include "model/model_folder.h"

#include <sys/resource.h>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <optional>

using namespace attune;

namespace {

struct Times {
    double clock = 0, processors = 0;
    Times& operator+=(const Times& other) {
        clock += other.clock;
        processors += other.processors;
        return *this;
    }
    Times operator-(const Times& other) const {
        return {clock - other.clock, processors - other.processors};
    }
};

Times now() {
    const auto of = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    return {
        std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(),
        of(used.ru_utime) + of(used.ru_stime)};
}

// As multilingual-e5-small.
EncoderSpec specOfManyWords() {
    EncoderSpec spec;
    spec.family = "bert";
    spec.vocabulary = 250037;
    spec.hidden = 384;
    spec.layers = 12;
    spec.heads = 12;
    spec.feedForward = 1536;
    spec.positions = 512;
    spec.types = 2;
    return spec;
}

void drawParameters(Engine& engine) {
    for (const ParameterInfo& info : engine.parameters()) {
        RandomStream stream(streamKey(1, info.name));
        std::vector<float> values(static_cast<std::size_t>(info.count()));
        for (float& value : values)
            value = static_cast<float>(0.04 * (stream.uniform() - 0.5)) +
                    (info.norm && !info.bias ? 1.0f : 0.0f);
        engine.loadParameter(info.name, values);
    }
}

// As in texts: a few words are frequent, most are rare.
std::int32_t drawnWord(const EncoderSpec& spec, RandomStream& stream) {
    return static_cast<std::int32_t>(static_cast<double>(spec.vocabulary) *
                                     std::pow(stream.uniform(), 6));
}

// Lengths spread by a quarter round the mean, as in batches of like length.
PackedBatch randomBatch(const EncoderSpec& spec, int texts, int mean, std::uint64_t seed) {
    RandomStream stream(seed);
    PackedBatch batch;
    batch.starts = {0};
    for (int row = 0; row < texts; ++row) {
        const int spread = std::max(1, mean / 2);
        const int length = std::max(2, mean - spread / 2 + static_cast<int>(stream.below(spread)));
        for (int i = 0; i < length; ++i)
            batch.ids.push_back(drawnWord(spec, stream));
        batch.starts.push_back(static_cast<std::int32_t>(batch.ids.size()));
    }
    batch.typeIds.assign(batch.ids.size(), 0);
    return batch;
}

} // namespace

int main(int argc, char** argv) {
    const auto argument = [&](int i, const char* fallback) {
        return i < argc ? argv[i] : fallback;
    };
    if (argc < 2) {
        std::fprintf(stderr, "usage: engine_bench MODEL_DIR|words [fp32|bf16] [tokens] [texts] "
                             "[steps] [threads] [cuda]\n");
        return 2;
    }
    try {
        const bool words = std::string(argv[1]) == "words";
        std::optional<ModelFolder> folder;
        if (!words)
            folder = openModelFolder(argv[1]);
        const EncoderSpec spec = words ? specOfManyWords() : folder->spec;
        const int mean = std::atoi(argument(3, "23")), texts = std::atoi(argument(4, "32"));
        const int steps = std::atoi(argument(5, "20"));
        EngineOptions options;
        options.precision =
            std::string(argument(2, "fp32")) == "bf16" ? Precision::Bf16 : Precision::Fp32;
        options.threads = std::atoi(argument(6, "2"));
        if (std::string(argument(7, "")) == "cuda")
            options.device = DeviceKind::Cuda;
        const auto engine = makeAtenEngine(spec, options);
        if (words)
            drawParameters(*engine);
        else
            loadWeights(*folder, *engine, 1);
        std::vector<ParameterGroup> groups(2);
        groups[0].weightDecay = 0.01;
        for (const ParameterInfo& info : engine->parameters())
            groups[info.decays ? 0 : 1].names.push_back(info.name);
        engine->setGroups(groups);

        Times forward, backward, update;
        std::size_t tokens = 0;
        for (int step = -3; step < steps; ++step) {
            if (step == 0)
                forward = backward = update = {}, tokens = 0; // warm now
            const PackedBatch batch = randomBatch(spec, texts, mean, step + 10);
            const std::vector<std::int32_t> labels(batch.sequences(), 0);
            const Times t0 = now();
            const auto pass =
                engine->forward(batch, {.training = true, .dropoutKey = std::uint64_t(step)});
            const Times t1 = now();
            engine->backward(*pass, crossEntropy(pass->logits(), labels, {}).gradient);
            const Times t2 = now();
            const double norm = engine->gradientNorm();
            engine->update(
                {.learningRate = 1e-5, .gradientScale = norm > 1 ? 1 / norm : 1, .step = step + 4});
            const Times t3 = now();
            forward += t1 - t0, backward += t2 - t1, update += t3 - t2;
            tokens += batch.tokens();
        }
        Times all = forward;
        all += backward, all += update;
        std::printf("training: %.1f texts/s, %.0f tokens/s\n", steps * texts / all.clock,
                    static_cast<double>(tokens) / all.clock);
        const auto print = [&](const char* part, const Times& times) {
            std::printf("  %-16s %7.1f ms [%.1f]\n", part, 1000 * times.clock / steps,
                        1000 * times.processors / steps);
        };
        print("a step", all);
        print("forward", forward);
        print("backward", backward);
        print("norm and update", update);
        const Times t0 = now();
        for (int step = 0; step < steps; ++step)
            engine->forward(randomBatch(spec, texts, mean, step + 10), {});
        std::printf("without gradients: %.1f texts/s\n", steps * texts / (now() - t0).clock);
        rusage used{};
        getrusage(RUSAGE_SELF, &used);
        std::printf("peak of memory: %.2f GB\n", static_cast<double>(used.ru_maxrss) / 1e6);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
