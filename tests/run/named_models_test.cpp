// SPDX-License-Identifier: GPL-3.0-or-later
// The models that operators and the judge ask, given by name: a run finds them as it finds its own
// model, and is the same run as with their folders.
#include "run/augmenting.h"
#include "run_session.h"
#include "small_run.h"

#include <QTest>

using namespace attune;

namespace {

void augment(SmallRun& run, const std::string& model, const std::string& judge) {
    run.recipe.augment.operators = {augmentStep("masked-word"), augmentStep("near-words")};
    for (OperatorStep& step : run.recipe.augment.operators)
        step.values["model"] = model;
    run.recipe.augment.operators[1].values["min_similarity"] = 0.4;
    run.recipe.augment.judge = judge;
    run.recipe.augment.keep_texts = true;
    run.recipe.training.epochs = 2;
}

std::string trainedOn(const SmallRun& run) { return readFile(run.output() / "trained_on.csv"); }

} // namespace

class NamedModelsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        if (!SmallRun::available())
            QSKIP("SKIP-ALL: ATTUNE_MODELS is not set");
    }

    void theSameRunAsWithTheirFolders() {
        SmallRun judge;
        QCOMPARE(runOnce(judge.recipe, StartMode::New).exitCode, 0);
        const QByteArray places = qgetenv("ATTUNE_MODELS");
        fs::create_directories(judge.folder() / "judges" / "me");
        fs::rename(judge.output() / "model", judge.folder() / "judges" / "me" / "first");
        SmallRun folders, names;
        augment(folders, SmallRun::model(), toUtf8(judge.folder() / "judges/me/first"));
        QVERIFY(runOnce(folders.recipe, StartMode::New).exitCode == 0);

        qputenv("ATTUNE_MODELS",
                places + ":" + QByteArray::fromStdString(toUtf8(judge.folder() / "judges")));
        augment(names, "bert-tiny-mlm", "me/first");
        QCOMPARE(augmentModelsFingerprint(names.recipe), augmentModelsFingerprint(folders.recipe));
        const Ended stopped = interruptAt(names.recipe, StartMode::New, 5);
        QVERIFY2(stopped.exitCode == 130, stopped.failure().c_str());
        const Ended resumed = runOnce(names.recipe, StartMode::Resume);
        QVERIFY2(resumed.exitCode == 0, resumed.failure().c_str());
        QVERIFY(!trainedOn(names).empty());
        QCOMPARE(trainedOn(names), trainedOn(folders));
        QVERIFY(readFile(names.output() / "model" / "model.safetensors") ==
                readFile(folders.output() / "model" / "model.safetensors"));
        // What was asked stays what was asked.
        const std::string asked = readFile(names.output() / "recipe.yaml");
        QVERIFY2(asked.find("judge: me/first\n") != std::string::npos, asked.c_str());
        QVERIFY2(asked.find("model: bert-tiny-mlm,") != std::string::npos, asked.c_str());

        // The name stands for nothing any more.
        qputenv("ATTUNE_MODELS", places);
        const Ended missing = runOnce(names.recipe, StartMode::Overwrite);
        QCOMPARE(missing.exitCode, 2);
        QVERIFY2(missing.failure().find("The model “me/first” was not found") != std::string::npos,
                 missing.failure().c_str());
    }

    void aJudgeInTheFolderToOverwriteIsRefused() {
        SmallRun run;
        QCOMPARE(runOnce(run.recipe, StartMode::New).exitCode, 0);
        run.recipe.augment.judge = "run";
        run.recipe.augment.operators = {augmentStep("random-swap")};
        const Ended refused = runOnce(run.recipe, StartMode::Overwrite);
        QCOMPARE(refused.exitCode, 2);
        QVERIFY2(refused.failure().find("that it is to overwrite") != std::string::npos,
                 refused.failure().c_str());
        QVERIFY(fs::exists(run.output() / "model" / "config.json"));
    }
};

QTEST_GUILESS_MAIN(NamedModelsTest)
#include "named_models_test.moc"
