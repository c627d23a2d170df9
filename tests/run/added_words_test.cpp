// SPDX-License-Identifier: GPL-3.0-or-later
// Runs that give the tokenizer words, with and without a trimmed vocabulary.
#include "data/encoded_set.h"
#include "model/model_folder.h"
#include "run_session.h"
#include "small_run.h"

#include <QProcess>
#include <QTest>

#include <cmath>

using namespace attune;

namespace {

class AddedRun : public SmallRun {
public:
    explicit AddedRun(bool trims = false) {
        std::string rows = readFile(folder() / "train.csv");
        rows += "see http://a.example/x for the film,good\nwrite to me@b.example,bad\n";
        publishFile(folder() / "train.csv", rows);
        recipe.clean = {cleaningStep("placeholders")};
        recipe.vocabulary.add_placeholders = true;
        recipe.vocabulary.add = {"[E1]"};
        recipe.training.epochs = 2;
        if (trims)
            recipe.vocabulary.min_count = 1;
    }
};

std::vector<float> wordTable(const fs::path& folder, std::int64_t& width) {
    const ModelFolder model = openModelFolder(folder);
    const auto engine = makeAtenEngine(model.spec, {.threads = 1});
    loadWeights(model, *engine, 0);
    const ParameterInfo& info = engine->parameters().front();
    width = info.shape.back();
    std::vector<float> table(static_cast<std::size_t>(info.count()));
    engine->storeParameter(info.name, table);
    return table;
}

} // namespace

class AddedWordsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        if (!SmallRun::available())
            QSKIP("SKIP-ALL: ATTUNE_MODELS is not set");
    }

    void rowsStartAsTheMeanOfTheirPieces_data() {
        QTest::addColumn<bool>("trims");
        QTest::newRow("whole") << false;
        QTest::newRow("trimmed") << true;
    }
    void rowsStartAsTheMeanOfTheirPieces() {
        QFETCH(bool, trims);
        AddedRun run(trims);
        run.recipe.training.learning_rate = 1e-12; // nothing is learnt
        run.recipe.training.epochs = 1;
        const Ended end = runOnce(run.recipe, StartMode::New);
        QVERIFY2(end.exitCode == 0, end.failure().c_str());
        const auto before = readTokenizer(SmallRun::model());
        const auto after = readTokenizer(run.output() / "model");
        std::int64_t width = 0;
        const std::vector<float> old = wordTable(SmallRun::model(), width);
        const std::vector<float> now = wordTable(run.output() / "model", width);
        QCOMPARE(static_cast<std::int64_t>(now.size()),
                 static_cast<std::int64_t>(after->size()) * width);
        EncodeOptions options;
        options.specialTokens = false;
        for (const char* word : {"<url>", "<email>", "<user>", "[E1]"}) {
            const std::int32_t id = after->idOf(word).value();
            const std::vector<std::int32_t> pieces = before->encode(word, {}, options).ids;
            QVERIFY(pieces.size() > 1);
            for (std::int64_t column = 0; column < width; ++column) {
                double mean = 0;
                for (const std::int32_t piece : pieces)
                    mean += old[static_cast<std::size_t>(piece * width + column)];
                mean /= static_cast<double>(pieces.size());
                QVERIFY(std::abs(now[static_cast<std::size_t>(id * width + column)] - mean) < 1e-6);
            }
        }
        // The others are where they were.
        const std::int32_t film = after->idOf("film").value();
        const std::int32_t was = before->idOf("film").value();
        for (std::int64_t column = 0; column < width; ++column)
            QVERIFY(std::abs(now[static_cast<std::size_t>(film * width + column)] -
                             old[static_cast<std::size_t>(was * width + column)]) < 1e-6);
        const auto original = readOriginalVocabulary(run.output() / "model");
        QCOMPARE(original.has_value(), trims);
        if (trims) {
            QCOMPARE(original->size, openModelFolder(SmallRun::model()).spec.vocabulary);
            QCOMPARE(original->ids[static_cast<std::size_t>(after->idOf("<url>").value())], -1);
            QCOMPARE(original->ids[static_cast<std::size_t>(film)], was);
        }
    }

    void aResumedRunIsTheUndisturbedOne() {
        AddedRun whole(true), parts(true);
        QCOMPARE(runOnce(whole.recipe, StartMode::New).exitCode, 0);
        QCOMPARE(interruptAt(parts.recipe, StartMode::New, 5).exitCode, 130);
        // With other words it is another tokenizer.
        parts.recipe.vocabulary.add = {"[E2]"};
        const Ended refused = runOnce(parts.recipe, StartMode::Resume);
        QCOMPARE(refused.exitCode, 2);
        QVERIFY2(refused.failure().find("tokenizer") != std::string::npos,
                 refused.failure().c_str());
        parts.recipe.vocabulary.add = {"[E1]"};
        const Ended last = runOnce(parts.recipe, StartMode::Resume);
        QVERIFY2(last.exitCode == 0, last.failure().c_str());
        QVERIFY(readFile(whole.output() / "model" / "model.safetensors") ==
                readFile(parts.output() / "model" / "model.safetensors"));
    }

    // It gets no row, but texts are cut at it.
    void aWordOfTheVocabularyIsToldAndMakesAnotherTokenizer() {
        SmallRun run;
        QCOMPARE(interruptAt(run.recipe, StartMode::New, 3).exitCode, 130);
        run.recipe.vocabulary.add = {"film"};
        const Ended refused = runOnce(run.recipe, StartMode::Resume);
        QCOMPARE(refused.exitCode, 2);
        QVERIFY2(refused.failure().find("tokenizer") != std::string::npos,
                 refused.failure().c_str());
        const Ended end = runOnce(run.recipe, StartMode::Overwrite);
        QVERIFY2(end.exitCode == 0, end.failure().c_str());
        std::string notes;
        for (const Event& event : end.events)
            if (const auto* warning = std::get_if<WarningEvent>(&event.body))
                notes += warning->problem.text() + "\n";
        QVERIFY2(notes.find("cut out of texts wherever they stand, within other words too: film") !=
                         std::string::npos &&
                     notes.find("Words added") == std::string::npos,
                 notes.c_str());
    }

    // From raw text to logits, as our own engine gives them.
    void transformersReadsTheModel() {
        const QString python = qEnvironmentVariable("ATTUNE_ORACLE_PYTHON");
        if (python.isEmpty())
            QSKIP("needs ATTUNE_ORACLE_PYTHON");
        AddedRun run(true);
        QCOMPARE(runOnce(run.recipe, StartMode::New).exitCode, 0);
        const fs::path folder = run.output() / "model";
        const std::vector<std::string> texts = {"see <url> for the film", "<email> <user>",
                                                "a great [E1] story"};
        publishFile(run.folder() / "texts", Json(texts).dump());
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(python, {qEnvironmentVariable("ATTUNE_FIXTURES") + "/../vocabulary/adding.py",
                               "model", QString::fromStdString(folder.string()),
                               QString::fromStdString((run.folder() / "texts").string()),
                               QString::fromStdString((run.folder() / "out").string())});
        QVERIFY(process.waitForFinished(300000));
        QVERIFY2(process.exitCode() == 0, process.readAll());
        const Json out = readJsonFile(run.folder() / "out");
        QCOMPARE(out.at("said").dump(), std::string("[]"));
        const ModelFolder model = openModelFolder(folder);
        const auto tokenizer = readTokenizer(folder);
        const auto engine = makeAtenEngine(model.spec, {.threads = 1});
        loadWeights(model, *engine, 0);
        for (std::size_t i = 0; i < texts.size(); ++i) {
            const Encoding encoding = tokenizer->encode(texts[i]);
            QCOMPARE(encoding.ids, out.at("texts")[i][0].get<std::vector<std::int32_t>>());
            PackedBatch batch;
            batch.ids = encoding.ids;
            batch.typeIds = encoding.typeIds;
            batch.starts = {0, static_cast<std::int32_t>(batch.ids.size())};
            const auto pass = engine->forward(batch, {});
            for (std::size_t k = 0; k < 2; ++k)
                QVERIFY(std::abs(pass->logits()[k] - out.at("texts")[i][1][k].get<double>()) <
                        2e-5);
        }
    }
};

QTEST_GUILESS_MAIN(AddedWordsTest)
#include "added_words_test.moc"
