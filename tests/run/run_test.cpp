// SPDX-License-Identifier: GPL-3.0-or-later
// Whole runs of the tiny BERT through a Session.
#include "model/model_folder.h"
#include "run_session.h"
#include "small_run.h"

#include <QScopeGuard>
#include <QTest>

using namespace attune;

class RunTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        if (!SmallRun::available())
            QSKIP("SKIP-ALL: ATTUNE_MODELS is not set");
    }

    void recipeBecomesARunFolder() {
        const SmallRun small;
        const Ended run = runOnce(small.recipe, StartMode::New);
        QVERIFY2(run.exitCode == 0, run.failure().c_str());
        const auto* finished = run.last<FinishedEvent>();
        QVERIFY(finished != nullptr && finished->hasTest);
        QCOMPARE(finished->test.texts, 40);
        QVERIFY(finished->test.accuracy > 0.8);
        QCOMPARE(finished->model, toUtf8(small.output() / "model"));
        QVERIFY(openModelFolder(small.output() / "model").finished);

        const Json report = readJsonFile(small.output() / "report.json");
        QCOMPARE(report.at("evaluated_on").get<std::string>(), std::string("test"));
        QVERIFY(metricsFromJson(report.at("metrics")) == finished->test);
        QCOMPARE(report.at("validation_history").size(), std::size_t{3});
        QCOMPARE(report.at("data").at("train_texts").get<int>(), 96);

        const RecipeResult kept = readRecipe(small.output() / "recipe.yaml");
        QVERIFY(compareRecipes(small.recipe, kept.recipe).empty());
        QCOMPARE(run.last<StartedEvent>()->firstBatch.size(), std::size_t{3});
        QVERIFY(run.last<StartedEvent>()->firstBatch[0].starts_with("[CLS]"));
    }

    void resumedRunEqualsTheUndisturbedOne() {
        const SmallRun whole, parts;
        QCOMPARE(runOnce(whole.recipe, StartMode::New).exitCode, 0);
        QCOMPARE(interruptAt(parts.recipe, StartMode::Resume, 3).exitCode, 130);
        QCOMPARE(interruptAt(parts.recipe, StartMode::Resume, 7).exitCode, 130);
        const Ended last = runOnce(parts.recipe, StartMode::Resume);
        QVERIFY2(last.exitCode == 0, last.failure().c_str());
        QVERIFY(last.last<StartedEvent>()->resumedAt > 0);
        QVERIFY(readFile(whole.output() / "model" / "model.safetensors") ==
                readFile(parts.output() / "model" / "model.safetensors"));
        QCOMPARE(comparableRecord(parts), comparableRecord(whole));
        const auto metrics = [](const SmallRun& run) {
            return readJsonFile(run.output() / "report.json").at("metrics").dump();
        };
        QCOMPARE(metrics(parts), metrics(whole));
    }

    void rulesThatAreOffAreNotTold() {
        SmallRun small;
        small.recipe.training.epochs = 1;
        small.recipe.clean = {cleaningStep("html"), cleaningStep("width")};
        small.recipe.clean[0].values["off"] = true;
        const Ended run = runOnce(small.recipe, StartMode::New);
        QVERIFY2(run.exitCode == 0, run.failure().c_str());
        std::string notes;
        for (const Event& event : run.events)
            if (const auto* warning = std::get_if<WarningEvent>(&event.body))
                notes += warning->problem.text() + "\n";
        QVERIFY2(notes.find("Cleaning rule 2 (“width”)") != std::string::npos &&
                     notes.find("“html”") == std::string::npos,
                 notes.c_str());
        const Json rules = readJsonFile(small.output() / "report.json").at("data").at("cleaning");
        QCOMPARE(rules.size(), std::size_t{1});
        QCOMPARE(rules[0].at("operator").get<std::string>(), std::string("width"));
    }

    void finishedRunAnswersAgain() {
        SmallRun small;
        small.recipe.training.epochs = 1;
        const Ended first = runOnce(small.recipe, StartMode::New);
        const std::string record = readFile(small.output() / "metrics.jsonl");
        small.recipe.training.epochs = 2;
        const Ended again = runOnce(small.recipe, StartMode::Resume);
        QCOMPARE(again.exitCode, 0);
        QCOMPARE(toJson(Event{0, *again.last<FinishedEvent>()}).dump(),
                 toJson(Event{0, *first.last<FinishedEvent>()}).dump());
        QCOMPARE(again.last<WarningEvent>()->problem.field, std::string("training.epochs"));
        QCOMPARE(readFile(small.output() / "metrics.jsonl"), record);
    }

    void folderThatHoldsARunIsRefusedOrMovedAside() {
        SmallRun small;
        small.recipe.training.epochs = 1;
        QCOMPARE(runOnce(small.recipe, StartMode::New).exitCode, 0);
        const Ended refused = runOnce(small.recipe, StartMode::New);
        QCOMPARE(refused.exitCode, 2);
        QVERIFY(refused.failure().find("already holds a run") != std::string::npos);
        QCOMPARE(runOnce(small.recipe, StartMode::Overwrite).exitCode, 0);
        QVERIFY(fs::exists(small.folder() / "run-replaced-1" / "report.json"));
    }

    void changedSettingsAreListedAndChangedDataIsRefused() {
        SmallRun small;
        QCOMPARE(interruptAt(small.recipe, StartMode::New, 3).exitCode, 130);
        small.write("train.csv", 120, 9);
        const Ended refused = runOnce(small.recipe, StartMode::Resume);
        QCOMPARE(refused.exitCode, 2);
        QVERIFY(refused.failure().find("data") != std::string::npos);
        small.write("train.csv", 120, 1);
        small.recipe.training.learning_rate = 5e-4;
        const Ended run = runOnce(small.recipe, StartMode::Resume);
        QVERIFY2(run.exitCode == 0, run.failure().c_str());
        bool listed = false;
        for (const Event& event : run.events)
            if (const auto* warning = std::get_if<WarningEvent>(&event.body))
                listed |= warning->problem.field == "training.learning_rate";
        QVERIFY(listed);
    }

    void aNameLeadsToTheModelFromTheRunFolderToo_data() {
        QTest::addColumn<QString>("name");
        QTest::newRow("of a known place") << "bert-tiny-mlm";
        for (const char* name : {"bert-tiny-mlm@v2", "org/tiny", "org/tiny@v2"})
            QTest::newRow(name) << name;
    }
    void aNameLeadsToTheModelFromTheRunFolderToo() {
        QFETCH(QString, name);
        const QTemporaryDir cache;
        const fs::path hub = cache.path().toStdString();
        for (const char* repository : {"models--bert-tiny-mlm", "models--org--tiny"}) {
            fs::create_directories(hub / repository / "snapshots");
            fs::create_directories(hub / repository / "refs");
            fs::create_directory_symlink(SmallRun::model(),
                                         hub / repository / "snapshots" / "0123abcd");
            publishFile(hub / repository / "refs" / "v2", "0123abcd");
        }
        const QByteArray before = qgetenv("HF_HUB_CACHE");
        qputenv("HF_HUB_CACHE", cache.path().toUtf8());
        const auto restore = qScopeGuard([&] { qputenv("HF_HUB_CACHE", before); });
        SmallRun small;
        small.recipe.head.model = name.toStdString();
        QCOMPARE(interruptAt(small.recipe, StartMode::New, 3).exitCode, 130);
        const Recipe kept = readRecipe(small.output() / "recipe.yaml").recipe;
        QCOMPARE(kept.head.model, small.recipe.head.model);
        QVERIFY(compareRecipes(small.recipe, kept).empty());
        // By the recipe that the run keeps, as by the person's.
        Recipe own = kept;
        own.training.max_steps = 6;
        const Ended run = runOnce(own, StartMode::Resume);
        QVERIFY2(run.exitCode == 0, run.failure().c_str());
        QVERIFY(run.last<StartedEvent>()->resumedAt > 0);
    }

    void failedPreparationLeavesTheFolderAsItWas() {
        SmallRun small;
        small.recipe.data.label = "stars";
        const Ended run = runOnce(small.recipe, StartMode::New);
        QVERIFY(run.exitCode == 1 || run.exitCode == 2);
        QVERIFY(!fs::exists(small.output()));
    }

    void pauseHoldsAndStopKeepsWhatIsThere() {
        SmallRun small;
        small.recipe.training.epochs = 200;
        Session session(small.recipe, StartMode::New);
        session.pause();
        QTRY_VERIFY(session.state() == Session::State::Paused);
        const std::size_t events = session.events().size();
        QTest::qWait(50);
        QCOMPARE(session.events().size(), events);
        session.stop(Session::StopKind::Keep);
        const Ended run = ended(session);
        QCOMPARE(run.exitCode, 0);
        QVERIFY(run.last<FinishedEvent>()->reason == FinishedEvent::Reason::StoppedByUser);
        QVERIFY(fs::exists(small.output() / "model" / "model.safetensors"));
    }

    void withoutTestFileTheValidationPartIsReportedAsSuch() {
        SmallRun small;
        small.recipe.data.test.clear();
        small.recipe.training.epochs = 1;
        const Ended run = runOnce(small.recipe, StartMode::New);
        QCOMPARE(run.exitCode, 0);
        QVERIFY(!run.last<FinishedEvent>()->hasTest);
        QCOMPARE(run.last<FinishedEvent>()->test.texts, 24);
        QCOMPARE(readJsonFile(small.output() / "report.json").at("evaluated_on").get<std::string>(),
                 std::string("validation"));
    }

    void bestEvaluationIsTheFigureOfTheReportInAnyPrecision() {
        for (const char* precision : {"fp32", "bf16"}) {
            SmallRun small;
            small.recipe.data.test.clear();
            small.recipe.training.precision = precision;
            const Ended run = runOnce(small.recipe, StartMode::New);
            QVERIFY2(run.exitCode == 0, run.failure().c_str());
            const EvaluatedEvent* best = nullptr;
            for (const Event& event : run.events)
                if (const auto* evaluated = std::get_if<EvaluatedEvent>(&event.body))
                    best = evaluated->best ? evaluated : best;
            QVERIFY(best != nullptr);
            const Json report = readJsonFile(small.output() / "report.json");
            QVERIFY(metricsFromJson(report.at("metrics")) == best->metrics); // to the last bit
        }
    }

    void withoutValidationTheLastStateIsKept() {
        SmallRun small;
        small.recipe.data.validation_split = 0;
        small.recipe.training.epochs = 1;
        const Ended run = runOnce(small.recipe, StartMode::New);
        QVERIFY2(run.exitCode == 0, run.failure().c_str());
        QCOMPARE(run.last<FinishedEvent>()->bestStep, 0);
        QVERIFY(run.last<FinishedEvent>()->hasTest);
    }

    void rangeTestProposesARateAndWritesNothing() {
        const SmallRun small;
        const auto session = Session::rangeTest(small.recipe);
        const Ended run = ended(*session);
        QVERIFY2(run.exitCode == 0, run.failure().c_str());
        QVERIFY(run.last<RangeDoneEvent>() != nullptr);
        QVERIFY(run.last<RangePointEvent>() != nullptr);
        QVERIFY(!fs::exists(small.output()));
    }

    void twoSessionsDoNotShareAFolder() {
        SmallRun small;
        small.recipe.training.epochs = 200;
        Session session(small.recipe, StartMode::New);
        QTRY_VERIFY(fs::exists(small.output() / "metrics.jsonl"));
        const Ended second = runOnce(small.recipe, StartMode::Resume);
        QCOMPARE(second.exitCode, 1);
        session.stop(Session::StopKind::Interrupt);
        QCOMPARE(ended(session).exitCode, 130);
    }
};

QTEST_GUILESS_MAIN(RunTest)
#include "run_test.moc"
