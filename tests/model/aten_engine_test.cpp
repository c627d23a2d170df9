// SPDX-License-Identifier: GPL-3.0-or-later
// The ATen engine against transformers: logits, gradients and loss curves; and its own promises:
// masks, frozen parameters, splits of a step, out of memory.
#include "oracle.h"

#include <QTest>

using namespace attune;
using namespace oracle;

class AtenEngineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fixtures_data();
    void fixtures();
    void realModels_data();
    void realModels();
};

namespace {

std::unique_ptr<Engine> load(const ModelFolder& folder, const EngineOptions& options = {}) {
    auto engine = makeAtenEngine(folder.spec, options);
    loadWeights(folder, *engine, 1);
    return engine;
}

std::vector<float> logitsOf(Engine& engine, const Expected& expected, std::size_t batch) {
    std::vector<float> all;
    for (std::size_t at = 0; at < expected.rows(); at += batch) {
        const auto pass =
            engine.forward(expected.batch(at, std::min(at + batch, expected.rows())), {});
        all.insert(all.end(), pass->logits().begin(), pass->logits().end());
    }
    return all;
}

} // namespace

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

void AtenEngineTest::realModels_data() {
    QTest::addColumn<QString>("name");
    QTest::newRow("all-MiniLM-L6-v2") << "all-MiniLM-L6-v2";
    QTest::newRow("bert-tiny-mlm") << "bert-tiny-mlm";
}

void AtenEngineTest::realModels() {
    QFETCH(QString, name);
    const QString source = qEnvironmentVariable("ATTUNE_MODELS") + "/" + name;
    if (!hasPython() || !fs::exists(source.toStdString() + "/config.json"))
        QSKIP("needs ATTUNE_ORACLE_PYTHON and ATTUNE_MODELS");
    const QTemporaryDir place;
    const QString failure = runPython({"live", source, place.path()});
    QVERIFY2(failure.isEmpty(), qPrintable(failure));
    const fs::path out = place.path().toStdString();

    // What loading the pretrained folder finds.
    const Json found = readJsonFile(out / "report.json");
    const ModelFolder pretrained = openModelFolder(source.toStdString());
    auto fresh = makeAtenEngine(pretrained.spec, {});
    WeightsReport report = loadWeights(pretrained, *fresh, 1);
    std::sort(report.missing.begin(), report.missing.end());
    QCOMPARE(report.missing, found["missing_keys"].get<std::vector<std::string>>());
    QCOMPARE(report.unexpected, found["unexpected_keys"].get<std::vector<std::string>>());
    QVERIFY(!pretrained.finished);

    const ModelFolder model = openModelFolder(out / "model");
    QVERIFY(model.finished);
    const Expected expected(out / "expected.safetensors");
    const auto engine = load(model);
    const double logits =
        largestDifference(logitsOf(*engine, expected, 32), expected.floats("logits"));
    QVERIFY2(logits < 2e-5, qPrintable(QString::number(logits)));

    engine->setGroups(trainerGroups(*engine));
    const auto labels = expected.ints("labels");
    lossStep(*engine, expected.batch(0, 16), std::span(labels).first(16),
             {.training = true, .dropout = false});
    const double gradients = gradientError(*engine, expected);
    QVERIFY2(gradients < 1e-4, qPrintable(QString::number(gradients)));
    engine->clearGradients();
    const auto [lossError, normError] = curveError(*engine, expected, 4, 180, 5e-5, 10);
    QVERIFY2(lossError < 1e-3, qPrintable(QString::number(lossError)));
    qInfo("%s: logits %.2g, gradients %.2g, curve %.2g, norms %.2g", qPrintable(name), logits,
          gradients, lossError, normError);
}

QTEST_GUILESS_MAIN(AtenEngineTest)
#include "aten_engine_test.moc"
