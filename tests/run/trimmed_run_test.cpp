// SPDX-License-Identifier: GPL-3.0-or-later
// Runs with a trimmed vocabulary beside runs with the whole one.
#include "model/model_folder.h"
#include "run_session.h"
#include "small_run.h"

#include <QTest>

using namespace attune;

namespace {

std::vector<double> lossesOf(const Ended& run) {
    std::vector<double> losses;
    for (const Event& event : run.events)
        if (const auto* step = std::get_if<StepEvent>(&event.body))
            losses.push_back(step->loss);
    return losses;
}

} // namespace

class TrimmedRunTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        if (!SmallRun::available())
            QSKIP("SKIP-ALL: ATTUNE_MODELS is not set");
    }

    // Rows that no text meets have no gradient: without them every loss is the same, bit by bit.
    void lossesAreThoseOfTheWholeVocabulary() {
        SmallRun whole, trimmed;
        for (SmallRun* run : {&whole, &trimmed}) {
            run->recipe.training.hidden_dropout = 0.1;
            run->recipe.training.epochs = 2;
        }
        trimmed.recipe.vocabulary.min_count = 1;
        const Ended first = runOnce(whole.recipe, StartMode::New);
        QVERIFY2(first.exitCode == 0, first.failure().c_str());
        const Ended second = runOnce(trimmed.recipe, StartMode::New);
        QVERIFY2(second.exitCode == 0, second.failure().c_str());
        QVERIFY(lossesOf(first).size() >= 10);
        QCOMPARE(lossesOf(second), lossesOf(first));
        QCOMPARE(second.last<FinishedEvent>()->test.accuracy,
                 first.last<FinishedEvent>()->test.accuracy);

        const ModelFolder before = openModelFolder(SmallRun::model());
        const ModelFolder after = openModelFolder(trimmed.output() / "model");
        QVERIFY(after.spec.vocabulary < 60);
        QVERIFY(after.finished);
        const auto original = readOriginalVocabulary(after.path);
        QVERIFY(original.has_value());
        QCOMPARE(original->size, before.spec.vocabulary);
        QCOMPARE(static_cast<std::int64_t>(original->ids.size()), after.spec.vocabulary);
        const auto full = readTokenizer(before.path), small = readTokenizer(after.path);
        for (std::size_t id = 0; id < original->ids.size(); ++id)
            QCOMPARE(small->tokenOf(static_cast<std::int32_t>(id)),
                     full->tokenOf(original->ids[id]));
        QVERIFY(after.attune && after.attune->digests.contains("trimmed_vocabulary.json"));
    }

    void aResumedRunIsTheUndisturbedOne() {
        SmallRun whole, parts;
        for (SmallRun* run : {&whole, &parts})
            run->recipe.vocabulary.coverage = 0.95;
        QCOMPARE(runOnce(whole.recipe, StartMode::New).exitCode, 0);
        QCOMPARE(interruptAt(parts.recipe, StartMode::New, 5).exitCode, 130);
        const Ended last = runOnce(parts.recipe, StartMode::Resume);
        QVERIFY2(last.exitCode == 0, last.failure().c_str());
        QVERIFY(last.last<StartedEvent>()->resumedAt > 0);
        QVERIFY(readFile(whole.output() / "model" / "model.safetensors") ==
                readFile(parts.output() / "model" / "model.safetensors"));
    }

    // Another rule makes another tokenizer: the checkpoints do not fit it.
    void anotherRuleIsRefusedOnResuming() {
        SmallRun run;
        run.recipe.vocabulary.min_count = 1;
        QCOMPARE(interruptAt(run.recipe, StartMode::New, 5).exitCode, 130);
        run.recipe.vocabulary.min_count = 20;
        const Ended last = runOnce(run.recipe, StartMode::Resume);
        QCOMPARE(last.exitCode, 2);
        QVERIFY2(last.failure().find("tokenizer") != std::string::npos, last.failure().c_str());
    }

    // A trimmed model can be trained, and trimmed, again; the first ids are remembered.
    void aTrimmedModelIsTrimmedAgain() {
        SmallRun first;
        first.recipe.vocabulary.min_count = 1;
        QCOMPARE(runOnce(first.recipe, StartMode::New).exitCode, 0);
        SmallRun second;
        second.recipe.head.model = toUtf8(first.output() / "model");
        second.recipe.vocabulary.min_count = 30;
        const Ended run = runOnce(second.recipe, StartMode::New);
        QVERIFY2(run.exitCode == 0, run.failure().c_str());
        const auto once = readOriginalVocabulary(first.output() / "model");
        const auto twice = readOriginalVocabulary(second.output() / "model");
        QVERIFY(once && twice);
        QCOMPARE(twice->size, once->size);
        QVERIFY(twice->ids.size() < once->ids.size());
        const auto full = readTokenizer(SmallRun::model());
        const auto small = readTokenizer(second.output() / "model");
        for (std::size_t id = 0; id < twice->ids.size(); ++id)
            QCOMPARE(small->tokenOf(static_cast<std::int32_t>(id)), full->tokenOf(twice->ids[id]));
    }

    // What the run reads is counted, and not what the file holds.
    void cleanedTextsAreCounted() {
        SmallRun run;
        CleaningStep rule = cleaningStep("replace");
        rule.values["pattern"] = std::string("film");
        rule.values["with"] = std::string("zebra");
        run.recipe.clean = {rule};
        run.recipe.vocabulary.min_count = 1;
        run.recipe.training.max_steps = 4;
        const Ended end = runOnce(run.recipe, StartMode::New);
        QVERIFY2(end.exitCode == 0, end.failure().c_str());
        const auto tokenizer = readTokenizer(run.output() / "model");
        QVERIFY(tokenizer->idOf("zebra").has_value());
        QVERIFY(!tokenizer->idOf("film").has_value());
    }

    void furtherTextsAndWordsKeepTheirTokens() {
        SmallRun run;
        {
            FileWriter file(run.folder() / "more.txt");
            file.write("quantum mechanics\n");
            file.close();
        }
        run.recipe.vocabulary.min_count = 1;
        run.recipe.vocabulary.corpora = {"more.txt"};
        run.recipe.vocabulary.keep = {"elephant"};
        run.recipe.training.max_steps = 4;
        const Ended end = runOnce(run.recipe, StartMode::New);
        QVERIFY2(end.exitCode == 0, end.failure().c_str());
        const auto tokenizer = readTokenizer(run.output() / "model");
        const auto full = readTokenizer(SmallRun::model());
        for (const char* text : {"quantum mechanics", "elephant"}) {
            QCOMPARE(tokenizer->encode(text).unknown, 0u);
            QCOMPARE(tokenizer->encode(text).ids.size(), full->encode(text).ids.size());
        }
    }
};

QTEST_GUILESS_MAIN(TrimmedRunTest)
#include "trimmed_run_test.moc"
