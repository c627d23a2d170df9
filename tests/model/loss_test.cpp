// SPDX-License-Identifier: GPL-3.0-or-later
// Cross entropy against torch.nn.CrossEntropyLoss.
#include "oracle.h"

#include <QTest>

using namespace attune;

class LossTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void equalsTorch_data();
    void equalsTorch();
    void staysFiniteForLargeLogits();
    void partsAddUpToTheWhole();
};

void LossTest::equalsTorch_data() {
    QTest::addColumn<QString>("key");
    QTest::newRow("plain") << "0.";
    QTest::newRow("weights") << "1.";
    QTest::newRow("smoothing") << "2.";
    QTest::newRow("weights and smoothing") << "3.";
}

void LossTest::equalsTorch() {
    QFETCH(QString, key);
    const oracle::Expected expected(oracle::fixtures() / "losses.safetensors");
    const std::string k = key.toStdString();
    const auto weights = expected.floats(k + "weights");
    const LossResult own = crossEntropy(expected.floats(k + "logits"), expected.ints(k + "labels"),
                                        {
                                            .classWeights = {weights.begin(), weights.end()},
                                            .labelSmoothing = expected.floats(k + "smoothing")[0]
    });
    QVERIFY(std::abs(own.sum / own.weight - expected.floats(k + "loss")[0]) < 2e-6);
    auto gradient = own.gradient;
    for (float& g : gradient)
        g = static_cast<float>(g / own.weight);
    QVERIFY(oracle::largestDifference(gradient, expected.floats(k + "gradient")) < 1e-6);
}

void LossTest::staysFiniteForLargeLogits() {
    const std::vector<float> logits = {1e30f, -1e30f, -3e38f, 3e38f};
    const std::vector<std::int32_t> labels = {0, 1};
    const LossResult loss = crossEntropy(logits, labels, {.labelSmoothing = 0});
    QCOMPARE(loss.sum, 0.0);
    for (const float g : loss.gradient)
        QVERIFY(std::isfinite(g));
}

void LossTest::partsAddUpToTheWhole() {
    const std::vector<float> logits = {1, 2, 3, -1, 0.5f, 0, 2, 2, -2};
    const std::vector<std::int32_t> labels = {0, 2, 1};
    const CrossEntropyOptions options{
        .classWeights = {1, 2, 3},
          .labelSmoothing = 0.1
    };
    const LossResult whole = crossEntropy(logits, labels, options);
    const std::span<const float> all(logits);
    const std::span<const std::int32_t> kinds(labels);
    const LossResult first = crossEntropy(all.first(6), kinds.first(2), options);
    const LossResult rest = crossEntropy(all.subspan(6), kinds.subspan(2), options);
    QVERIFY(std::abs(whole.sum - first.sum - rest.sum) < 1e-12);
    QVERIFY(std::abs(whole.weight - first.weight - rest.weight) < 1e-12);
}

QTEST_GUILESS_MAIN(LossTest)
#include "loss_test.moc"
