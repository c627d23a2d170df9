// SPDX-License-Identifier: GPL-3.0-or-later
// A run that was killed or interrupted and goes on equals, bit for bit, one that was not.
#include "toy_run.h"
#include "train/memory.h"

#include <QTest>

using namespace attune;
using Reason = FinishedEvent::Reason;

namespace {

// Run once; its folder goes with it at the end.
struct Undisturbed : ToyRun {
    Undisturbed() {
        settings.early_stopping = 5;
        start();
    }
};

const ToyRun& undisturbed() {
    static const Undisturbed run;
    return run;
}

void verifyEqual(const ToyRun& run) {
    QVERIFY(run.weights() == undisturbed().weights());
    QCOMPARE(run.metrics(), undisturbed().metrics());
}

} // namespace

class ResumeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void killedAtAnyEvent() {
        const auto events = static_cast<std::int64_t>(undisturbed().lines.size());
        for (std::int64_t at = 0; at < events; ++at) {
            ToyRun run;
            run.settings.early_stopping = 5;
            run.killAt = at;
            QVERIFY_EXCEPTION_THROWN(run.start(), Killed);
            run.killAt = -1;
            run.start();
            verifyEqual(run);
            QVERIFY(run.problems.empty());
        }
    }

    void killedManyTimes() {
        for (std::uint64_t seed = 0; seed < 5; ++seed) {
            ToyRun run;
            run.settings.early_stopping = 5;
            RandomStream random(streamKey(seed, "kills"));
            for (int kills = 0; kills < 10; ++kills) {
                run.killAt = 1 + static_cast<std::int64_t>(random.below(20));
                try {
                    run.start();
                    break; // it reached the end before the kill
                } catch (const Killed&) {
                }
            }
            run.killAt = -1;
            run.start();
            verifyEqual(run);
        }
    }

    void interruptedAtAnyStep() {
        for (std::int64_t at = 0; at < 78; at += 5) {
            ToyRun run;
            run.settings.early_stopping = 5;
            run.stopAt = at;
            run.stopWith = StopRequest::Interrupt;
            QCOMPARE(run.start().reason, Reason::Interrupted);
            QCOMPARE(run.store().newest(run.problems)->state.step, at);
            run.start();
            verifyEqual(run);
        }
    }

    void interruptedInAnEvaluation() {
        ToyRun run;
        run.settings.early_stopping = 5;
        run.interruptEvaluation = true;
        QCOMPARE(run.start().reason, Reason::Interrupted);
        QVERIFY(run.store().newest(run.problems)->state.evaluationPending);
        QCOMPARE(run.start().reason, Reason::Interrupted); // again, before anything happened
        run.interruptEvaluation = false;
        run.start();
        verifyEqual(run);
    }

    void killedWhileBatchesAreSplit() {
        ToyRun whole, run;
        whole.prepare = run.prepare = [](FakeEngine& engine) { engine.memory = 60; };
        whole.start();
        run.killAt = 30;
        QVERIFY_EXCEPTION_THROWN(run.start(), Killed);
        run.killAt = -1;
        run.start();
        QVERIFY(run.weights() == whole.weights());
        QCOMPARE(run.metrics(), whole.metrics());
    }

    void lessMemoryKeepsTheBatchesAsTheyWere() {
        ToyRun whole, run, scarce;
        whole.settings.max_steps = run.settings.max_steps = scarce.settings.max_steps = 20;
        const MemoryNeed need = memoryNeed(FakeEngine(60, 3), FakeEngine(60, 3).parameters(),
                                           run.train, longestBatch(run.train, 8), 1);
        whole.memory = run.memory = scarce.memory = std::uint64_t{1} << 40;
        whole.start();
        for (ToyRun* one : {&run, &scarce}) {
            one->stopAt = 9;
            one->stopWith = StopRequest::Interrupt;
            QCOMPARE(one->start().reason, Reason::Interrupted);
            one->memory = need.state + need.batch / 4;
        }
        // What the swap bears goes on bit for bit, and is told.
        run.swap = need.batch;
        QCOMPARE(run.start().state.tokenLimit, std::int64_t{0});
        QVERIFY(run.weights() == whole.weights());
        QCOMPARE(run.recorded<WarningEvent>().size(), std::size_t{1});
        QVERIFY(run.recorded<WarningEvent>()[0].problem.text().find("bit for bit") !=
                std::string::npos);
        // Else the batches are split, and it is told that this rounds otherwise.
        QVERIFY(scarce.start().state.tokenLimit > 0);
        QVERIFY(scarce.recorded<WarningEvent>()[0].problem.text().find("differ by rounding") !=
                std::string::npos);
    }

    void killedAmidBadSteps() {
        const auto poison = [](FakeEngine& engine) {
            engine.poison = [](std::uint64_t key) {
                for (const std::int64_t step : {20, 21, 22, 40})
                    if (key == streamKey(42, "dropout", step))
                        return true;
                return false;
            };
        };
        ToyRun whole;
        whole.prepare = poison;
        whole.start();
        QCOMPARE(whole.recorded<WarningEvent>().size(), std::size_t{4});
        for (std::int64_t at = 18; at < 34; ++at) {
            ToyRun run;
            run.prepare = poison;
            run.stopAt = at;
            run.stopWith = StopRequest::Interrupt;
            QCOMPARE(run.start().reason, Reason::Interrupted);
            run.start();
            QVERIFY(run.weights() == whole.weights());
            QCOMPARE(run.metrics(), whole.metrics());
        }
    }

    void brokenCheckpointFallsBackToTheOneBefore_data() {
        QTest::addColumn<QByteArray>("file");
        for (const char* file :
             {"model.safetensors", "optimiser.safetensors", "state.json", "manifest.json"})
            QTest::newRow(file) << QByteArray(file);
    }
    void brokenCheckpointFallsBackToTheOneBefore() {
        QFETCH(QByteArray, file);
        ToyRun run;
        run.settings.early_stopping = 5;
        run.stopAt = 44;
        run.stopWith = StopRequest::Interrupt;
        run.start();
        const fs::path path = run.store().newest(run.problems)->path / file.toStdString();
        std::string content = readFile(path);
        content[content.size() / 2] ^= 1;
        FileWriter(path).write(content);
        run.start();
        QCOMPARE(run.problems.size(), std::size_t{1});
        verifyEqual(run);
    }

    void moreEpochsGoOn() {
        ToyRun run;
        run.settings.epochs = 1;
        QCOMPARE(run.start().state.step, 26);
        run.settings.epochs = 2;
        const TrainingOutcome outcome = run.start();
        QCOMPARE(outcome.state.step, 52);
        QCOMPARE(outcome.state.texts, 2 * 203);
    }

    void otherBatchSizeKeepsThePlaceInTheEpoch() {
        ToyRun run;
        run.stopAt = 39; // one and a half epochs
        run.stopWith = StopRequest::Interrupt;
        run.start();
        run.settings.batch_size = 16;
        const TrainingOutcome outcome = run.start();
        QCOMPARE(outcome.reason, Reason::Completed);
        QCOMPARE(outcome.state.step, 39 + 7 + 13); // 13 steps an epoch, 6 of them done
        QCOMPARE(outcome.state.epoch, 3);
    }
};

QTEST_GUILESS_MAIN(ResumeTest)
#include "resume_test.moc"
