// SPDX-License-Identifier: GPL-3.0-or-later
// The ATen engine against transformers: logits, gradients and loss curves; and what every engine
// promises.
#include "engine_promises.h"

using namespace attune;
using namespace oracle;

class AtenEngineTest : public promises::EnginePromises {
    Q_OBJECT

    std::unique_ptr<Engine> make(const EncoderSpec& spec,
                                 const EngineOptions& options) const override {
        return makeAtenEngine(spec, options);
    }
    // The scores of one text of 60000 tokens: 43 GB.
    rlim_t roomFor(std::int64_t) const override { return 8ull << 30; }

private Q_SLOTS:
    void fixtures_data();
    void fixtures();
    void headIsDrawnBySeed();
    void deviceReportTells();
};

void AtenEngineTest::fixtures_data() {
    QTest::addColumn<QString>("folder");
    for (const char* name : {"gelu", "gelu-tanh-without-prefix", "relu-old-norms", "silu-one-type"})
        QTest::newRow(name) << name;
}

void AtenEngineTest::fixtures() {
    QFETCH(QString, folder);
    const fs::path path = oracle::fixtures() / folder.toStdString();
    const ModelFolder model = openModelFolder(path);
    const Expected expected(path / "expected.safetensors");
    auto engine = makeAtenEngine(model.spec, {.threads = 2});
    const WeightsReport report = loadWeights(model, *engine, 1);
    QVERIFY(model.finished);
    QVERIFY(report.missing.empty() && report.unexpected.empty() && report.mismatched.empty());
    QVERIFY(largestDifference(logitsOf(*engine, expected, 5), expected.floats("logits")) < 2e-5);
    engine->setGroups(trainerGroups(*engine));
    const auto labels = expected.ints("labels");
    const double loss = lossStep(*engine, expected.batch(0, labels.size()), labels,
                                 {.training = true, .dropout = false});
    QVERIFY(std::abs(loss - expected.floats("loss")[0]) < 1e-5);
    QVERIFY(gradientError(*engine, expected) < 1e-4);
    engine->clearGradients();
    const auto [lossError, normError] = curveError(*engine, expected, 4, 12, 1e-2, 4);
    QVERIFY2(lossError < 1e-3, qPrintable(QString::number(lossError)));
    QVERIFY2(normError < 1e-3, qPrintable(QString::number(normError)));
}

void AtenEngineTest::headIsDrawnBySeed() {
    const ModelFolder folder = openModelFolder(oracle::fixtures() / "gelu");
    EncoderSpec spec = folder.spec;
    spec.labels = 7;
    const auto head = [&](std::uint64_t seed) {
        const auto engine = makeAtenEngine(spec, {});
        const WeightsReport report = loadWeights(folder, *engine, seed);
        [&] {
            QCOMPARE(report.mismatched.size(), std::size_t(2));
            QCOMPARE(report.mismatched[0].name, std::string("classifier.weight"));
            QCOMPARE(report.mismatched[0].found, (std::vector<std::int64_t>{3, 16}));
            QCOMPARE(report.mismatched[0].wanted, (std::vector<std::int64_t>{7, 16}));
        }();
        std::vector<float> weight(7 * 16), bias(7);
        engine->storeParameter("classifier.weight", weight);
        engine->storeParameter("classifier.bias", bias);
        [&] { QCOMPARE(bias, std::vector<float>(7, 0.0f)); }();
        return weight;
    };
    const auto first = head(1);
    QCOMPARE(head(1), first);
    QVERIFY(head(2) != first);
    double squares = 0;
    for (const float v : first)
        squares += v * v;
    QVERIFY(std::abs(std::sqrt(squares / 112) - spec.initializerRange) < 0.1);
}

void AtenEngineTest::deviceReportTells() {
    const DeviceReport& report = deviceReport();
    QVERIFY(report.cores >= 1);
    QVERIFY(report.memory > (64u << 20));
    QCOMPARE(report.cuda, report.cudaReason.empty());
    if (!report.cuda)
        QVERIFY_EXCEPTION_THROWN(
            makeAtenEngine(promises::smallSpec(), {.device = DeviceKind::Cuda}), UsageError);
}

QTEST_GUILESS_MAIN(AtenEngineTest)
#include "aten_engine_test.moc"
