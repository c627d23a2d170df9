// SPDX-License-Identifier: GPL-3.0-or-later
// Speed of the ATen engine: training steps and passes without gradients, on random tokens.
//
//   engine_bench MODEL_DIR [fp32|bf16] [tokens a text] [texts a batch] [steps] [threads] [cuda]
#include "base/random.h"
#include "model/engine.h"
#include "model/loss.h"
#include "model/model_folder.h"

#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>

using namespace attune;

namespace {

double seconds() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
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
            batch.ids.push_back(static_cast<std::int32_t>(stream.below(spec.vocabulary)));
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
        std::fprintf(stderr, "usage: engine_bench MODEL_DIR [fp32|bf16] [tokens] [texts] [steps] "
                             "[threads] [cuda]\n");
        return 2;
    }
    try {
        const ModelFolder folder = openModelFolder(argv[1]);
        const int mean = std::atoi(argument(3, "23")), texts = std::atoi(argument(4, "32"));
        const int steps = std::atoi(argument(5, "20"));
        EngineOptions options;
        options.precision =
            std::string(argument(2, "fp32")) == "bf16" ? Precision::Bf16 : Precision::Fp32;
        options.threads = std::atoi(argument(6, "2"));
        if (std::string(argument(7, "")) == "cuda")
            options.device = DeviceKind::Cuda;
        const auto engine = makeAtenEngine(folder.spec, options);
        loadWeights(folder, *engine, 1);
        std::vector<ParameterGroup> groups(2);
        groups[0].weightDecay = 0.01;
        for (const ParameterInfo& info : engine->parameters())
            groups[info.decays ? 0 : 1].names.push_back(info.name);
        engine->setGroups(groups);

        double forward = 0, backward = 0, update = 0;
        std::size_t tokens = 0;
        for (int step = -3; step < steps; ++step) {
            if (step == 0)
                forward = backward = update = 0, tokens = 0; // warm now
            const PackedBatch batch = randomBatch(folder.spec, texts, mean, step + 10);
            const std::vector<std::int32_t> labels(batch.sequences(), 0);
            const double t0 = seconds();
            const auto pass =
                engine->forward(batch, {.training = true, .dropoutKey = std::uint64_t(step)});
            const double t1 = seconds();
            engine->backward(*pass, crossEntropy(pass->logits(), labels, {}).gradient);
            const double t2 = seconds();
            const double norm = engine->gradientNorm();
            engine->update(
                {.learningRate = 1e-5, .gradientScale = norm > 1 ? 1 / norm : 1, .step = step + 4});
            const double t3 = seconds();
            forward += t1 - t0, backward += t2 - t1, update += t3 - t2;
            tokens += batch.tokens();
        }
        const double all = forward + backward + update;
        std::printf("training: %.1f texts/s, %.0f tokens/s; a step of %.0f ms: forward %.0f, "
                    "backward %.0f, norm and update %.0f\n",
                    steps * texts / all, static_cast<double>(tokens) / all, 1000 * all / steps,
                    1000 * forward / steps, 1000 * backward / steps, 1000 * update / steps);
        const double t0 = seconds();
        for (int step = 0; step < steps; ++step)
            engine->forward(randomBatch(folder.spec, texts, mean, step + 10), {});
        std::printf("without gradients: %.1f texts/s\n", steps * texts / (seconds() - t0));
        rusage used{};
        getrusage(RUSAGE_SELF, &used);
        std::printf("peak of memory: %.2f GB\n", static_cast<double>(used.ru_maxrss) / 1e6);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
