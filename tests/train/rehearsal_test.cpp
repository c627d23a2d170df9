// SPDX-License-Identifier: GPL-3.0-or-later
// The rehearsal on the fake engine: what it counts equals what the run then does.
#include "toy_run.h"
#include "train/rehearsal.h"

#include <QTest>

using namespace attune;

class RehearsalTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void countsAreThoseOfTheRun_data() {
        QTest::addColumn<double>("every");
        QTest::addColumn<int>("maxSteps");
        QTest::addColumn<int>("accumulation");
        QTest::newRow("twice an epoch") << 0.5 << 0 << 1;
        QTest::newRow("every epoch") << 1.0 << 0 << 3;
        QTest::newRow("no multiple") << 0.7 << 0 << 1;
        QTest::newRow("cut off just behind one") << 0.099 << 3 << 1;
        QTest::newRow("more often than steps") << 0.001 << 9 << 2;
        QTest::newRow("never before the end") << 10.0 << 0 << 1;
    }
    void countsAreThoseOfTheRun() {
        QFETCH(double, every);
        QFETCH(int, maxSteps);
        QFETCH(int, accumulation);
        ToyRun run;
        run.settings.evaluate_every = every;
        run.settings.max_steps = maxSteps;
        run.settings.accumulation = accumulation;
        const RehearsedEvent rehearsed = rehearsalOf(run).value();
        QVERIFY(rehearsed.fits());
        QVERIFY(run.lines.empty());
        QVERIFY(run.checkpointNames().empty());

        run.start();
        const auto steps = run.recorded<StepEvent>();
        QCOMPARE(rehearsed.steps, steps.back().step);
        QCOMPARE(rehearsed.evaluations,
                 static_cast<std::int64_t>(run.recorded<EvaluatedEvent>().size()));
        // As many parameters and moments; the state's numbers may have a few more digits.
        const auto saved = run.recorded<CheckpointedEvent>();
        QVERIFY(!saved.empty());
        const auto difference = static_cast<std::int64_t>(saved.back().bytes) -
                                static_cast<std::int64_t>(rehearsed.checkpointBytes);
        QVERIFY2(std::abs(difference) < 60, qPrintable(QString::number(difference)));
        QVERIFY(static_cast<std::int64_t>(run.checkpointNames().size()) <= rehearsed.checkpoints);
    }

    void timesAndSpeedsAreMeasured() {
        ToyRun run;
        const RehearsedEvent r = rehearsalOf(run).value();
        QVERIFY(r.epochSeconds > 0 && r.evaluationSeconds > 0 && r.checkpointSeconds > 0);
        QVERIFY(r.seconds > 3 * r.epochSeconds + 6 * r.evaluationSeconds);
        QCOMPARE(r.tokensPerSecond / r.textsPerSecond,
                 static_cast<double>(run.train.ids.size()) / static_cast<double>(run.train.rows()));
        QVERIFY(r.memory > 0 && r.memoryTotal >= r.memory && r.memoryLeft > 0);
    }

    void aFullDiskIsToldAndNothingWritten() {
        ToyRun run;
        run.settings.keep_checkpoints = 1000;
        run.settings.evaluate_every = 0.01;
        const auto withFree = [&](std::uint64_t bytes) {
            RehearsalOptions options;
            options.freeSpace = [bytes](const fs::path&) { return bytes; };
            return rehearsalOf(run, options, 2000).value();
        };
        const RehearsedEvent whole = withFree(std::uint64_t{1} << 40);
        QVERIFY(whole.fits() && whole.problems.empty());
        QVERIFY(whole.diskBytes >
                static_cast<std::uint64_t>(whole.checkpoints) * whole.checkpointBytes);
        const RehearsedEvent tight = withFree(whole.diskBytes * 21 / 20);
        QVERIFY(tight.fits());
        QCOMPARE(tight.problems.size(), std::size_t{1});
        const RehearsedEvent full = withFree(whole.diskBytes * 19 / 20);
        QVERIFY(!full.fits());
        QVERIFY(full.checkpointSeconds > 0); // there is room for one
        const RehearsedEvent none = withFree(1000);
        QVERIFY(!none.fits());
        QCOMPARE(none.checkpointSeconds, 0.0);
        QVERIFY(none.checkpointBytes >= whole.checkpointBytes);
        QVERIFY(run.checkpointNames().empty());
    }

    void memoryIsLookedAfter() {
        ToyRun run;
        FakeEngine small(60, 3);
        small.memory = 60;
        const CheckpointStore store = run.store();
        const auto split =
            rehearse(small, {run.settings, run.train, run.validation, run.identity, store}, run);
        QCOMPARE(split->problems.size(), std::size_t{1}); // batches are split
        QVERIFY(split->fits());
        FakeEngine engine(60, 3);
        QVERIFY_EXCEPTION_THROWN(
            rehearse(engine, {run.settings, run.train, run.validation, run.identity, store, 1000},
                     run),
            Error);
        FakeEngine tiny(60, 3);
        tiny.memory = 1;
        QVERIFY_EXCEPTION_THROWN(
            rehearse(tiny, {run.settings, run.train, run.validation, run.identity, store}, run),
            Error);
    }

    void itStopsAtOnce() {
        ToyRun run;
        run.stopAt = 2;
        run.stopWith = StopRequest::Interrupt;
        QVERIFY(!rehearsalOf(run));
        QVERIFY(run.checkpointNames().empty());
    }

    void withoutValidationNothingIsEvaluated() {
        ToyRun run;
        run.validation = {};
        run.settings.checkpoint_steps = 1000;
        const RehearsedEvent r = rehearsalOf(run).value();
        QCOMPARE(r.evaluations, std::int64_t{0});
        QCOMPARE(r.evaluationSeconds, 0.0);
        QCOMPARE(r.checkpoints, std::int64_t{1});
    }

private:
    static std::optional<RehearsedEvent>
    rehearsalOf(ToyRun& run, const RehearsalOptions& options = {}, std::int64_t vocabulary = 60) {
        FakeEngine engine(vocabulary, 3);
        const CheckpointStore store = run.store();
        return rehearse(engine, {run.settings, run.train, run.validation, run.identity, store}, run,
                        options);
    }
};

QTEST_GUILESS_MAIN(RehearsalTest)
#include "rehearsal_test.moc"
