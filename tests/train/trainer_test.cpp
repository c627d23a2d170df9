// SPDX-License-Identifier: GPL-3.0-or-later
// The loop on a tiny engine: plan, evaluation, early stopping, and what goes wrong.
#include "toy_run.h"
#include "train/memory.h"

#include <QTest>

using namespace attune;
using Reason = FinishedEvent::Reason;

class TrainerTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void planCountsSteps() {
        TrainingSettings settings;
        settings.epochs = 3;
        settings.batch_size = 8;
        QCOMPARE(planTraining(settings, 203).stepsPerEpoch, 26);
        QCOMPARE(planTraining(settings, 203).steps, 78);
        settings.accumulation = 4;
        QCOMPARE(planTraining(settings, 203).stepsPerEpoch, 7);
        settings.max_steps = 15;
        QCOMPARE(planTraining(settings, 203).steps, 15);
        QCOMPARE(planTraining(settings, 203).epochs, 3);
    }

    void learnsTheToyTask() {
        ToyRun run;
        const TrainingOutcome outcome = run.start();
        QCOMPARE(outcome.reason, Reason::Completed);
        QCOMPARE(outcome.state.step, 78);
        QCOMPARE(outcome.state.texts, 3 * 203);
        const auto evaluated = run.recorded<EvaluatedEvent>();
        QCOMPARE(evaluated.size(), std::size_t{6});
        QCOMPARE(evaluated.back().step, 78);
        QVERIFY(evaluated.back().metrics.accuracy > 0.8);
        QVERIFY(outcome.state.bestStep > 0);
    }

    void everyStepIsRecordedWithItsRate() {
        ToyRun run;
        run.start();
        const auto steps = run.recorded<StepEvent>();
        QCOMPARE(steps.size(), std::size_t{78});
        QCOMPARE(steps[0].learningRate, 0.0); // the warm-up begins at 0
        QCOMPARE(steps[8].learningRate, 0.02);
        QCOMPARE(steps[77].epoch, 3.0);
    }

    // The mean over the effective batch does not depend on how it is cut.
    void accumulationEqualsALargeBatch() {
        ToyRun whole, parts;
        for (ToyRun* run : {&whole, &parts}) {
            run->train = toyTexts(96, 3, 1);
            run->settings.epochs = 1;
            run->settings.class_weights = "balanced";
            run->settings.label_smoothing = 0.1;
        }
        whole.settings.batch_size = 96;
        parts.settings.batch_size = 96;
        parts.prepare = [](FakeEngine& engine) { engine.memory = 300; };
        whole.settings.warmup = parts.settings.warmup = 0;
        whole.start();
        parts.start();
        const auto a = whole.weights(), b = parts.weights();
        for (std::size_t i = 0; i < a.size(); ++i)
            QVERIFY(std::abs(a[i] - b[i]) < 1e-5f);
    }

    void bestStateIsKeptThoughOthersGo() {
        ToyRun run;
        run.settings.keep_checkpoints = 1;
        const TrainingOutcome outcome = run.start();
        const auto names = run.checkpointNames();
        QVERIFY(names.size() <= 2);
        const CheckpointStore::Found best = run.store().at(outcome.state.bestStep);
        QCOMPARE(best.state.bestStep, outcome.state.bestStep);
    }

    void earlyStoppingEndsARunThatGetsNoBetter() {
        ToyRun run;
        run.settings.epochs = 100;
        run.settings.learning_rate = 1e-9; // nothing changes
        run.settings.early_stopping = 2;
        const TrainingOutcome outcome = run.start();
        QCOMPARE(outcome.reason, Reason::EarlyStopped);
        QCOMPARE(run.recorded<EvaluatedEvent>().size(), std::size_t{3});
    }

    void withoutValidationTheLastStateIsTheResult() {
        ToyRun run;
        run.validation = toyTexts(0, 3, 1);
        const TrainingOutcome outcome = run.start();
        QCOMPARE(outcome.reason, Reason::Completed);
        QCOMPARE(outcome.state.bestStep, 0);
        QVERIFY(run.recorded<EvaluatedEvent>().empty());
    }

    void lossAsBestMetricPrefersTheLower() {
        ToyRun run;
        run.settings.best_metric = "loss";
        const TrainingOutcome outcome = run.start();
        const auto evaluated = run.recorded<EvaluatedEvent>();
        const auto best =
            std::min_element(evaluated.begin(), evaluated.end(), [](const auto& a, const auto& b) {
                return a.metrics.loss < b.metrics.loss;
            });
        QCOMPARE(outcome.state.bestStep, best->step);
    }

    void stopThatKeepsEvaluatesAndEnds() {
        ToyRun run;
        run.stopAt = 20;
        run.stopWith = StopRequest::Keep;
        const TrainingOutcome outcome = run.start();
        QCOMPARE(outcome.reason, Reason::StoppedByUser);
        QCOMPARE(outcome.state.step, 20);
        QCOMPARE(outcome.state.lastEvaluated, 20);
    }

    void oneBadStepIsSkippedWithAWarning() {
        ToyRun run;
        run.memory = std::uint64_t{1} << 40; // no rehearsal: the passes are counted below
        int pass = 0;
        run.prepare = [&](FakeEngine& engine) {
            engine.poison = [&](std::uint64_t) { return ++pass == 10; };
        };
        const TrainingOutcome outcome = run.start();
        QCOMPARE(outcome.reason, Reason::Completed);
        QCOMPARE(outcome.state.skipped, 1);
        QCOMPARE(outcome.state.updates, 77);
        QCOMPARE(run.recorded<WarningEvent>()[0].step, 10);
    }

    void fiveBadStepsEndWithTheRemedyAndKeepTheCheckpoint() {
        ToyRun run;
        int pass = 0;
        run.prepare = [&](FakeEngine& engine) {
            engine.poison = [&](std::uint64_t) { return ++pass > 30; };
        };
        try {
            run.start();
            QFAIL("must throw");
        } catch (const Error& error) {
            QVERIFY(std::string(error.what()).find("lower learning rate") != std::string::npos);
            QVERIFY(std::string(error.what()).find("28 is kept") != std::string::npos);
        }
        QCOMPARE(run.recorded<WarningEvent>().size(), std::size_t{4});
        QCOMPARE(run.store().newest(run.problems)->state.step, 28);
    }

    void weightsThatOverflowAreNeverSaved() {
        ToyRun run;
        run.settings.learning_rate = 1e38;
        run.settings.schedule = "constant";
        run.settings.warmup = 0;
        run.settings.checkpoint_steps = 1;
        QVERIFY_EXCEPTION_THROWN(run.start(), Error);
        for (const std::string& name : run.checkpointNames())
            QVERIFY(name < "step-000003");
    }

    void memoryShortageSplitsBatchesAndWarns() {
        ToyRun run, free;
        run.prepare = [](FakeEngine& engine) { engine.memory = 60; };
        QCOMPARE(run.start().reason, Reason::Completed);
        QVERIFY(run.recorded<WarningEvent>().size() <= 10);
        QVERIFY(!run.recorded<WarningEvent>().empty());
        free.start();
        const auto a = run.recorded<StepEvent>(), b = free.recorded<StepEvent>();
        QCOMPARE(a.size(), b.size());
        QVERIFY(std::abs(a.back().loss - b.back().loss) < 1e-3);
    }

    void aTextThatDoesNotFitIsAClearError() {
        ToyRun run;
        run.prepare = [](FakeEngine& engine) { engine.memory = 10; };
        QVERIFY_EXCEPTION_THROWN(run.start(), Error);
    }

    void collapseIsNamed() {
        ToyRun run;
        run.settings.learning_rate = 1e-9;
        run.prepare = [](FakeEngine& engine) {
            engine.loadParameter("classifier.bias", std::vector<float>{100, 0, 0});
        };
        run.start();
        QVERIFY(!run.recorded<WarningEvent>().empty());
        QVERIFY(run.recorded<WarningEvent>()[0].problem.message.text().find("“a”") !=
                std::string::npos);
    }

    void frozenParametersStayAsTheyAre() {
        ToyRun run;
        run.settings.freeze_layers = 1;
        run.start();
        const FakeEngine fresh(60, 3);
        QVERIFY(run.engine->values("embeddings.weight") == fresh.values("embeddings.weight"));
        QVERIFY(run.engine->values("classifier.weight") != fresh.values("classifier.weight"));
    }

    void memoryThatDoesNotSufficeShowsBeforeTheFirstStep() {
        ToyRun run;
        run.prepare = [](FakeEngine& engine) { engine.memory = 60; };
        run.start();
        QVERIFY(std::holds_alternative<WarningEvent>(run.lines.front()));
        QCOMPARE(std::get<WarningEvent>(run.lines.front()).step, 0);
        // What the rehearsal could not know: batches between the halves that fit and the limit.
        QVERIFY(run.recorded<WarningEvent>().size() <= 3);
    }

    void rehearsalChangesNothing() {
        ToyRun rehearsed, spared;
        spared.memory = std::uint64_t{1} << 40; // so plenty that none is needed
        rehearsed.start();
        spared.start();
        QVERIFY(rehearsed.engine->passes > spared.engine->passes);
        QVERIFY(rehearsed.weights() == spared.weights());
        QCOMPARE(rehearsed.metrics(), spared.metrics());
    }

    void tooLittleMemoryIsRefusedWithNumbers() {
        ToyRun run;
        run.memory = 1000;
        try {
            run.start();
            QFAIL("must throw");
        } catch (const Error& error) {
            QVERIFY(std::string(error.what()).find("GB") != std::string::npos);
            QVERIFY(!error.hint().empty());
        }
        QVERIFY(run.lines.empty());
    }

    void whatSwapHoldsIsNotRefused() {
        ToyRun run;
        run.memory = 1000;
        run.swap = std::uint64_t{1} << 40;
        run.settings.max_steps = 2;
        QCOMPARE(run.start().state.step, 2);
        QCOMPARE(run.recorded<WarningEvent>().size(), std::size_t{1}); // split to single texts
    }

    void batchesAreSplitWhereTheEstimateExceedsTheMemory() {
        ToyRun run, whole;
        const MemoryNeed need = memoryNeed(FakeEngine(60, 3), FakeEngine(60, 3).parameters(),
                                           run.train, longestBatch(run.train, 8), 1);
        run.memory = need.state + need.batch / 2;
        run.settings.max_steps = 5;
        whole.settings.max_steps = 5;
        run.start();
        whole.start();
        QCOMPARE(run.recorded<WarningEvent>().size(), std::size_t{1});
        QVERIFY(run.engine->passes > whole.engine->passes);
        QVERIFY(std::abs(run.recorded<StepEvent>().back().loss -
                         whole.recorded<StepEvent>().back().loss) < 1e-4);
    }
};

QTEST_GUILESS_MAIN(TrainerTest)
#include "trainer_test.moc"
