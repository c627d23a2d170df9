// SPDX-License-Identifier: GPL-3.0-or-later
// Baselines of a recipe, of a run beside its model, and of the sample files that TextBlob reads;
// and how the run's model bears noise.
#include "data/sample_file.h"
#include "run/session.h"
#include "small_run.h"
#include "studio/baselines.h"
#include "studio/robustness.h"

#include <QTest>

#include <memory>

using namespace attune;
using studio::BaselineComparison;

namespace {

std::string failureOf(const std::function<void()>& work) {
    try {
        work();
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

const Metrics& metricsOf(const BaselineComparison& all, const std::string& key) {
    for (const studio::MeasuredBaseline& one : all.baselines)
        if (one.key == key)
            return one.metrics;
    throw std::runtime_error("no baseline " + key);
}

} // namespace

class BaselinesTest : public QObject {
    Q_OBJECT

    std::unique_ptr<SmallRun> run_;

private Q_SLOTS:
    void initTestCase() {
        if (!SmallRun::available())
            QSKIP("SKIP-ALL: ATTUNE_MODELS is not set");
        run_ = std::make_unique<SmallRun>();
        run_->write("train.csv", 300, 1);
        run_->recipe.training.epochs = 3;
        Session session(run_->recipe, StartMode::New);
        session.wait();
        QCOMPARE(session.exitCode(), 0);
    }

    void theRunsTestPartIsAskedAbout() {
        const BaselineComparison all = studio::measureBaselines(run_->output());
        QVERIFY(all.onTest);
        QCOMPARE(all.texts, std::int64_t{40});
        QCOMPARE(all.trainTexts, std::int64_t{240});
        QCOMPARE(all.baselines.size(), baselineTable().size());
        // The label that most training texts have, whatever the test texts are.
        const Metrics& most = metricsOf(all, "majority");
        QCOMPARE(most.accuracy,
                 static_cast<double>(std::max(most.confusion[0][0], most.confusion[1][1])) / 40);
        QVERIFY(most.confusion[0][1] + most.confusion[1][0] + most.confusion[0][0] +
                    most.confusion[1][1] ==
                40);
        QVERIFY(most.accuracy < 0.8);
        // A word gives each text of this set away.
        QCOMPARE(metricsOf(all, "naive-bayes-counts").accuracy, 1.0);
        QVERIFY(metricsOf(all, "naive-bayes-presence").accuracy > 0.9);
        QVERIFY(metricsOf(all, "linear").accuracy > 0.8);
        QVERIFY(all.model.has_value());
        const studio::Evaluation own = studio::evaluateRun(run_->output(), true);
        QCOMPARE(all.model->accuracy, own.metrics.accuracy);
        QVERIFY(all.modelSeconds > 0);
    }

    void theValidationPartIsAskedAboutWhereThatIsWanted() {
        studio::BaselineOptions options;
        options.validation = true;
        const BaselineComparison all = studio::measureBaselines(run_->output(), options);
        QVERIFY(!all.onTest);
        QCOMPARE(all.texts, std::int64_t{60});
        QVERIFY(all.model.has_value());
        QCOMPARE(all.model->accuracy, studio::evaluateRun(run_->output(), false).metrics.accuracy);
    }

    void aRecipeHasNoModelYet() {
        Recipe recipe = run_->recipe;
        recipe.data.test.clear();
        const fs::path file = run_->folder() / "recipe.yaml";
        publishFile(file, writeRecipe(recipe, run_->folder(), false));
        const BaselineComparison all = studio::measureBaselines(file);
        QVERIFY(!all.model && !all.onTest);
        QCOMPARE(all.texts, std::int64_t{60});
        recipe.data.validation_split = 0;
        publishFile(file, writeRecipe(recipe, run_->folder(), false));
        QVERIFY(failureOf([&] {
                    studio::measureBaselines(file);
                }).find("neither a validation nor a test part") != std::string::npos);
    }

    void sampleFilesOfTextBlobAreRead_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("content");
        const QStringList texts = {
            "I love this sandwich.",  "This is an amazing place!", "I feel very good about this.",
            "What an awesome view",   "I do not like this place",  "I am tired of this stuff.",
            "He is my sworn enemy!",  "My boss is horrible.",      "This is my best work.",
            "I can't deal with this",
        };
        const QString labels = "ppppnnnnpn";
        QString csv, tsv, json;
        for (int i = 0; i < texts.size(); ++i) {
            const QString label = labels[i] == 'p' ? "pos" : "neg";
            csv += texts[i] + "," + label + "\n";
            tsv += texts[i] + "\t" + label + "\n";
            const QString object = "{'text': '%1', 'label': '%2'}";
            const QString text = QString(texts[i]).replace('\'', '`');
            json += (i > 0 ? ",\n" : "") + object.arg(text, label).replace('\'', '"');
        }
        QTest::newRow("csv") << "blob.csv" << csv;
        QTest::newRow("csv with names") << "named.csv"
                                        << "text,label\n" + csv;
        QTest::newRow("tsv") << "blob.tsv" << tsv;
        QTest::newRow("json") << "blob.json"
                              << "[" + json + "]";
    }
    void sampleFilesOfTextBlobAreRead() {
        QFETCH(QString, name);
        QFETCH(QString, content);
        const fs::path file = run_->folder() / name.toStdString();
        const fs::path test = run_->folder() / "asked.csv";
        publishFile(file, content.toStdString());
        publishFile(test, "text,label\nthe view was amazing,pos\nI am tired of my boss,neg\n"
                          "what is this,unknown\n");
        studio::BaselineOptions options;
        options.test = toUtf8(test);
        const BaselineComparison all = studio::measureBaselines(file, options);
        QCOMPARE(all.trainTexts, std::int64_t{10});
        QVERIFY(all.onTest);
        QCOMPARE(all.texts, std::int64_t{2});
        std::string told;
        for (const Problem& note : all.notes)
            told += note.message.text() + "\n";
        QVERIFY2(told.find("The label “unknown” is unknown") != told.npos, told.c_str());
        // What the first row was taken for is told where no names say it.
        const bool guessed = name.startsWith("blob") && !name.endsWith("json");
        QCOMPARE(told.find("read as an example: “I love this sandwich.”") != told.npos, guessed);
        QCOMPARE(told.find("The first row is read") != told.npos, guessed);
        QVERIFY((all.labels == std::vector<std::string>{"neg", "pos"}));
        QCOMPARE(all.baselines.size(), std::size_t{3}); // there is no model for vectors
        QCOMPARE(metricsOf(all, "naive-bayes-counts").accuracy, 1.0);
        QCOMPARE(metricsOf(all, "naive-bayes-presence").accuracy, 1.0);
        const BaselineComparison split = studio::measureBaselines(file);
        QCOMPARE(split.trainTexts, std::int64_t{8});
        QCOMPARE(split.texts, std::int64_t{2});
        QVERIFY(!split.onTest);
    }

    // White space around the label of the first row makes no further label, and a first row that
    // does not look like data is told.
    void theFirstRowOfSamplesIsNoSurprise() {
        const fs::path file = run_->folder() / "spaced.csv";
        std::string csv = "good film, pos\n";
        for (int i = 0; i < 10; ++i)
            csv += i % 2 == 0 ? "a dull day,neg\n" : "a good day, pos\n";
        publishFile(file, csv);
        const Dataset spaced = readSampleFile(file);
        QVERIFY((spaced.labels == std::vector<std::string>{"neg", "pos"}));
        QCOMPARE(spaced.examples.size(), std::size_t{11});
        publishFile(file, "good film,pos\na dull day,neg\n");
        const Dataset few = readSampleFile(file);
        QCOMPARE(few.examples.size(), std::size_t{1});
        QCOMPARE(few.notes.size(), std::size_t{1});
        QCOMPARE(few.notes[0].message.text(),
                 std::string("The first row is read as the names of the columns: “good film” and "
                             "“pos”."));
    }

    void noiseIsMeasuredBySeed() {
        studio::RobustnessOptions options;
        options.noises = {"typing", "invisible", "split-words"};
        const studio::Robustness found = studio::measureRobustness(run_->output(), options);
        const studio::Evaluation own = studio::evaluateRun(run_->output(), true);
        QCOMPARE(found.accuracy, own.metrics.accuracy);
        QCOMPARE(found.texts, std::int64_t{40});
        QCOMPARE(found.rows.size(), std::size_t{9});
        for (const studio::RobustnessRow& row : found.rows) {
            QVERIFY(row.changedTexts > 0 && row.changedAnswers <= row.changedTexts);
            QVERIFY(row.noisy.text != row.sample);
            QVERIFY(isSound(row.sample, row.noisy));
            QCOMPARE(row.rule, std::string(row.noise == "invisible" ? "invisible" : ""));
            if (row.noise == "invisible") // the rule gives every text back
                QCOMPARE(row.cleanedAccuracy, found.accuracy);
        }
        const studio::Robustness again = studio::measureRobustness(run_->output(), options);
        for (std::size_t i = 0; i < found.rows.size(); ++i)
            QCOMPARE(again.rows[i].accuracy, found.rows[i].accuracy);
        // A file of texts gives what the part of the run gives.
        options.data = toUtf8(run_->folder() / "test.csv");
        const studio::Robustness ofFile =
            studio::measureRobustness(run_->output() / "model", options);
        for (std::size_t i = 0; i < found.rows.size(); ++i)
            QCOMPARE(ofFile.rows[i].accuracy, found.rows[i].accuracy);
        options.limit = 10;
        QCOMPARE(studio::measureRobustness(run_->output(), options).texts, std::int64_t{10});
        QVERIFY(failureOf([&] {
                    studio::measureRobustness(run_->output() / "model");
                }).find("no texts to ask about") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(BaselinesTest)
#include "baselines_test.moc"
