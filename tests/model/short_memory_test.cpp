// SPDX-License-Identifier: GPL-3.0-or-later
// Memory that ends at any place of a way back: the gradients stay as they were, so that a batch can
// be tried again in parts and counts once.
#include "oracle.h"

#include <QTest>

#include <c10/core/CPUAllocator.h>

#include <new>

using namespace attune;

namespace {

// The allocator of LibTorch's tensors, which fails once when its turn comes.
class ShortAllocator : public c10::Allocator {
public:
    ShortAllocator() : whole_(*c10::GetCPUAllocator()) { c10::SetCPUAllocator(this, 1); }

    c10::DataPtr allocate(size_t bytes) override {
        if (left == 0)
            throw std::bad_alloc();
        if (left > 0)
            --left;
        return whole_.allocate(bytes);
    }
    c10::DeleterFnPtr raw_deleter() const override { return whole_.raw_deleter(); }
    void copy_data(void* to, const void* from, std::size_t bytes) const override {
        whole_.copy_data(to, from, bytes);
    }

    std::int64_t left = -1; // requests that are granted yet; -1: all

private:
    c10::Allocator& whole_;
};

using Gradients = std::map<std::string, std::vector<float>>;

Gradients gradientsOf(const Engine& engine) {
    Gradients all;
    for (const ParameterInfo& info : engine.parameters()) {
        auto& values = all[info.name];
        values.resize(static_cast<std::size_t>(info.count()));
        engine.storeGradient(info.name, values);
    }
    return all;
}

} // namespace

class ShortMemoryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void failedWayBackAddsNothing_data() {
        QTest::addColumn<bool>("second");
        QTest::addColumn<bool>("offset");
        QTest::newRow("the first of a step") << false << false;
        QTest::newRow("beside the gradients of another batch") << true << false;
        QTest::newRow("with the gradient of the embeddings") << true << true;
    }

    void failedWayBackAddsNothing() {
        QFETCH(bool, second);
        QFETCH(bool, offset);
        static ShortAllocator allocator; // LibTorch keeps it
        const fs::path path = oracle::fixtures() / "gelu";
        const ModelFolder model = openModelFolder(path);
        const oracle::Expected expected(path / "expected.safetensors");
        const auto labels = expected.ints("labels");
        const auto engine = makeAtenEngine(model.spec, {.threads = 1});
        loadWeights(model, *engine, 1);
        engine->setGroups(oracle::trainerGroups(*engine));
        PassOptions options{.training = true, .dropout = false};
        options.wantEmbeddingGradient = offset;
        const auto back = [&](std::int64_t left, std::size_t from, std::size_t to) {
            const auto pass = engine->forward(expected.batch(from, to), options);
            const auto own = std::span(labels).subspan(from, to - from);
            const LossResult loss = crossEntropy(pass->logits(), own, {});
            allocator.left = left;
            try {
                engine->backward(*pass, loss.gradient);
            } catch (const OutOfMemory&) {
                allocator.left = -1;
                return false;
            }
            allocator.left = -1;
            return true;
        };
        const std::size_t half = labels.size() / 2;
        if (second)
            QVERIFY(back(-1, 0, half));
        const Gradients before = gradientsOf(*engine);
        std::int64_t granted = 0;
        while (!back(granted, half, labels.size())) {
            QVERIFY2(gradientsOf(*engine) == before, qPrintable(QString::number(granted)));
            QVERIFY(++granted < 10000);
        }
        QVERIFY(granted > 20);
        const Gradients tried = gradientsOf(*engine);
        engine->clearGradients();
        if (second)
            QVERIFY(back(-1, 0, half));
        QVERIFY(back(-1, half, labels.size()));
        QVERIFY(gradientsOf(*engine) == tried);
    }
};

QTEST_GUILESS_MAIN(ShortMemoryTest)
#include "short_memory_test.moc"
