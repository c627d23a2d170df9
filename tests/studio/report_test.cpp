// SPDX-License-Identifier: GPL-3.0-or-later
// The report of a run tells what the run's own files say, harms nobody whatever the texts hold, and
// answers that are handed on are those of the evaluation.
#include "run/session.h"
#include "small_run.h"
#include "studio/predictions.h"
#include "studio/report_file.h"

#include <QTest>
#include <QXmlStreamReader>

#include <map>

using namespace attune;
using namespace attune::studio;

class ReportTest : public QObject {
    Q_OBJECT

    std::unique_ptr<SmallRun> run_;

    static bool isXml(const std::string& text) {
        QXmlStreamReader reader(QByteArray::fromStdString(text));
        while (!reader.atEnd())
            reader.readNext();
        return !reader.hasError();
    }
    fs::path file(const char* name) const { return run_->folder() / name; }

private Q_SLOTS:
    void initTestCase() {
        if (!SmallRun::available())
            QSKIP("SKIP-ALL: ATTUNE_MODELS is not set");
        run_ = std::make_unique<SmallRun>();
        run_->recipe.training.epochs = 2;
        run_->recipe.training.learning_rate = 1e-5; // so that some texts are wrong
        Session session(run_->recipe, StartMode::New);
        session.wait();
        QCOMPARE(session.exitCode(), 0);
    }

    void factsAreThoseOfTheRun() {
        const Evaluation test = evaluateRun(run_->output(), true);
        const RunFacts facts = collectFacts(run_->output(), {5});
        QCOMPARE(facts.name, std::string("run"));
        QCOMPARE(facts.evaluatedOn, std::string("test"));
        QCOMPARE(facts.metrics.accuracy, test.metrics.accuracy);
        QCOMPARE(facts.metrics.confusion, test.metrics.confusion);
        QCOMPARE(facts.labels, (std::vector<std::string>{"bad", "good"}));
        QCOMPARE(facts.data.train + facts.data.validation, std::int64_t(120));
        QCOMPARE(facts.data.test, std::int64_t(40));
        QCOMPARE(facts.validation.size(), std::size_t(2));
        QCOMPARE(static_cast<std::int64_t>(facts.losses.size()), facts.step);
        QVERIFY(facts.modelBytes > 1'000'000 && facts.ended >= facts.started);
        std::vector<double> scores;
        for (const auto& row : test.rows)
            if (row.label != row.predicted)
                scores.push_back(row.score);
        std::sort(scores.rbegin(), scores.rend());
        QVERIFY(scores.size() > 5);
        QCOMPARE(facts.wrongCount, static_cast<std::int64_t>(scores.size()));
        QCOMPARE(facts.wrong.size(), std::size_t(5));
        for (std::size_t i = 0; i < facts.wrong.size(); ++i) {
            QCOMPARE(facts.wrong[i].score, scores[i]);
            QVERIFY(facts.wrong[i].label != facts.wrong[i].answer);
        }
        QCOMPARE(collectFacts(run_->output(), {0}).wrong.size(), std::size_t(0));
        const OrderedJson json = toJson(facts);
        QCOMPARE(json.at("metrics").at("accuracy").get<double>(), test.metrics.accuracy);
        QCOMPARE(json.at("surest_wrong").size(), std::size_t(5));
    }

    void theFileIsWholeAndAsksNothingOfTheNetwork() {
        const RunFacts facts = collectFacts(run_->output());
        writeReport(facts, file("report.html"));
        const std::string html = readFile(file("report.html"));
        for (const char* part : {"Report of the run", "Result", "Wrong answers", "Recipe",
                                 "bert-tiny-mlm", "How training went"})
            QVERIFY2(html.find(part) != std::string::npos, part);
        for (const char* reach : {"src=", "href=", "url(", "@import", "<script"})
            QVERIFY2(html.find(reach) == std::string::npos, reach);
        int pictures = 0;
        for (const ReportSection& section : describeRun(facts).sections)
            for (const ReportBlock& block : section.blocks)
                if (block.kind == ReportBlock::Kind::Picture) {
                    QVERIFY(isXml(block.svg));
                    QVERIFY(html.find(block.svg) != std::string::npos);
                    ++pictures;
                }
        QCOMPARE(pictures, 4);
        writeReport(facts, file("report.json"));
        QCOMPARE(readJsonFile(file("report.json")).at("step").get<std::int64_t>(), facts.step);
    }

    void everyWordCanBeTranslated() {
        RunFacts facts = collectFacts(run_->output());
        const ReportDocument document =
            describeRun(facts, "zh-CN", [](const Message&) { return std::string("译"); });
        QCOMPARE(document.title, std::string("译"));
        for (const ReportSection& section : document.sections)
            QCOMPARE(section.title, std::string("译"));
        QVERIFY(toHtml(document).find("<html lang=\"zh-CN\">") != std::string::npos);
    }

    void hostileTextsStayTexts() {
        RunFacts facts;
        const std::string evil = "<script>alert(1)</script>\"' \x01 &amp;";
        facts.name = facts.recipeText = facts.device = evil;
        facts.evaluatedOn = "test";
        facts.labels = {evil, "b"};
        facts.metrics.texts = 2;
        facts.metrics.perLabel = {
            {evil, 1, 1, 1, 1},
            {"b",  0, 0, 0, 1}
        };
        facts.metrics.confusion = {
            {1, 0},
            {1, 0}
        };
        facts.wrong.push_back({1, evil, evil, "b", 0.5});
        facts.losses = {
            {0.1, 1                                      },
            {0.2, std::numeric_limits<double>::infinity()},
            {0.3, 0.5                                    }
        };
        const ReportDocument document = describeRun(facts);
        const std::string html = toHtml(document);
        QVERIFY(html.find("<script") == std::string::npos);
        QVERIFY(html.find("&lt;script&gt;alert(1)") != std::string::npos);
        for (const ReportSection& section : document.sections)
            for (const ReportBlock& block : section.blocks)
                QVERIFY(block.svg.empty() || isXml(block.svg));
    }

    void manyLabelsAreTold() {
        RunFacts facts;
        facts.evaluatedOn = "validation";
        facts.metrics.texts = 100;
        for (int i = 0; i < 300; ++i) {
            facts.labels.push_back("label " + std::to_string(i));
            facts.metrics.perLabel.push_back({facts.labels.back(), 0.5, 0.5, 0.5, 1});
            facts.metrics.confusion.emplace_back(300, i == 7 ? 1 : 0);
        }
        const std::string html = toHtml(describeRun(facts));
        QVERIFY(html.find("label 299") != std::string::npos);
        QVERIFY(html.size() < 200'000);
    }

    void heldOutAnswersAreThoseOfTheEvaluation_data() {
        QTest::addColumn<bool>("test");
        QTest::addColumn<QString>("name");
        QTest::newRow("validation, csv") << false << "a.csv";
        QTest::newRow("test, jsonl") << true << "a.jsonl";
    }
    void heldOutAnswersAreThoseOfTheEvaluation() {
        QFETCH(bool, test);
        QFETCH(QString, name);
        const Evaluation all = evaluateRun(run_->output(), test);
        PredictOptions options;
        options.output = toUtf8(run_->folder() / name.toStdString());
        const CheckedPredictions done = predictHeldOut(run_->output(), test, options);
        QCOMPARE(done.rows, static_cast<std::int64_t>(all.rows.size()));
        QCOMPARE(done.answered, done.rows);
        std::map<std::string, std::string> answers; // by line
        const auto table = openTable(fromUtf8(options.output));
        const auto at = [&](const char* column) {
            return placeOfColumn(table->columns(), column, "answers");
        };
        const std::size_t line = at("line"), answer = at("prediction"), label = at("label");
        for (TableRow row; table->next(row);) {
            answers[row.cells[line]] = row.cells[answer];
            QVERIFY(row.cells[label] == "good" || row.cells[label] == "bad");
        }
        std::int64_t good = 0;
        for (const auto& row : all.rows) {
            const std::string& predicted = all.labels[static_cast<std::size_t>(row.predicted)];
            QCOMPARE(answers[std::to_string(row.line)], predicted);
            good += predicted == "good" ? 1 : 0;
        }
        QCOMPARE(done.byLabel.back().label, std::string("good"));
        QCOMPARE(done.byLabel.back().rows, good);
        // Nothing is left beside it.
        for (const auto& entry : fs::directory_iterator(run_->folder()))
            QVERIFY(toUtf8(entry.path().filename()).find(".texts.jsonl") == std::string::npos);
    }

    void aFileIsAnsweredAndReadBack() {
        PredictOptions options;
        options.data = toUtf8(file("test.csv"));
        options.output = toUtf8(file("answers.csv"));
        const CheckedPredictions done = predictChecked(run_->output(), options);
        QCOMPARE(done.rows, std::int64_t(40));
        QCOMPARE(done.byLabel.size(), std::size_t(2));
        QCOMPARE(done.byLabel[0].rows + done.byLabel[1].rows, std::int64_t(40));
    }

    void theDataAreNeverWrittenOver() {
        PredictOptions options;
        options.output = toUtf8(file("train.csv"));
        options.overwrite = true;
        const std::string before = readFile(file("train.csv"));
        QVERIFY_EXCEPTION_THROWN(predictHeldOut(run_->output(), false, options), UsageError);
        QCOMPARE(readFile(file("train.csv")), before);
    }

    void theRunIsNeverWrittenOver() {
        const fs::path run = run_->output();
        for (const fs::path& of : {run / "report.json", run / "recipe.yaml",
                                   run / "model" / "config.json", file("train.csv")})
            QVERIFY_EXCEPTION_THROWN(keepRunWhole(run, of), UsageError);
        keepRunWhole(run, run / "report.html");
        keepRunWhole(run, file("report.json"));
    }

    void otherEndingsAndUnfinishedRunsAreRefused() {
        QVERIFY_EXCEPTION_THROWN(checkReportFile(file("report.pdf"), false), UsageError);
        QVERIFY_EXCEPTION_THROWN(checkReportFile(file("test.csv"), true), UsageError);
        publishFile(file("there.html"), "mine");
        QVERIFY_EXCEPTION_THROWN(checkReportFile(file("there.html"), false), UsageError);
        checkReportFile(file("there.html"), true);
        QVERIFY_EXCEPTION_THROWN(collectFacts(run_->folder()), UsageError);
        fs::copy(run_->output(), file("unfinished"), fs::copy_options::recursive);
        fs::remove(file("unfinished") / "report.json");
        QVERIFY_EXCEPTION_THROWN(collectFacts(file("unfinished")), UsageError);
    }

    void aRunWhoseDataChangedIsStillTold() {
        run_->write("train.csv", 100, 9); // the last of the tests
        const RunFacts facts = collectFacts(run_->output());
        QVERIFY(!facts.wrongUnknown.empty());
        QVERIFY(facts.wrong.empty());
        QVERIFY(toHtml(describeRun(facts)).find("Changed since") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(ReportTest)
#include "report_test.moc"
