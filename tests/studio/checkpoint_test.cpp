// SPDX-License-Identifier: GPL-3.0-or-later
// A text tried with a checkpoint of an unfinished run: the answer of the model folder to be.
#include "run_session.h"
#include "small_run.h"
#include "studio/studio.h"

#include <QTest>

using namespace attune;

class CheckpointAnswerTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        if (!SmallRun::available())
            QSKIP("SKIP-ALL: ATTUNE_MODELS is not set");
    }

    void answersAsTheModelFolder_data() {
        QTest::addColumn<bool>("changed");
        QTest::newRow("as it is") << false;
        QTest::newRow("words added, vocabulary trimmed, texts cleaned") << true;
    }
    void answersAsTheModelFolder() {
        QFETCH(bool, changed);
        SmallRun small;
        Recipe& recipe = small.recipe;
        recipe.training.learning_rate = 1e-9; // the first evaluation stays the best
        recipe.training.best_metric = "accuracy";
        if (changed) {
            recipe.vocabulary.add = {"wonderful", "[E1]"};
            recipe.vocabulary.min_count = 2;
            recipe.clean = {cleaningStep("case")};
        }
        QCOMPARE(interruptAt(recipe, StartMode::New, 8).exitCode, 130);
        const fs::path run = small.output();
        QVERIFY(!fs::exists(run / "model"));
        const auto tried = studio::Classifier::ofCheckpoint(run, 6);
        const std::vector<std::string> texts = {"The film was wonderful", "a dull STORY and people",
                                                "[E1] nobody knows these words: 龘"};
        const auto before = tried->classifyAll(texts, {});

        const Ended finished = runOnce(recipe, StartMode::Resume);
        QVERIFY2(finished.exitCode == 0, finished.failure().c_str());
        QCOMPARE(finished.last<FinishedEvent>()->bestStep, 6);
        QVERIFY(!fs::exists(run / "checkpoints" / "model"));
        studio::Classifier model(run / "model", "fp32");
        QVERIFY(model.labels() == tried->labels());
        const auto after = model.classifyAll(texts, {});
        for (std::size_t i = 0; i < texts.size(); ++i) {
            QVERIFY(before[i].logits == after[i].logits); // to the last bit
            QCOMPARE(before[i].label, after[i].label);
        }
    }

    void aCheckpointThatIsGoneIsAnError() {
        SmallRun small;
        QCOMPARE(interruptAt(small.recipe, StartMode::New, 8).exitCode, 130);
        QVERIFY_EXCEPTION_THROWN(studio::Classifier::ofCheckpoint(small.output(), 5), Error);
    }
};

QTEST_GUILESS_MAIN(CheckpointAnswerTest)
#include "checkpoint_test.moc"
