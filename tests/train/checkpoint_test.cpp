// SPDX-License-Identifier: GPL-3.0-or-later
// Checkpoints: whole or absent, checked, pruned.
#include "toy_run.h"

#include <QTest>

using namespace attune;

namespace {

const std::vector<std::string> kTrained = {"encoder.scale", "classifier.weight"};

TrainingState someState(std::int64_t step) {
    TrainingState state;
    state.step = step;
    state.updates = step;
    state.bestScore = 0.1 + 0.2;
    state.bestStep = 2;
    state.trainSeconds = 1.0 / 3;
    state.recordLines = 17;
    state.evaluationPending = true;
    return state;
}

} // namespace

class CheckpointTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsBackEqual() {
        ToyRun run;
        FakeEngine engine(60, 3, 5), other(60, 3, 6);
        const auto [count, first, second] = std::tuple{8, 0.25f, 1.0f / 3};
        engine.loadMoments("encoder.scale", std::vector<float>(count, first),
                           std::vector<float>(count, second));
        run.store().save(engine, kTrained, someState(3), run.identity);
        const auto found = run.store().newest(run.problems);
        QVERIFY(found->state == someState(3));
        QVERIFY(found->identity == run.identity);
        CheckpointStore::load(*found, other, kTrained);
        QVERIFY(other.values("embeddings.weight") == engine.values("embeddings.weight"));
        std::vector<float> a(8), b(8);
        other.storeMoments("encoder.scale", a, b);
        QVERIFY(a == std::vector<float>(8, first));
        QVERIFY(b == std::vector<float>(8, second));
    }

    void keepsTheNewestAndTheBest() {
        ToyRun run;
        run.settings.keep_checkpoints = 2;
        const FakeEngine engine(60, 3);
        for (const std::int64_t step : {1, 2, 3, 4, 5})
            run.store().save(engine, kTrained, someState(step), run.identity);
        QCOMPARE(run.checkpointNames(),
                 (std::vector<std::string>{"step-000002", "step-000004", "step-000005"}));
    }

    void foreignFoldersAreLeftAlone() {
        ToyRun run;
        fs::create_directories(run.folder() / "step-1");
        fs::create_directories(run.folder() / "mine");
        const FakeEngine engine(60, 3);
        run.store().save(engine, kTrained, someState(3), run.identity);
        QCOMPARE(run.checkpointNames(),
                 (std::vector<std::string>{"mine", "step-000003", "step-1"}));
    }

    void noneIsFoundWhereNothingIs() {
        ToyRun run;
        QVERIFY(!run.store().newest(run.problems));
        QVERIFY(run.problems.empty());
        QVERIFY_EXCEPTION_THROWN(run.store().at(3), Error);
    }

    void valuesThatAreNotFiniteAreRefused() {
        ToyRun run;
        FakeEngine engine(60, 3);
        run.store().save(engine, kTrained, someState(3), run.identity);
        engine.loadParameter("classifier.bias", std::vector<float>{0, INFINITY, 0});
        try {
            run.store().save(engine, kTrained, someState(4), run.identity);
            QFAIL("must throw");
        } catch (const Error& error) {
            QVERIFY(std::string(error.what()).find("classifier.bias") != std::string::npos);
            QVERIFY(std::string(error.what()).find("step 3 is kept") != std::string::npos);
        }
        QCOMPARE(run.checkpointNames(), std::vector<std::string>{"step-000003"});
    }

    void aFolderThatCannotBeWrittenIsAnError() {
        ToyRun run;
        const FakeEngine engine(60, 3);
        FileWriter(run.folder()).write("a file stands in the way");
        QVERIFY_EXCEPTION_THROWN(run.store().save(engine, kTrained, someState(3), run.identity),
                                 Error);
    }

    void stateOutOfRangeIsRefusedByKey_data() {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("value");
        const auto row = [](const char* key, const char* value) {
            QTest::addRow("%s %s", key, value) << QByteArray(key) << QByteArray(value);
        };
        row("step", "-1");
        row("step", "1e300");
        row("step", "18446744073709551615");
        row("step", "3.0");
        row("step_in_epoch", "1");
        row("steps_per_epoch", "-5");
        row("best_step", "4");
        row("best_score", "\"high\"");
        row("train_seconds", "null");
        row("train_seconds", "-1");
        row("evaluation_pending", "1");
        row("token_limit", "9223372036854775807");
    }
    void stateOutOfRangeIsRefusedByKey() {
        QFETCH(QByteArray, key);
        QFETCH(QByteArray, value);
        Json json = toJson(someState(3));
        json[key.toStdString()] = parseJson(value.toStdString(), "");
        try {
            trainingStateFromJson(json, "state.json");
            QFAIL("must throw");
        } catch (const Error& error) {
            QCOMPARE(error.where(), "state.json, " + key.toStdString());
            QVERIFY(!error.hint().empty());
        }
    }

    void stateRefusesForeignJson() {
        QVERIFY_EXCEPTION_THROWN(trainingStateFromJson(Json::object()), Error);
        QVERIFY(trainingStateFromJson(toJson(someState(3))) == someState(3));
    }
};

QTEST_GUILESS_MAIN(CheckpointTest)
#include "checkpoint_test.moc"
