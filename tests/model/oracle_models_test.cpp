// SPDX-License-Identifier: GPL-3.0-or-later
// Real models against transformers, run side by side: what loading finds, logits, gradients, a loss
// curve, and a finished folder in transformers' pipeline.
#include "oracle.h"

#include <QTest>

using namespace attune;
using namespace oracle;

class OracleModelsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void realModels_data();
    void realModels();
    void bf16StaysNear();
};

void OracleModelsTest::realModels_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("steps");
    QTest::newRow("all-MiniLM-L6-v2") << "all-MiniLM-L6-v2" << 100;
    QTest::newRow("bert-tiny-mlm") << "bert-tiny-mlm" << 100;
    QTest::newRow("e5-small-en-pt") << "e5-small-en-pt" << 10;
    QTest::newRow("multilingual-e5-small") << "multilingual-e5-small" << 10;
    QTest::newRow("all-mpnet-base-v2") << "all-mpnet-base-v2" << 10;
}

void OracleModelsTest::realModels() {
    QFETCH(QString, name);
    QFETCH(int, steps);
    const QString source = qEnvironmentVariable("ATTUNE_MODELS") + "/" + name;
    if (!hasPython() || !fs::exists(source.toStdString() + "/config.json"))
        QSKIP("needs ATTUNE_ORACLE_PYTHON and ATTUNE_MODELS");
    const QTemporaryDir place;
    const QString failure = runPython({"live", source, place.path(), QString::number(steps)});
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
    const auto engine = load(model, {.threads = 1}); // no barriers on a busy machine
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
    const auto [lossError, normError] =
        curveError(*engine, expected, 4, 180, 5e-5, std::max(1, steps / 10));
    QVERIFY2(lossError < 1e-3, qPrintable(QString::number(lossError)));
    qInfo("%s: logits %.2g, gradients %.2g, curve %.2g, norms %.2g", qPrintable(name), logits,
          gradients, lossError, normError);
}

void OracleModelsTest::bf16StaysNear() {
    const std::string source = qEnvironmentVariable("ATTUNE_MODELS").toStdString();
    if (!fs::exists(source + "/bert-tiny-mlm/config.json"))
        QSKIP("needs ATTUNE_MODELS");
    const ModelFolder folder = openModelFolder(source + "/bert-tiny-mlm");
    const auto exact = load(folder), low = load(folder, {.precision = Precision::Bf16});
    PackedBatch batch;
    batch.starts = {0};
    for (int row = 0; row < 12; ++row) {
        for (int i = 0; i < 5 + 3 * row; ++i)
            batch.ids.push_back(1000 + 37 * row + 11 * i);
        batch.starts.push_back(static_cast<std::int32_t>(batch.ids.size()));
    }
    batch.typeIds.assign(batch.ids.size(), 0);
    const auto a = exact->forward(batch, {}), b = low->forward(batch, {});
    const double difference = largestDifference(a->logits(), b->logits());
    QVERIFY2(difference > 0 && difference < 5e-3, qPrintable(QString::number(difference)));
    // The same with what backward needs kept.
    const auto c = low->forward(batch, {.training = true, .dropout = false});
    QVERIFY(largestDifference(b->logits(), c->logits()) < 5e-3);
}

QTEST_GUILESS_MAIN(OracleModelsTest)
#include "oracle_models_test.moc"
