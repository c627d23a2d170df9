// SPDX-License-Identifier: GPL-3.0-or-later
// Augmentation in a run: what is previewed is what is trained on, byte for byte; the other parts
// stay as they are; a resumed run is the run.
#include "run/augment_models.h"
#include "run_session.h"
#include "small_run.h"
#include "studio/augment_preview.h"

#include <QTest>

using namespace attune;

namespace {

std::vector<OperatorStep> stepsOf(const std::string& yaml) {
    const RecipeResult read = parseRecipe("augment: {operators: " + yaml + "}", "test", "/");
    for (const Problem& problem : read.problems)
        qFatal("%s", problem.text().c_str());
    return read.recipe.augment.operators;
}

void augment(Recipe& recipe, const std::string& operators) {
    recipe.augment.operators = stepsOf(operators);
    recipe.augment.keep_texts = true;
    recipe.training.epochs = 1;
}

// The texts that a recipe is said to train on.
std::string preview(const Recipe& recipe, std::size_t limit = 0) {
    std::string out = studio::trainedHeader(recipe) + "\n";
    studio::augmentRows(recipe, limit,
                        [&](const studio::TrainedRow& row) { out += row.csv + "\n"; });
    return out;
}

std::string trainedOn(const SmallRun& run) { return readFile(run.output() / "trained_on.csv"); }

bool tells(const Ended& run, const std::string& text) {
    for (const Event& event : run.events)
        if (const auto* warning = std::get_if<WarningEvent>(&event.body))
            if (warning->problem.text().find(text) != std::string::npos)
                return true;
    return false;
}

Json augmentationOf(const SmallRun& run) {
    return readJsonFile(run.output() / "report.json").at("data").at("augmentation");
}

} // namespace

class StudioAugmentTest : public QObject {
    Q_OBJECT

    // A run that has learnt the small data, made once.
    std::string judge() {
        if (!judge_) {
            judge_ = std::make_unique<SmallRun>();
            if (runOnce(judge_->recipe, StartMode::New).exitCode != 0)
                qFatal("the judge was not trained");
        }
        return judge_->output().string();
    }
    std::unique_ptr<SmallRun> judge_;

private Q_SLOTS:
    void initTestCase() {
        if (!SmallRun::available())
            QSKIP("SKIP-ALL: ATTUNE_MODELS is not set");
    }

    void previewIsWhatIsTrainedOn_data() {
        QTest::addColumn<QString>("operators");
        QTest::addColumn<int>("copies");
        QTest::addColumn<double>("balance");
        QTest::newRow("words") << "[random-swap, random-delete, {random-insert: {rate: 0.3}}]" << 2
                               << 0.0;
        QTest::newRow("letters")
            << "[keyboard, spelling, ocr, {special-words: {words: ['[MASK]']}}]" << 1 << 1.0;
        QTest::newRow("models") << QString("[{masked-word: {model: %1, rate: 0.3}}, {near-words: "
                                           "{min_similarity: 0.4}}, random-swap]")
                                       .arg(QString::fromStdString(SmallRun::model()))
                                << 2 << 0.0;
        QTest::newRow("other texts")
            << "[mix, cut-off, sentence-shuffle, stopword-removal]" << 3 << 0.5;
    }
    void previewIsWhatIsTrainedOn() {
        QFETCH(QString, operators);
        QFETCH(int, copies);
        QFETCH(double, balance);
        SmallRun small;
        augment(small.recipe, operators.toStdString());
        small.recipe.augment.copies = copies;
        small.recipe.augment.balance = balance;
        small.recipe.augment.protect = {"great", "awful"};
        const bool judged = QByteArray(QTest::currentDataTag()) == "models";
        if (judged)
            small.recipe.augment.judge = judge();
        small.recipe.clean = {cleaningStep("case")};
        small.recipe.clean[0].values["to"] = std::string("upper");
        const std::string before = preview(small.recipe);
        const Ended run = runOnce(small.recipe, StartMode::New);
        QVERIFY2(run.exitCode == 0, run.failure().c_str());
        QCOMPARE(trainedOn(small), before);
        // And again: nothing hangs on what was done before.
        QCOMPARE(preview(small.recipe), before);
        QVERIFY(before.starts_with(preview(small.recipe, 17)));

        const Json counts = augmentationOf(small);
        const auto lines = std::count(before.begin(), before.end(), '\n') - 1;
        QCOMPARE(counts.at("texts").get<int>(), 96);
        QCOMPARE(counts.at("copies").get<std::int64_t>(), lines - 96);
        const auto vetoed = counts.at("vetoed").get<std::int64_t>();
        QCOMPARE(vetoed > 0, judged);
        if (judged) {
            QCOMPARE(lines + vetoed, std::int64_t{96 * 3});
            QVERIFY(counts.at("operators")[0].at("vetoed").get<std::int64_t>() > 0);
            QVERIFY(tells(run, "the judge left out: " + std::to_string(vetoed) + " of 192"));
        }
        QCOMPARE(run.last<StartedEvent>()->trainTexts, lines);
        // The other parts stay as they are.
        QCOMPARE(run.last<StartedEvent>()->validationTexts, std::int64_t{24});
        QCOMPARE(run.last<StartedEvent>()->testTexts, std::int64_t{40});
    }

    void itsOwnSeedMovesNoText() {
        SmallRun small;
        augment(small.recipe, "[random-swap]");
        small.recipe.augment.balance = 1; // drawn as well
        const auto texts = [&](bool copies) {
            std::string all;
            studio::augmentRows(small.recipe, 0, [&](const studio::TrainedRow& row) {
                if ((row.copy > 0) == copies)
                    all += row.csv;
            });
            return all;
        };
        const std::string own = texts(false), copies = texts(true);
        small.recipe.augment.seed = small.recipe.training.seed;
        QCOMPARE(texts(true), copies);
        small.recipe.augment.seed = small.recipe.training.seed + 1;
        QCOMPARE(texts(false), own);
        QVERIFY(texts(true) != copies);
        // A run draws by it as well.
        const std::string before = preview(small.recipe);
        const Ended run = runOnce(small.recipe, StartMode::New);
        QVERIFY2(run.exitCode == 0, run.failure().c_str());
        QCOMPARE(trainedOn(small), before);
    }

    void protectedWordsComeFromAFileToo() {
        SmallRun small;
        augment(small.recipe, "[{random-delete: {rate: 0.9}}]");
        publishFile(small.folder() / "kept.txt",
                    "\xEF\xBB\xBF# of the label\r\ngreat\r\n\nawful\n");
        small.recipe.augment.protect_file = "kept.txt";
        small.recipe.base = small.folder();
        int held = 0;
        studio::augmentRows(small.recipe, 0, [&](const studio::TrainedRow& row) {
            for (const char* word : {"great", "awful"})
                if (row.before.find(word) != std::string::npos) {
                    QVERIFY(row.after.find(word) != std::string::npos);
                    held += row.copy > 0;
                }
        });
        QVERIFY(held > 0);
        publishFile(small.folder() / "kept.txt", "# nothing\n");
        const Problems problems = checkRecipe(small.recipe);
        QVERIFY(std::any_of(problems.begin(), problems.end(), [](const Problem& problem) {
            return problem.field == "augment.protect_file";
        }));
    }

    void validationAndTestNeverSeeIt() {
        SmallRun plain, augmented;
        plain.recipe.training.epochs = augmented.recipe.training.epochs = 1;
        augment(augmented.recipe, "[random-delete]");
        // Nothing is learnt, so the metrics tell of the texts alone.
        plain.recipe.training.learning_rate = augmented.recipe.training.learning_rate = 1e-12;
        QCOMPARE(runOnce(plain.recipe, StartMode::New).exitCode, 0);
        QCOMPARE(runOnce(augmented.recipe, StartMode::New).exitCode, 0);
        const auto metrics = [](const SmallRun& run) {
            return readJsonFile(run.output() / "report.json");
        };
        const Json a = metrics(plain), b = metrics(augmented);
        QCOMPARE(a.at("metrics").at("texts").get<int>(), 40);
        QVERIFY(std::abs(a.at("metrics").at("loss").get<double>() -
                         b.at("metrics").at("loss").get<double>()) < 1e-6);
        QVERIFY(std::abs(a.at("validation_history")[0].at("loss").get<double>() -
                         b.at("validation_history")[0].at("loss").get<double>()) < 1e-6);
        QVERIFY(a.at("data").at("augmentation").is_null());
        QCOMPARE(augmentationOf(augmented).at("operators")[0].at("changed").get<int>(), 96);
        QVERIFY(!fs::exists(plain.output() / "trained_on.csv"));
    }

    // What cleaning put in is one word to the tokenizer.
    void placeholderWordsOfCleaningAreProtected() {
        SmallRun run;
        std::string lines = "text,label\n";
        for (int i = 0; i < 20; ++i)
            lines += "thanks @anna for that long evening at https://example.org with " +
                     std::to_string(i) + (i % 2 == 0 ? " friends,a\n" : " others,b\n");
        publishFile(run.folder() / "names.csv", lines);
        run.recipe.data.train = "names.csv";
        run.recipe.data.test.clear();
        run.recipe.clean = {cleaningStep("placeholders")};
        run.recipe.clean[0].values["numbers"] = true;
        const std::vector<std::string> words = Cleaning(run.recipe.clean).words();
        QCOMPARE(words.size(), std::size_t{4});
        for (const char* operators :
             {"[keyboard: {rate: 1, shortest: 1}]", "[random-swap: {rate: 1}]",
              "[random-delete: {rate: 1}, spelling: {rate: 1, shortest: 1}]"}) {
            augment(run.recipe, operators);
            int seen = 0;
            studio::augmentRows(run.recipe, 0, [&](const studio::TrainedRow& row) {
                for (const std::string& word : words)
                    if (row.before.find(word) != std::string::npos) {
                        ++seen;
                        if (row.after.find(word) == std::string::npos)
                            QFAIL((std::string(operators) + ": " + row.after).c_str());
                    }
            });
            QVERIFY(seen > 60);
        }
    }

    void resumedRunEqualsTheUndisturbedOne() {
        SmallRun whole, parts;
        for (SmallRun* run : {&whole, &parts}) {
            augment(run->recipe, "[random-swap, keyboard, mix]");
            run->recipe.augment.balance = 1;
            run->recipe.training.epochs = 2;
        }
        QCOMPARE(runOnce(whole.recipe, StartMode::New).exitCode, 0);
        QCOMPARE(interruptAt(parts.recipe, StartMode::Resume, 5).exitCode, 130);
        QCOMPARE(interruptAt(parts.recipe, StartMode::Resume, 14).exitCode, 130);
        const Ended last = runOnce(parts.recipe, StartMode::Resume);
        QVERIFY2(last.exitCode == 0, last.failure().c_str());
        QVERIFY(last.last<StartedEvent>()->resumedAt > 0);
        QVERIFY(readFile(whole.output() / "model" / "model.safetensors") ==
                readFile(parts.output() / "model" / "model.safetensors"));
        QCOMPARE(comparableRecord(parts), comparableRecord(whole));
        QCOMPARE(trainedOn(parts), trainedOn(whole));
    }

    void aRunIsNotResumedOnOtherTexts() {
        SmallRun small;
        augment(small.recipe, "[random-swap]");
        small.recipe.training.epochs = 2;
        QCOMPARE(interruptAt(small.recipe, StartMode::New, 5).exitCode, 130);
        small.recipe.augment.operators[0].values["rate"] = 0.9;
        const Ended refused = runOnce(small.recipe, StartMode::Resume);
        QCOMPARE(refused.exitCode, 2);
        QVERIFY(refused.failure().find("augmentation") != std::string::npos);
    }

    void aRunIsNotResumedWithAnotherModelToAsk() {
        SmallRun small;
        const fs::path copy = small.folder() / "asked";
        fs::copy(SmallRun::model(), copy);
        augment(small.recipe, "[{masked-word: {model: " + copy.string() + "}}]");
        small.recipe.training.epochs = 2;
        QCOMPARE(interruptAt(small.recipe, StartMode::New, 5).exitCode, 130);
        Json config = readJsonFile(copy / "config.json");
        config["initializer_range"] = 0.03; // nothing that the texts hang on
        publishFile(copy / "config.json", config.dump());
        const Ended refused = runOnce(small.recipe, StartMode::Resume);
        QCOMPARE(refused.exitCode, 2);
        QVERIFY(refused.failure().find("augmentation") != std::string::npos);
    }

    void aJudgeOfOtherLabelsIsRefused() {
        SmallRun small;
        augment(small.recipe, "[random-swap]");
        small.recipe.augment.judge = judge();
        std::string rows = readFile(small.folder() / "train.csv");
        rows += "another text,middling\nstill another one,middling\n";
        publishFile(small.folder() / "train.csv", rows);
        const Ended refused = runOnce(small.recipe, StartMode::New);
        QCOMPARE(refused.exitCode, 2);
        QVERIFY2(refused.failure().find("The judge knows the labels bad, good; the data has bad, "
                                        "good, middling.") != std::string::npos,
                 refused.failure().c_str());
    }

    void modelsThatAreNotThereAreToldBeforeAnythingIsRead() {
        SmallRun small;
        augment(small.recipe, "[{masked-word: {model: nowhere}}, {near-words: {model: gone}}]");
        small.recipe.augment.judge = "missing";
        std::vector<std::string> fields;
        for (const Problem& problem : checkRecipe(small.recipe))
            fields.push_back(problem.field);
        QCOMPARE(fields, (std::vector<std::string>{"augment.operators[0].model",
                                                   "augment.operators[1].model", "augment.judge"}));
    }

    void openedModelsServeTheNextPreview() {
        SmallRun small;
        const fs::path copy = small.folder() / "asked";
        fs::copy(SmallRun::model(), copy);
        augment(small.recipe, "[{masked-word: {model: " + copy.string() + "}}]");
        small.recipe.augment.judge = judge();
        const auto models = studio::augmentModels();
        const auto context = [&] {
            return models->contextOf(small.recipe, {"bad", "good"}, false);
        };
        const studio::AugmentPreview first(small.recipe, nullptr, *models);
        QCOMPARE(models->opened(), std::size_t(2));
        const AugmentContext before = context();
        small.recipe.augment.operators[0].values["rate"] = 0.9;
        const studio::AugmentPreview second(small.recipe, &first, *models);
        QCOMPARE(context().models[0].suggester, before.models[0].suggester);
        QCOMPARE(context().judge, before.judge);
        // What was written anew is opened anew.
        publishFile(copy / "config.json", readFile(copy / "config.json") + "\n");
        QVERIFY(context().models[0].suggester != before.models[0].suggester);
        QCOMPARE(context().judge, before.judge);
        QCOMPARE(models->opened(), std::size_t(2));
        // What nobody asks is closed.
        small.recipe.augment.judge.reset();
        context();
        QCOMPARE(models->opened(), std::size_t(1));
        small.recipe.augment.operators.clear();
        context();
        QCOMPARE(models->opened(), std::size_t(0));
    }

    void aModelThatFailsIsToldByItsKeyAndTheOthersStayOpen() {
        SmallRun small;
        fs::create_directory(small.folder() / "broken");
        publishFile(small.folder() / "broken" / "config.json", "{}");
        augment(small.recipe, "[{masked-word: {model: " + SmallRun::model() + "}}]");
        const auto models = studio::augmentModels();
        const studio::AugmentPreview good(small.recipe, nullptr, *models);
        small.recipe.augment.operators.push_back(augmentStep("near-words"));
        small.recipe.augment.operators[1].values["model"] = std::string("broken");
        try {
            const studio::AugmentPreview bad(small.recipe, &good, *models);
            QFAIL("the model was used");
        } catch (const Error& error) {
            QVERIFY2(error.where().starts_with((small.folder() / "broken").string()) &&
                         error.where().ends_with(": augment.operators[1].model"),
                     error.what());
        }
        QCOMPARE(models->opened(), std::size_t(1));
    }

    void countsTellOfTheCopiesThatTheJudgeDrops() {
        SmallRun small;
        augment(small.recipe, "[{random-delete: {rate: 0.9}}]");
        small.recipe.augment.copies = 4;
        small.recipe.augment.judge = judge();
        const auto models = studio::augmentModels();
        const studio::AugmentPreview preview(small.recipe, nullptr, *models);
        std::vector<studio::AugmentFigures> told;
        const studio::AugmentFigures all =
            preview.measure([&](const studio::AugmentFigures& one) { told.push_back(one); });
        const studio::AugmentFigures trained =
            studio::augmentRows(small.recipe, 0, [](const studio::TrainedRow&) {});
        QVERIFY(all.vetoed > 0);
        QCOMPARE(all.vetoed, trained.vetoed);
        QCOMPARE(all.copies, trained.copies);
        QCOMPARE(all.operators[0].vetoed, trained.operators[0].vetoed);
        QCOMPARE(all.rows + all.vetoed, all.all);
        QVERIFY(told.size() > 1); // while it goes on, too
        QVERIFY(told[0].rows + told[0].vetoed < all.all);
        QCOMPARE(told.back().vetoed, all.vetoed);
    }

    void aRowTellsWhatWasChanged() {
        SmallRun small;
        augment(small.recipe, "[{special-words: {words: [XX], place: begin}}]");
        int copies = 0;
        const studio::AugmentFigures figures =
            studio::augmentRows(small.recipe, 10, [&](const studio::TrainedRow& row) {
                copies += static_cast<int>(row.copy);
                QCOMPARE(row.after, row.copy == 0 ? row.before : "XX " + row.before);
                QCOMPARE(row.changes.size(), std::size_t{row.copy});
                QVERIFY(row.label == "good" || row.label == "bad");
            });
        QCOMPARE(copies, 5);
        QCOMPARE(figures.rows, std::int64_t{10});
        QCOMPARE(figures.all, std::int64_t{192});
        QCOMPARE(figures.operators[0].changed, std::int64_t{5});
    }
};

QTEST_GUILESS_MAIN(StudioAugmentTest)
#include "augment_test.moc"
