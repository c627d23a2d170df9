// SPDX-License-Identifier: GPL-3.0-or-later
// What is said to follow from a recipe is what its run finds.
#include "model/model_folder.h"
#include "run_session.h"
#include "small_run.h"
#include "studio/consequences.h"
#include "studio/vocabulary.h"

#include <QTest>

using namespace attune;

class StudioConsequencesTest : public QObject {
    Q_OBJECT

    static OperatorStep step(const std::string& name) { return augmentStep(name); }

private Q_SLOTS:
    void initTestCase() {
        if (!SmallRun::available())
            QSKIP("SKIP-ALL: ATTUNE_MODELS is not set");
    }

    void theyAreWhatARunFinds_data() {
        QTest::addColumn<bool>("trims");
        QTest::newRow("whole vocabulary") << false;
        QTest::newRow("trimmed") << true;
    }
    void theyAreWhatARunFinds() {
        QFETCH(bool, trims);
        SmallRun small;
        small.recipe.clean = {cleaningStep("case")};
        small.recipe.augment.operators = {step("random-insert"), step("keyboard")};
        small.recipe.augment.operators[1].values["off"] = true;
        small.recipe.augment.copies = 2;
        small.recipe.data.max_length = 10;
        small.recipe.training.epochs = 1;
        if (trims)
            small.recipe.vocabulary.min_count = 1;
        std::vector<studio::Consequences> told;
        const studio::Consequences found = studio::measureConsequences(
            small.recipe, [&](const studio::Consequences& one) { told.push_back(one); });
        const Ended run = runOnce(small.recipe, StartMode::New);
        QVERIFY2(run.exitCode == 0, run.failure().c_str());
        const Json data = readJsonFile(small.output() / "report.json").at("data");

        QVERIFY(found.exact);
        QCOMPARE(found.texts, data.at("train_texts").get<std::int64_t>());
        QCOMPARE(found.copies, data.at("augmentation").at("copies").get<std::int64_t>());
        const double texts = static_cast<double>(found.texts);
        QCOMPARE(found.cutShare * texts, data.at("truncated_texts").get<double>());
        QVERIFY(found.cutShare > 0);
        const double tokens = found.tokensPerText * texts;
        QCOMPARE(tokens - found.readTokens, data.at("cut_tokens").get<double>());
        const EncoderSpec trained = openModelFolder(small.output() / "model").spec;
        QCOMPARE(found.vocabulary, trained.vocabulary);
        QCOMPARE(trims, found.vocabulary < 1000);
        QVERIFY(found.modelBytes > 0 && found.trainingBytes > 4 * found.modelBytes);

        // So few texts are all in the sample, but that it does not know.
        QCOMPARE(told.size(), std::size_t(1));
        QVERIFY(!told[0].exact);
        QCOMPARE(told[0].texts, found.texts);
        QCOMPARE(told[0].tokensPerText, found.tokensPerText);
        QCOMPARE(told[0].vocabulary, found.vocabulary);
        QCOMPARE(told[0].vocabularyExact, !trims);
        QVERIFY(found.vocabularyExact);
    }

    // The table of words has gradients for few rows on a processor.
    void memoryIsThatOfTheDeviceThatTrains() {
        SmallRun small;
        small.recipe.data.max_length = 8;
        small.recipe.training.batch_size = 2;
        const auto bytes = [&] { return studio::measureConsequences(small.recipe).trainingBytes; };
        const std::uint64_t cpu = bytes();
        const EncoderSpec spec = openModelFolder(SmallRun::model()).spec;
        const auto table = static_cast<std::uint64_t>(4 * spec.vocabulary * spec.embeddingWidth());
        small.recipe.training.device = "cuda"; // asked for, whether it is there or not
        QVERIFY(bytes() > cpu + table * 9 / 10);
        small.recipe.training.device = "cpu";
        small.recipe.training.freeze_embeddings = true; // no moments of it either
        QVERIFY(bytes() < cpu - 2 * table * 9 / 10);
    }

    void whatHangsOnNoCopyIsToldBeforeModelsAreAsked() {
        SmallRun small;
        const studio::Consequences plain = studio::measureConsequences(small.recipe);
        small.recipe.augment.operators = {step("masked-word")};
        small.recipe.augment.operators[0].values["model"] = SmallRun::model();
        std::vector<studio::Consequences> told;
        const auto measure = [&] {
            told.clear();
            return studio::measureConsequences(
                small.recipe, [&](const studio::Consequences& one) { told.push_back(one); });
        };
        const studio::Consequences found = measure();
        QCOMPARE(told.size(), std::size_t(1));
        QCOMPARE(told[0].texts, std::int64_t(0));
        QCOMPARE(told[0].vocabulary, plain.vocabulary);
        QCOMPARE(told[0].modelBytes, plain.modelBytes);
        QVERIFY(told[0].trainingBytes >= plain.trainingBytes); // texts may be as long as max_length
        QVERIFY(found.texts > plain.texts);
        QCOMPARE(found.modelBytes, plain.modelBytes);
        // A model that cannot be used takes nothing of that away.
        fs::create_directory(small.folder() / "broken");
        publishFile(small.folder() / "broken" / "config.json", "{}");
        small.recipe.augment.operators[0].values["model"] = std::string("broken");
        QCOMPARE(measure().modelBytes, plain.modelBytes);
        // What is trimmed is counted from the copies.
        small.recipe.vocabulary.min_count = 1;
        QCOMPARE(measure().vocabulary, std::int64_t(0));
        // Without copies a judge is not asked.
        small.recipe.augment = {};
        small.recipe.augment.judge = "nowhere";
        QVERIFY(measure().exact);
    }

    void aSampleIsOfAllPlaces() {
        SmallRun small;
        small.write("train.csv", 5000, 7);
        small.recipe.data.max_length = 12;
        std::vector<studio::Consequences> told;
        const studio::Consequences found = studio::measureConsequences(
            small.recipe, [&](const studio::Consequences& one) { told.push_back(one); });
        QCOMPARE(told[0].texts, found.texts);
        QVERIFY(std::abs(told[0].tokensPerText - found.tokensPerText) < 0.4);
        QVERIFY(std::abs(told[0].cutShare - found.cutShare) < 0.08);
        // What a rule leaves is told of the sample first.
        small.recipe.vocabulary.coverage = 0.9;
        told.clear();
        const studio::Consequences trimmed = studio::measureConsequences(
            small.recipe, [&](const studio::Consequences& one) { told.push_back(one); });
        QVERIFY(!told[0].vocabularyExact && trimmed.vocabularyExact);
        QVERIFY(told[0].modelBytes < found.modelBytes);
        QVERIFY(std::abs(told[0].vocabulary - trimmed.vocabulary) <= trimmed.vocabulary / 10);
    }

    // One share of unknown tokens, wherever it is shown.
    void theUnknownShareIsOfTheTextsOwnTokens() {
        SmallRun small;
        small.write("train.csv", 200, 7);
        publishFile(small.folder() / "train.csv",
                    "text,label\ngood \xE9\xBE\x98,a\nbad \xE9\xBE\x98 film,b\n");
        small.recipe.data.validation_split = 0;
        small.recipe.data.test.clear();
        const studio::Consequences found = studio::measureConsequences(small.recipe);
        const studio::VocabularyPlan plan(small.recipe);
        const TrimReport report = plan.measure([] {
                                          VocabularySettings all;
                                          all.min_count = 1;
                                          return all;
                                      }())
                                      .report;
        QCOMPARE(report.tokens, 5u);
        QCOMPARE(report.unknown, 2u);
        QCOMPARE(found.unknownShare, 0.4);
        QCOMPARE(studio::measureData(small.recipe).unknownShare, 0.4);
    }
};

QTEST_GUILESS_MAIN(StudioConsequencesTest)
#include "consequences_test.moc"
