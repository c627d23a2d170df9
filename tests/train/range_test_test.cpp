// SPDX-License-Identifier: GPL-3.0-or-later
// The learning-rate range test.
#include "toy_run.h"
#include "train/range_test.h"

#include <QTest>

#include <cmath>

using namespace attune;

namespace {

std::vector<RangePointEvent> curveOf(double (*loss)(double logRate)) {
    std::vector<RangePointEvent> curve;
    for (double at = -7; at <= 0; at += 0.05)
        curve.push_back({std::pow(10, at), loss(at), loss(at)});
    return curve;
}

} // namespace

class RangeTestTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void proposesARateThatLearns() {
        ToyRun run;
        FakeEngine engine(60, 3);
        const CheckpointStore store = run.store();
        rangeTest(engine, {run.settings, run.train, run.validation, run.identity, store}, run);
        QVERIFY(run.lines.empty());
        QVERIFY(!fs::exists(run.folder()));
        const auto* done = std::get_if<RangeDoneEvent>(&run.shown.back());
        QVERIFY(done != nullptr);
        QVERIFY(done->proposedRate > 1e-4 && done->proposedRate < 0.5);
        for (std::size_t i = 1; i + 1 < run.shown.size(); ++i)
            QVERIFY(std::get<RangePointEvent>(run.shown[i]).learningRate >
                    std::get<RangePointEvent>(run.shown[i - 1]).learningRate);
    }

    void memoryIsLookedAfter() {
        ToyRun run;
        const CheckpointStore store = run.store();
        FakeEngine small(60, 3);
        small.memory = 60;
        rangeTest(small, {run.settings, run.train, run.validation, run.identity, store}, run);
        QVERIFY(std::holds_alternative<WarningEvent>(run.shown.front()));
        QVERIFY(std::holds_alternative<RangeDoneEvent>(run.shown.back()));
        FakeEngine engine(60, 3);
        QVERIFY_EXCEPTION_THROWN(
            rangeTest(engine, {run.settings, run.train, run.validation, run.identity, store, 1000},
                      run),
            Error);
    }

    void proposesWhereTheLossFallsFastest() {
        const RangeDoneEvent done = proposeRate(curveOf([](double at) {
            return at < -2 ? 2 - 1 / (1 + std::exp(-4 * (at + 4))) : 1 + (at + 2);
        }));
        QVERIFY(std::abs(std::log10(done.proposedRate) + 4) < 0.1);
    }

    void neverProposesMoreThanATenthOfTheLowest() {
        const RangeDoneEvent done = proposeRate(curveOf(
            [](double at) { return at < -3 ? 2 - 1 / (1 + std::exp(-9 * (at + 3.2))) : 9.0; }));
        QVERIFY(std::abs(std::log10(done.proposedRate) + 4) < 0.1);
    }

    void proposesNothingWhereNothingIsLearnt() {
        const RangeDoneEvent done = proposeRate(curveOf([](double) { return 0.7; }));
        QCOMPARE(done.proposedRate, 0.0);
        QVERIFY(!done.reason.empty());
        QCOMPARE(proposeRate({}).proposedRate, 0.0);
    }
};

QTEST_GUILESS_MAIN(RangeTestTest)
#include "range_test_test.moc"
