// SPDX-License-Identifier: GPL-3.0-or-later
// Prediction in batches, on a tiny engine.
#include "evaluate/predictor.h"
#include "fake_engine.h"

#include <QTest>

using namespace attune;

namespace {

EncodedSet someTexts(std::size_t rows) {
    EncodedSet set;
    set.starts = {0};
    RandomStream random(streamKey(3, "texts"));
    for (std::size_t row = 0; row < rows; ++row) {
        for (std::size_t i = 0, n = 1 + random.below(20); i < n; ++i)
            set.ids.push_back(static_cast<std::int32_t>(random.below(50)));
        set.starts.push_back(set.ids.size());
        set.labels.push_back(static_cast<std::int32_t>(random.below(3)));
    }
    return set;
}

} // namespace

class PredictorTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void answersInTheOrderAsked() {
        FakeEngine engine(50, 3);
        const EncodedSet set = someTexts(40);
        const Predictions all = predictAll(engine, set, {}, {}, {.tokensPerBatch = 64});
        QCOMPARE(all.logits.size(), std::size_t{120});
        for (std::size_t row = 0; row < set.rows(); ++row) {
            const std::size_t one[] = {row};
            const auto pass = engine.forward(packRows(set, one), {});
            QVERIFY(std::equal(pass->logits().begin(), pass->logits().end(), all.of(row).begin()));
        }
    }

    void memoryShortageHalvesTheBatch() {
        FakeEngine engine(50, 3);
        const EncodedSet set = someTexts(40);
        const Predictions all = predictAll(engine, set);
        engine.memory = 30;
        const Predictions halved = predictAll(engine, set);
        QVERIFY(engine.failedPasses > 0);
        QVERIFY(all.logits == halved.logits);
        engine.memory = 3;
        QVERIFY_EXCEPTION_THROWN(predictAll(engine, set), Error);
    }

    void progressEndsAtAllRows() {
        FakeEngine engine(50, 3);
        std::size_t last = 0;
        predictAll(engine, someTexts(40),
                   [&](std::size_t done, std::size_t all) {
                       QVERIFY(done > last && done <= all);
                       last = done;
                   },
                   {}, {.tokensPerBatch = 64});
        QCOMPARE(last, std::size_t{40});
    }

    void emptySetNeedsNoPass() {
        FakeEngine engine(50, 3);
        QVERIFY(predictAll(engine, someTexts(0)).logits.empty());
        QCOMPARE(engine.passes, 0);
    }

    void stopsWhenAsked() {
        FakeEngine engine(50, 3);
        std::stop_source stop;
        stop.request_stop();
        QVERIFY_EXCEPTION_THROWN(predictAll(engine, someTexts(4), {}, stop.get_token()), Cancelled);
    }

    void scoresAreSoftmaxWithoutOverflow() {
        Predictions p;
        p.labels = 3;
        p.logits = {1000.0f, 1000.0f, -1000.0f, 0.0f, 1.0f, 1.0f};
        QCOMPARE(p.best(0), 0); // the first of equals
        QCOMPARE(p.best(1), 1);
        QCOMPARE(p.scores(0)[0], 0.5);
        QCOMPARE(p.scores(0)[2], 0.0);
    }

    void lossIsMeanCrossEntropyOfLabelledRows() {
        Predictions p;
        p.labels = 2;
        p.logits = {0.0f, 0.0f, 5.0f, 5.0f, 1.0f, 2.0f};
        const std::vector<std::int32_t> truth = {0, 1, -1};
        const Metrics m = evaluatePredictions(p, truth, {"a", "b"});
        QCOMPARE(m.texts, 2);
        QCOMPARE(m.loss, std::log(2.0));
        QCOMPARE(m.accuracy, 0.5);
    }
};

QTEST_GUILESS_MAIN(PredictorTest)
#include "predictor_test.moc"
