// SPDX-License-Identifier: GPL-3.0-or-later
// The CPU engine against the ATen engine: logits, gradients of every parameter, updates, with every
// instruction set of this machine; and what every engine promises.
#include "base/random.h"
#include "cpu/cpu_engine.h"
#include "cpu/kernels.h"
#include "engine_promises.h"

#include <fstream>

using namespace attune;
using namespace oracle;

namespace {

struct Case {
    const char* name;
    void (*change)(EncoderSpec&);
};

EncoderSpec bert() {
    EncoderSpec spec;
    spec.family = "bert";
    spec.vocabulary = 90;
    spec.hidden = 48;
    spec.layers = 3;
    spec.heads = 3;
    spec.feedForward = 72;
    spec.positions = 120;
    spec.types = 2;
    spec.labels = 4;
    return spec;
}

const Case cases[] = {
    {"bert",                  [](EncoderSpec&) {}                                                         },
    {"blocks of 64",          [](EncoderSpec& s) { s.hidden = 128, s.heads = 4, s.feedForward = 192; }    },
    {"gelu-tanh",             [](EncoderSpec& s) { s.activation = Activation::GeluTanh; }                 },
    {"relu",                  [](EncoderSpec& s) { s.activation = Activation::Relu; }                     },
    {"silu",                  [](EncoderSpec& s) { s.activation = Activation::Silu; }                     },
    {"quick-gelu",            [](EncoderSpec& s) { s.activation = Activation::QuickGelu; }                },
    {"mish",                  [](EncoderSpec& s) { s.activation = Activation::Mish; }                     },
    {"one type, many labels", [](EncoderSpec& s) { s.types = 1, s.labels = 70; }                          },
    {"tokens",                [](EncoderSpec& s) { s.pooling = Pooling::EveryToken, s.headDense = false; }},
    {"mean",                  [](EncoderSpec& s) { s.pooling = Pooling::Mean; }                           },
    {"asked",                 [](EncoderSpec& s) { s.pooling = Pooling::AskedToken; }                     },
    {"inner dropout",         [](EncoderSpec& s) { s.innerRate = Rate::Hidden; }                          },
    {"distilbert",
     [](EncoderSpec& s) {
         s.family = "distilbert", s.types = 0, s.headActivation = Activation::Relu,
         s.pooledRate = Rate::None;
     }                                                                                                    },
    {"roberta",
     [](EncoderSpec& s) { s.family = "roberta", s.types = 1, s.padId = 1, s.positionPad = 1; }            },
    {"mpnet",
     [](EncoderSpec& s) {
         s.family = "mpnet", s.types = 0, s.padId = 1, s.positionPad = 1;
         s.relative = Relative::Bias, s.relativeRows = 32, s.relativeBuckets = 32,
         s.relativeDistance = 128;
     }                                                                                                    },
    {"albert",
     [](EncoderSpec& s) {
         s.family = "albert", s.layers = 4, s.groups = 1, s.embedding = 40, s.projection = true;
     }                                                                                                    },
    {"modernbert",
     [](EncoderSpec& s) {
         s.family = "modernbert", s.types = 0, s.norm = Norm::Pre, s.firstAttentionNorm = false;
         s.joinedAttention = s.gated = true;
         s.attentionBias = s.feedForwardBias = s.normBias = s.headBias = false;
         s.positionTable = false, s.rotaryBase = 160000, s.rotaryLocalBase = 10000;
         s.local = {false, true, true}, s.window = 4, s.headNorm = true;
         s.headActivation = Activation::Gelu;
     }                                                                                                    },
};

PackedBatch batchOf(const EncoderSpec& spec, std::size_t rows, std::size_t longest,
                    std::uint64_t seed = 1) {
    RandomStream stream(seed);
    PackedBatch batch;
    batch.starts = {0};
    for (std::size_t row = 0; row < rows; ++row) {
        const std::size_t n = row == 0 ? longest : 1 + stream.below(longest);
        batch.asked.push_back(static_cast<std::int32_t>(batch.ids.size() + stream.below(n)));
        for (std::size_t i = 0; i < n; ++i) {
            batch.ids.push_back(static_cast<std::int32_t>(
                stream.below(static_cast<std::uint64_t>(spec.vocabulary))));
            batch.typeIds.push_back(spec.types > 1 && i > n / 2 ? 1 : 0);
        }
        batch.starts.push_back(static_cast<std::int32_t>(batch.ids.size()));
    }
    if (spec.pooling != Pooling::AskedToken)
        batch.asked.clear();
    return batch;
}

void fill(Engine& engine) {
    for (const ParameterInfo& info : engine.parameters()) {
        RandomStream stream(streamKey(3, info.name));
        std::vector<float> values(static_cast<std::size_t>(info.count()));
        const double deviation =
            info.bias || info.norm ? 0.2 : 1 / std::sqrt(static_cast<double>(info.shape.back()));
        for (float& v : values)
            v = static_cast<float>(deviation * stream.normal() + (info.norm && !info.bias ? 1 : 0));
        engine.loadParameter(info.name, values);
    }
}

std::vector<float> gradientOf(const Engine& engine, const ParameterInfo& info) {
    std::vector<float> values(static_cast<std::size_t>(info.count()));
    engine.storeGradient(info.name, values);
    return values;
}
double normOf(std::span<const float> values) {
    double sum = 0;
    for (const float v : values)
        sum += double(v) * v;
    return std::sqrt(sum);
}

// A gradient of the logits that is the same for both engines.
std::vector<float> someGradient(std::size_t count) {
    RandomStream stream(9);
    std::vector<float> values(count);
    for (float& v : values)
        v = static_cast<float>(stream.normal());
    return values;
}

} // namespace

class CpuEngineTest : public promises::EnginePromises {
    Q_OBJECT

    std::unique_ptr<Engine> make(const EncoderSpec& spec,
                                 const EngineOptions& options) const override {
        return makeCpuEngine(spec, options);
    }
    // Little more than there is now.
    rlim_t roomFor(std::int64_t) const override {
        std::ifstream status("/proc/self/statm");
        std::uint64_t pages = 0;
        status >> pages;
        return pages * 4096 + (32u << 20);
    }

    static EncoderSpec specOf(int index) {
        EncoderSpec spec = bert();
        cases[index].change(spec);
        return spec;
    }

private Q_SLOTS:
    void equalsAten_data() {
        QTest::addColumn<int>("index");
        QTest::addColumn<bool>("dropout");
        QTest::addColumn<int>("set");
        int count = 0;
        const cpu::InstructionSet* const sets = cpu::instructionSets(count);
        for (int set = 0; set < count; ++set)
            for (int i = 0; i < static_cast<int>(std::size(cases)); ++i)
                for (const bool dropout : {false, true})
                    if (set == 0 || (i < 2 && dropout))
                        QTest::addRow("%s, %s%s", cases[i].name, sets[set].name,
                                      dropout ? ", dropout" : "")
                            << i << dropout << set;
    }
    void equalsAten() {
        QFETCH(int, index);
        QFETCH(bool, dropout);
        QFETCH(int, set);
        const EncoderSpec spec = specOf(index);
        const auto aten = makeAtenEngine(spec, {.threads = 2});
        const auto cpu = makeCpuEngine(spec, {.threads = 2}, set);
        const PackedBatch batch = batchOf(spec, 9, 70);
        for (Engine* engine : {aten.get(), cpu.get()}) {
            fill(*engine);
            engine->setGroups(trainerGroups(*engine));
        }
        const PassOptions options{.training = true,
                                  .dropoutKey = 12345,
                                  .firstSequence = 3,
                                  .dropout = dropout,
                                  .wantEmbeddingGradient = true};
        const auto expected = aten->forward(batch, options);
        const auto got = cpu->forward(batch, options);
        const double logits = largestDifference(got->logits(), expected->logits()) /
                              (normOf(expected->logits()) /
                               std::sqrt(static_cast<double>(expected->logits().size())));
        QVERIFY2(logits < 1e-5, qPrintable(QString::number(logits)));
        const std::vector<float> d = someGradient(expected->logits().size());
        aten->backward(*expected, d);
        cpu->backward(*got, d);
        double difference = 0, whole = 0;
        for (const ParameterInfo& info : aten->parameters()) {
            const auto a = gradientOf(*aten, info);
            auto b = gradientOf(*cpu, info);
            const double norm = normOf(a);
            for (std::size_t i = 0; i < b.size(); ++i)
                b[i] -= a[i];
            const double error = normOf(b);
            difference += error * error;
            whole += norm * norm;
            QVERIFY2(error <= 2e-5 * norm + 1e-4,
                     qPrintable(QString("%1: %2 of %3")
                                    .arg(QString::fromStdString(info.name))
                                    .arg(error)
                                    .arg(norm)));
        }
        const double error = std::sqrt(difference / whole);
        QVERIFY2(error < 1e-5, qPrintable(QString::number(error)));
        QVERIFY(std::abs(cpu->gradientNorm() / aten->gradientNorm() - 1) < 1e-5);
        const auto a = expected->embeddingGradient(), b = got->embeddingGradient();
        QVERIFY(largestDifference(a, b) < 1e-4 * normOf(a));
        // Ten updates, with clipping.
        for (int step = 1; step <= 10; ++step)
            for (Engine* engine : {aten.get(), cpu.get()}) {
                // Where gradients are nothing but rounding, as those of the biases of keys are, a
                // small epsilon would make steps of it.
                engine->update(
                    {.learningRate = 1e-3, .epsilon = 1e-2, .gradientScale = 0.5, .step = step});
                PassOptions next = options;
                next.dropoutKey = static_cast<std::uint64_t>(step);
                const auto pass = engine->forward(batch, next);
                engine->backward(*pass, d);
            }
        const double later = largestDifference(cpu->forward(batch, {})->logits(),
                                               aten->forward(batch, {})->logits());
        QVERIFY2(later < 1e-4, qPrintable(QString::number(later)));
    }

    // Gradients in bf16 are as near to those in fp32 as those of LibTorch's products in bf16.
    void bf16IsAsNearAsAten() {
        for (const int index : {0, 1, 14}) {
            const EncoderSpec spec = specOf(index);
            const PackedBatch batch = batchOf(spec, 24, 60);
            const auto gradientIn = [&](std::unique_ptr<Engine> engine) {
                fill(*engine);
                engine->setGroups(trainerGroups(*engine));
                const auto pass = engine->forward(batch, {.training = true, .dropout = false});
                engine->backward(*pass, someGradient(pass->logits().size()));
                return promises::gradientsOf(*engine);
            };
            const auto exact = gradientIn(makeAtenEngine(spec, {.threads = 2}));
            const EngineOptions low{.precision = Precision::Bf16, .threads = 2};
            const double aten =
                promises::relativeError(gradientIn(makeAtenEngine(spec, low)), exact);
            int count = 0;
            const cpu::InstructionSet* const sets = cpu::instructionSets(count);
            for (int set = 0; set < count; ++set) {
                const double cpu =
                    promises::relativeError(gradientIn(makeCpuEngine(spec, low, set)), exact);
                qInfo("%s, %s: %.2g, ATen's %.2g", cases[index].name, sets[set].name, cpu, aten);
                QVERIFY(cpu > 1e-5 && cpu <= 1.05 * aten);
            }
        }
    }

    void threadsDoNotChangeLosses() {
        const EncoderSpec spec = specOf(0);
        std::vector<double> first;
        for (const int threads : {1, 2, 3, 7}) {
            const auto engine = makeCpuEngine(spec, {.threads = threads});
            fill(*engine);
            engine->setGroups(trainerGroups(*engine));
            std::vector<double> losses;
            for (int step = 1; step <= 20; ++step) {
                const PackedBatch batch = batchOf(spec, 16, 60, static_cast<std::uint64_t>(step));
                std::vector<std::int32_t> labels;
                for (int i = 0; i < 16; ++i)
                    labels.push_back(i % 4);
                losses.push_back(
                    lossStep(*engine, batch, labels,
                             {.training = true, .dropoutKey = static_cast<std::uint64_t>(step)}));
                engine->update({.learningRate = 1e-4, .epsilon = 1e-4, .step = step});
            }
            if (first.empty())
                first = losses;
            for (std::size_t i = 0; i < losses.size(); ++i)
                QVERIFY2(std::abs(losses[i] / first[i] - 1) < 1e-5,
                         qPrintable(QString("%1 threads, step %2: %3 and %4")
                                        .arg(threads)
                                        .arg(i + 1)
                                        .arg(losses[i], 0, 'g', 9)
                                        .arg(first[i], 0, 'g', 9)));
        }
    }
};

QTEST_GUILESS_MAIN(CpuEngineTest)
#include "cpu_engine_test.moc"
