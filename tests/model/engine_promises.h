// SPDX-License-Identifier: GPL-3.0-or-later
// What every engine promises (model/engine.h), as a suite that each engine's own suite derives
// from: masks, frozen parameters, splits of a step, threads, saving, out of memory.
#pragma once

#include "base/random.h"
#include "oracle.h"

#include <QTest>

#include <sys/resource.h>

#include <limits>

namespace promises {

using namespace attune;
using namespace oracle;

// A model of its own, with dropout, drawn from a seed.
inline EncoderSpec smallSpec() {
    EncoderSpec spec;
    spec.family = "bert";
    spec.vocabulary = 60;
    spec.hidden = 24;
    spec.layers = 3;
    spec.heads = 3;
    spec.feedForward = 32;
    spec.positions = 30;
    spec.types = 2;
    spec.labels = 4;
    return spec;
}

inline PackedBatch smallBatch(std::size_t rows, std::uint64_t seed = 1, std::size_t length = 0) {
    RandomStream stream(seed);
    PackedBatch batch;
    batch.starts = {0};
    for (std::size_t row = 0; row < rows; ++row) {
        const std::size_t n = length ? length : 2 + stream.below(25);
        for (std::size_t i = 0; i < n; ++i) {
            batch.ids.push_back(static_cast<std::int32_t>(1 + stream.below(59)));
            batch.typeIds.push_back(i > n / 2 ? 1 : 0);
        }
        batch.starts.push_back(static_cast<std::int32_t>(batch.ids.size()));
    }
    return batch;
}

inline PackedBatch slice(const PackedBatch& batch, std::size_t begin, std::size_t end) {
    PackedBatch part;
    part.ids.assign(batch.ids.begin() + batch.starts[begin], batch.ids.begin() + batch.starts[end]);
    part.typeIds.assign(batch.typeIds.begin() + batch.starts[begin],
                        batch.typeIds.begin() + batch.starts[end]);
    for (std::size_t i = begin; i <= end; ++i)
        part.starts.push_back(batch.starts[i] - batch.starts[begin]);
    return part;
}

inline std::vector<float> all(const Engine& engine,
                              void (Engine::*store)(std::string_view, std::span<float>) const) {
    std::vector<float> values;
    for (const ParameterInfo& info : engine.parameters()) {
        std::vector<float> part(static_cast<std::size_t>(info.count()));
        (engine.*store)(info.name, part);
        values.insert(values.end(), part.begin(), part.end());
    }
    return values;
}
inline std::vector<float> gradientsOf(const Engine& engine) {
    return all(engine, &Engine::storeGradient);
}
inline std::vector<float> valuesOf(const Engine& engine) {
    return all(engine, &Engine::storeParameter);
}

// A step with dropout in passes of the given numbers of sequences; sum of losses.
inline void gradientsInParts(Engine& engine, const PackedBatch& batch,
                             const std::vector<std::size_t>& parts, std::uint64_t key) {
    std::size_t at = 0;
    for (const std::size_t count : parts) {
        const auto pass = engine.forward(
            slice(batch, at, at + count),
            {.training = true, .dropoutKey = key, .firstSequence = static_cast<std::int64_t>(at)});
        std::vector<std::int32_t> labels;
        for (std::size_t i = 0; i < count; ++i)
            labels.push_back(static_cast<std::int32_t>((at + i) % 4));
        engine.backward(*pass, crossEntropy(pass->logits(), labels, {}).gradient);
        at += count;
    }
}

inline double relativeError(const std::vector<float>& a, const std::vector<float>& b) {
    double difference = 0, norm = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        difference += std::pow(double(a[i]) - b[i], 2);
        norm += std::pow(double(b[i]), 2);
    }
    return std::sqrt(difference / norm);
}

class EnginePromises : public QObject {
    Q_OBJECT

protected:
    virtual std::unique_ptr<Engine> make(const EncoderSpec& spec,
                                         const EngineOptions& options) const = 0;
    // A limit of address space in which one text of so many tokens does not fit.
    virtual rlim_t roomFor(std::int64_t tokens) const = 0;

    std::unique_ptr<Engine> smallEngine(const EncoderSpec& spec = smallSpec(),
                                        Precision precision = Precision::Fp32,
                                        int threads = 2) const {
        auto engine = make(spec, {.precision = precision, .threads = threads});
        for (const ParameterInfo& info : engine->parameters()) {
            RandomStream stream(streamKey(3, info.name));
            std::vector<float> values(static_cast<std::size_t>(info.count()));
            for (float& v : values)
                v = static_cast<float>(0.2 * stream.normal() +
                                       (!info.decays && !info.bias ? 1 : 0));
            engine->loadParameter(info.name, values);
        }
        engine->setGroups(trainerGroups(*engine));
        return engine;
    }

private Q_SLOTS:
    void splitOfAStepChangesNothing() {
        const auto engine = smallEngine();
        const PackedBatch batch = smallBatch(12);
        gradientsInParts(*engine, batch, {12}, 77);
        const auto whole = gradientsOf(*engine);
        engine->clearGradients();
        gradientsInParts(*engine, batch, {5, 1, 6}, 77);
        QVERIFY(relativeError(gradientsOf(*engine), whole) < 1e-5);
        engine->clearGradients();
        gradientsInParts(*engine, batch, {12}, 78); // another key, other masks
        QVERIFY(relativeError(gradientsOf(*engine), whole) > 1e-2);
    }

    void sameInputsGiveTheSameBits() {
        for (const Precision precision : {Precision::Fp32, Precision::Bf16}) {
            std::vector<float> first;
            for (int run = 0; run < 3; ++run) {
                const auto engine = smallEngine(smallSpec(), precision);
                for (int step = 1; step <= 3; ++step) {
                    gradientsInParts(*engine, smallBatch(16, step), {8, 8}, 100 + step);
                    engine->update({.learningRate = 1e-2,
                                    .gradientScale = std::min(1.0, 1.0 / engine->gradientNorm()),
                                    .step = step});
                }
                if (run == 0)
                    first = valuesOf(*engine);
                else
                    QCOMPARE(valuesOf(*engine), first);
            }
        }
    }

    void exactPassIsThatOfFp32() {
        const auto full = smallEngine(), low = smallEngine(smallSpec(), Precision::Bf16);
        const PackedBatch batch = smallBatch(8);
        const auto logits = [&](Engine& engine, bool exact) {
            const auto pass = engine.forward(batch, {.exact = exact});
            return std::vector<float>(pass->logits().begin(), pass->logits().end());
        };
        const auto wanted = logits(*full, false);
        QVERIFY(logits(*low, false) != wanted);
        QCOMPARE(logits(*low, true), wanted);
        QCOMPARE(logits(*full, true), wanted);
    }

    void threadsDoNotChangeExactLogits() {
#if defined(__x86_64__)
        if (!__builtin_cpu_supports("avx2"))
            QSKIP("products on this processor may depend on the number of threads");
#else
        QSKIP("products on this processor may depend on the number of threads");
#endif
        EncoderSpec spec = smallSpec();
        spec.hidden = 96;
        spec.feedForward = 384;
        const auto one = smallEngine(spec, Precision::Fp32, 1);
        const auto two = smallEngine(spec, Precision::Fp32, 2);
        const auto four = smallEngine(spec, Precision::Bf16, 4);
        for (std::size_t rows = 1; rows <= 16; ++rows)
            for (const std::size_t length : {0, 3, 8, 21, 29}) {
                const PackedBatch batch = smallBatch(rows, rows, length);
                const auto wanted = one->forward(batch, {});
                for (Engine* engine : {two.get(), four.get()}) {
                    const auto found = engine->forward(batch, {.exact = true});
                    QVERIFY(std::equal(wanted->logits().begin(), wanted->logits().end(),
                                       found->logits().begin()));
                }
            }
    }

    void paddingChangesNothing() {
        const auto engine = smallEngine();
        PackedBatch batch = smallBatch(3, 5, 4);
        const auto alone = engine->forward(batch, {});
        const PackedBatch longer = smallBatch(1, 6, 27);
        for (const std::int32_t id : longer.ids)
            batch.ids.push_back(id);
        batch.typeIds.insert(batch.typeIds.end(), longer.typeIds.begin(), longer.typeIds.end());
        batch.starts.push_back(static_cast<std::int32_t>(batch.ids.size()));
        const auto beside = engine->forward(batch, {});
        QVERIFY(largestDifference(alone->logits(), beside->logits().first(12)) < 1e-6);
    }

    void frozenParametersStay() {
        const auto engine = smallEngine();
        const auto before = valuesOf(*engine);
        gradientsInParts(*engine, smallBatch(6), {6}, 1);
        const auto gradients = gradientsOf(*engine);
        ParameterGroup upper;
        for (const ParameterInfo& info : engine->parameters())
            if (info.part == ParameterInfo::Part::Head || info.layer == 2)
                upper.names.push_back(info.name);
        engine->setGroups({upper});
        gradientsInParts(*engine, smallBatch(6), {6}, 1);
        engine->update({.learningRate = 1e-2, .step = 1});
        std::size_t at = 0;
        const auto after = valuesOf(*engine);
        for (const ParameterInfo& info : engine->parameters()) {
            const auto count = static_cast<std::size_t>(info.count());
            const bool same =
                std::equal(before.begin() + at, before.begin() + at + count, after.begin() + at);
            QCOMPARE(same, info.part != ParameterInfo::Part::Head && info.layer != 2);
            at += count;
        }
        QVERIFY_EXCEPTION_THROWN(gradientsOf(*engine), std::invalid_argument); // frozen: none
        engine->setGroups({}); // everything is frozen: a step does nothing
        gradientsInParts(*engine, smallBatch(6), {6}, 1);
        QCOMPARE(engine->gradientNorm(), 0.0);
        engine->update({.learningRate = 1e-2, .step = 1});
        QCOMPARE(valuesOf(*engine), after);
    }

    // Gradients that are no numbers, as a step has them that is not to be taken.
    void aScaleOfZeroTakesNoGradient() {
        const auto engine = smallEngine(), other = smallEngine();
        gradientsInParts(*engine, smallBatch(6), {6}, 1);
        for (const ParameterInfo& info : engine->parameters()) {
            std::vector<float> none(static_cast<std::size_t>(info.count()),
                                    std::numeric_limits<float>::quiet_NaN());
            engine->loadGradient(info.name, none);
        }
        QVERIFY(std::isnan(engine->gradientNorm()));
        for (Engine* one : {engine.get(), other.get()})
            one->update({.learningRate = 1e-2, .gradientScale = 0, .step = 1});
        QCOMPARE(valuesOf(*engine), valuesOf(*other));
    }

    void saveAndLoadContinueExactly() {
        const auto step = [](Engine& engine, int number) {
            gradientsInParts(engine, smallBatch(8, number), {8}, number);
            engine.update({.learningRate = 1e-3, .step = number});
        };
        const auto first = smallEngine(), second = smallEngine();
        step(*first, 1);
        step(*first, 2);
        for (const ParameterInfo& info : first->parameters()) {
            std::vector<float> value(static_cast<std::size_t>(info.count())), m(value), v(value);
            first->storeParameter(info.name, value);
            first->storeMoments(info.name, m, v);
            second->loadParameter(info.name, value);
            second->loadMoments(info.name, m, v);
        }
        step(*first, 3);
        step(*second, 3);
        QCOMPARE(valuesOf(*second), valuesOf(*first));
    }

    void rowsAreThoseOfTheTable() {
        const auto engine = smallEngine();
        // Rows that an update left for later are brought up to date first.
        gradientsInParts(*engine, smallBatch(8, 1), {8}, 1);
        engine->update({.learningRate = 1e-3, .step = 1});
        const auto words = std::find_if(
            engine->parameters().begin(), engine->parameters().end(),
            [](const ParameterInfo& info) { return info.role == Role::WordEmbedding; });
        const auto width = static_cast<std::size_t>(words->shape[1]);
        const std::vector<std::int32_t> rows = {5, 0, 5,
                                                static_cast<std::int32_t>(words->shape[0] - 1)};
        std::vector<float> found(rows.size() * width);
        engine->storeRows(words->name, rows, found);
        std::vector<float> all(static_cast<std::size_t>(words->count()));
        engine->storeParameter(words->name, all);
        for (std::size_t i = 0; i < found.size(); ++i)
            QCOMPARE(found[i], all[static_cast<std::size_t>(rows[i / width]) * width + i % width]);
        const std::vector<std::int32_t> none = {-1};
        found.resize(width);
        QVERIFY_EXCEPTION_THROWN(engine->storeRows(words->name, none, found),
                                 std::invalid_argument);
    }

    void offsetsAndTheirGradients() {
        EncoderSpec spec = smallSpec();
        const auto engine = smallEngine(spec);
        const PackedBatch batch = smallBatch(3);
        const std::size_t size = batch.tokens() * static_cast<std::size_t>(spec.hidden);
        const auto pass = engine->forward(
            batch, {.training = true, .dropout = false, .wantEmbeddingGradient = true});
        const std::vector<float> ones(pass->logits().size(), 1.0f);
        engine->backward(*pass, ones);
        QCOMPARE(pass->embeddingGradient().size(), size);
        // The derivative along a direction, by central differences.
        std::vector<float> up(size), down(size);
        RandomStream stream(8);
        double along = 0;
        for (std::size_t i = 0; i < size; ++i) {
            const double d = stream.normal();
            up[i] = static_cast<float>(1e-3 * d);
            down[i] = -up[i];
            along += d * pass->embeddingGradient()[i];
        }
        const auto total = [&](const std::vector<float>& offset) {
            const auto shifted = engine->forward(batch, {.embeddingOffset = offset});
            double sum = 0;
            for (const float l : shifted->logits())
                sum += l;
            return sum;
        };
        const double measured = (total(up) - total(down)) / 2e-3;
        QVERIFY2(std::abs(measured - along) < 0.02 * std::max(1.0, std::abs(along)),
                 qPrintable(QString("%1 %2").arg(measured).arg(along)));
        // With everything frozen the embeddings still have a gradient.
        engine->setGroups({});
        const auto frozen = engine->forward(
            batch, {.training = true, .dropout = false, .wantEmbeddingGradient = true});
        engine->backward(*frozen, ones);
        QVERIFY(largestDifference(frozen->embeddingGradient(), pass->embeddingGradient()) < 1e-6);
    }

    void severalPassesLive() {
        const auto engine = smallEngine();
        const PackedBatch batch = smallBatch(5);
        const auto a = engine->forward(batch, {.training = true, .dropoutKey = 1});
        const auto b = engine->forward(batch, {.training = true, .dropoutKey = 2});
        QVERIFY(largestDifference(a->logits(), b->logits()) > 1e-3);
        const std::vector<float> ones(a->logits().size(), 1.0f);
        engine->backward(*b, ones);
        engine->backward(*a, ones);
        const auto together = gradientsOf(*engine);
        engine->clearGradients();
        for (const std::uint64_t key : {1, 2})
            engine->backward(*engine->forward(batch, {.training = true, .dropoutKey = key}), ones);
        QVERIFY(relativeError(together, gradientsOf(*engine)) < 1e-6);
        QVERIFY_EXCEPTION_THROWN(engine->backward(*a, ones), std::logic_error); // once only
        const auto kept = engine->forward(batch, {});
        QVERIFY_EXCEPTION_THROWN(engine->backward(*kept, ones), std::logic_error);
    }

    void refusesWrongBatches() {
        const auto engine = smallEngine();
        const auto with = [&](auto change) {
            PackedBatch batch = smallBatch(2);
            change(batch);
            engine->forward(batch, {});
        };
        QVERIFY_EXCEPTION_THROWN(with([](auto& b) { b.ids[1] = 60; }), Error);
        QVERIFY_EXCEPTION_THROWN(with([](auto& b) { b.ids[1] = -1; }), Error);
        QVERIFY_EXCEPTION_THROWN(with([](auto& b) { b.typeIds[1] = 2; }), Error);
        QVERIFY_EXCEPTION_THROWN(with([](auto& b) { b = smallBatch(1, 1, 31); }), Error);
        QVERIFY_EXCEPTION_THROWN(with([](auto& b) { b.starts[1] = 0; }), std::invalid_argument);
        QVERIFY_EXCEPTION_THROWN(with([](auto& b) { b.starts.back() += 1; }),
                                 std::invalid_argument);
        QVERIFY_EXCEPTION_THROWN(with([](auto& b) { b = {}; }), std::invalid_argument);
        with([](auto&) {});
    }

    void outOfMemoryLeavesTheEngineUsable() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        QSKIP("a sanitizer needs more address space than this test leaves");
#endif
        EncoderSpec spec = smallSpec();
        spec.positions = 60000;
        const auto engine = smallEngine(spec);
        gradientsInParts(*engine, smallBatch(4), {4}, 1);
        const auto before = gradientsOf(*engine);
        rlimit old{};
        getrlimit(RLIMIT_AS, &old);
        const rlimit tight{roomFor(60000), old.rlim_max};
        setrlimit(RLIMIT_AS, &tight);
        QVERIFY_EXCEPTION_THROWN(engine->forward(smallBatch(1, 2, 60000), {.training = true}),
                                 OutOfMemory);
        setrlimit(RLIMIT_AS, &old);
        QCOMPARE(gradientsOf(*engine), before);
        gradientsInParts(*engine, smallBatch(4), {4}, 1);
        engine->update({.learningRate = 1e-3, .step = 1});
    }
};

} // namespace promises
