// SPDX-License-Identifier: GPL-3.0-or-later
// Runs that meet damage and failures: nothing that was reached is lost, and each is told once.
#include "run/best_state.h"
#include "run/run.h"
#include "small_run.h"

#include <QTest>

#include <new>

using namespace attune;

namespace {

// Drives a run on the calling thread; acts before the step of number `at`, counted in this sitting.
struct Driver : RunContext {
    std::vector<Event> events;
    std::int64_t at = -1;
    std::function<StopRequest()> act = [] { return StopRequest::Interrupt; };
    std::stop_source stop;

    void publish(Event event) override { events.push_back(std::move(event)); }
    StopRequest betweenSteps() override { return at-- == 0 ? act() : StopRequest::None; }
    std::stop_token interruption() override { return stop.get_token(); }

    template <class E> std::vector<E> all() const {
        std::vector<E> out;
        for (const Event& event : events)
            if (const E* body = std::get_if<E>(&event.body))
                out.push_back(*body);
        return out;
    }
};

FinishedEvent go(const SmallRun& small, Driver& driver, StartMode mode = StartMode::Resume) {
    return runTraining(small.recipe, mode, driver);
}

FinishedEvent interruptedAt(const SmallRun& small, std::int64_t step) {
    Driver driver;
    driver.at = step;
    return go(small, driver);
}

CheckpointStore storeOf(const SmallRun& small) {
    return {RunFolder::checkpoints(small.output()), small.recipe.training.keep_checkpoints};
}

void damage(const fs::path& file) {
    std::string content = readFile(file);
    content[content.size() / 2] ^= 1;
    FileWriter(file).write(content);
}

template <class E> std::size_t countIn(const std::vector<Event>& events) {
    std::size_t count = 0;
    for (const Event& event : events)
        count += std::holds_alternative<E>(event.body) ? 1 : 0;
    return count;
}

} // namespace

class FaultsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        if (!SmallRun::available())
            QSKIP("SKIP-ALL: ATTUNE_MODELS is not set");
    }

    void anInterruptionBeforeTheTrainingHasNoFigures() {
        SmallRun small;
        Driver driver;
        driver.stop.request_stop();
        go(small, driver);
        const Json json = toJson(driver.events.back());
        QCOMPARE(json.at("reason").get<std::string>(), std::string("interrupted"));
        for (const char* key : {"train_seconds", "samples_per_second", "test", "validation"})
            QVERIFY2(json.at(key).is_null(), key);
        QVERIFY(!fs::exists(small.output()));
    }

    void damagedBestCheckpointDoesNotEndARun_data() {
        QTest::addColumn<bool>("removed");
        QTest::newRow("damaged") << false;
        QTest::newRow("removed") << true;
    }
    void damagedBestCheckpointDoesNotEndARun() {
        QFETCH(bool, removed);
        SmallRun small;
        small.recipe.training.learning_rate = 1e-7; // the first evaluation stays the best
        small.recipe.training.best_metric = "accuracy";
        QVERIFY(interruptedAt(small, 10).reason == FinishedEvent::Reason::Interrupted);
        Problems problems;
        const auto newest = storeOf(small).newest(problems);
        QCOMPARE(newest->state.step, 10);
        QCOMPARE(newest->state.bestStep, 6);
        const fs::path best = storeOf(small).at(6).path;
        if (removed)
            fs::remove_all(best);
        else
            damage(best / "model.safetensors");

        Driver driver;
        const FinishedEvent finished = go(small, driver);
        QVERIFY(finished.reason == FinishedEvent::Reason::Completed);
        QVERIFY(finished.bestStep > 6);
        QVERIFY(fs::exists(small.output() / "model" / "model.safetensors"));
        bool told = false;
        for (const auto& warning : driver.all<WarningEvent>())
            told |= warning.problem.text().find("step 6, the best one") != std::string::npos;
        QVERIFY(told);
        QCOMPARE(readJsonFile(small.output() / "report.json").at("best_step").get<std::int64_t>(),
                 finished.bestStep);
    }

    // Damaged after the run last looked: the model is made of what is left.
    void bestCheckpointDamagedMeanwhile() {
        SmallRun small;
        small.recipe.training.learning_rate = 1e-7;
        small.recipe.training.best_metric = "accuracy";
        Driver driver;
        driver.at = 17; // before the last step
        driver.act = [&] {
            damage(storeOf(small).at(6).path / "model.safetensors");
            return StopRequest::None;
        };
        const FinishedEvent finished = go(small, driver);
        QVERIFY(finished.reason == FinishedEvent::Reason::Completed);
        QVERIFY(finished.bestStep > 6);
        QVERIFY(!driver.all<WarningEvent>().empty());
    }

    void theBestOfThoseThatAreLeftIsTaken() {
        SmallRun small;
        QVERIFY(interruptedAt(small, 14).reason == FinishedEvent::Reason::Interrupted);
        Problems problems;
        TrainingState state = storeOf(small).newest(problems)->state;
        const MetricInfo& metric = bestMetricOf(small.recipe);
        QCOMPARE(findBest(state, storeOf(small), small.output(), metric, problems).step,
                 state.bestStep);
        QVERIFY(problems.empty());
        // A step that has no checkpoint, so the record decides among 6, 12 and none other.
        state.bestStep = 11;
        const BestState best = findBest(state, storeOf(small), small.output(), metric, problems);
        QCOMPARE(problems.size(), std::size_t{1});
        QVERIFY(best.step == 6 || best.step == 12);
        QVERIFY(best.from && best.from->state.step == best.step);
        fs::remove_all(RunFolder::checkpoints(small.output()));
        QCOMPARE(findBest(state, storeOf(small), small.output(), metric, problems).step, 0);
    }

    void anyFailureIsToldOnceWithItsStep_data() {
        QTest::addColumn<int>("kind");
        QTest::newRow("no memory") << 0;
        QTest::newRow("standard exception") << 1;
        QTest::newRow("error") << 2;
        QTest::newRow("unknown") << 3;
    }
    void anyFailureIsToldOnceWithItsStep() {
        QFETCH(int, kind);
        const SmallRun small;
        Driver driver;
        driver.at = 5;
        driver.act = [&]() -> StopRequest {
            if (kind == 0)
                throw std::bad_alloc();
            if (kind == 1)
                throw std::runtime_error("the reason");
            if (kind == 2)
                throw Error(say("what"), "where", say("hint"));
            throw 3;
        };
        bool thrown = false;
        try {
            go(small, driver, StartMode::New);
        } catch (...) {
            thrown = true;
        }
        QVERIFY(thrown);
        QCOMPARE(driver.all<FailedEvent>().size(), std::size_t{1});
        const auto* failed = std::get_if<FailedEvent>(&driver.events.back().body);
        QVERIFY(failed != nullptr);
        QCOMPARE(failed->step, 5);
        QVERIFY(!failed->what.empty() && !failed->hint.empty());
        const std::vector<Event> record = RunFolder::readRecord(small.output());
        QCOMPARE(countIn<FailedEvent>(record), std::size_t{1});
        QVERIFY(std::holds_alternative<FailedEvent>(record.back().body));
        // What was reached is there to go on from.
        Driver again;
        QVERIFY(go(small, again).reason == FinishedEvent::Reason::Completed);
        QVERIFY(again.all<StartedEvent>().front().resumedAt == 4);
    }

    void recipeOfAResumedRunIsKeptUntilItsFirstCheckpoint() {
        SmallRun small;
        interruptedAt(small, 5);
        const std::string before = readFile(small.output() / "recipe.yaml");
        small.recipe.training.learning_rate = 5e-4;
        interruptedAt(small, 0); // nothing was trained by the new recipe
        QCOMPARE(readFile(small.output() / "recipe.yaml"), before);
        const auto tells = [&] {
            std::size_t count = 0;
            for (const Event& event : RunFolder::readRecord(small.output()))
                if (const auto* warning = std::get_if<WarningEvent>(&event.body))
                    count += warning->problem.field == "training.learning_rate" ? 1 : 0;
            return count;
        };
        interruptedAt(small, 2);
        QVERIFY(readFile(small.output() / "recipe.yaml") != before);
        QCOMPARE(tells(), std::size_t{1});
        Driver driver;
        go(small, driver);
        QCOMPARE(tells(), std::size_t{1});
        QVERIFY(readRecipe(small.output() / "recipe.yaml").recipe.training.learning_rate == 5e-4);
    }

    void maxLengthBeyondThePositionsIsToldWithBothNumbers() {
        SmallRun small;
        small.recipe.data.max_length = 600;
        Driver driver;
        driver.at = 0;
        go(small, driver);
        bool told = false;
        for (const auto& warning : driver.all<WarningEvent>()) {
            const std::string text = warning.problem.text();
            told |= text.find("600") != std::string::npos && text.find("512") != std::string::npos;
        }
        QVERIFY(told);
    }
};

QTEST_GUILESS_MAIN(FaultsTest)
#include "faults_test.moc"
