// SPDX-License-Identifier: GPL-3.0-or-later
// What the commands tell, to people and to programs: columns, empty texts, parts that are not
// measured, interruption, help.
#include "program.h"
#include "small_run.h"

#include <QElapsedTimer>
#include <QTest>

#include <csignal>
#include <memory>

using namespace attune;

class TellingTest : public QObject {
    Q_OBJECT

    std::unique_ptr<SmallRun> run_;
    Answer trained_; // without a test part

    QString folder() const { return QString::fromStdString(toUtf8(run_->folder())); }
    void put(const char* name, const std::string& content) const {
        publishFile(run_->folder() / name, content);
    }
    static Json jsonOf(const QByteArray& text) { return parseJson(text.toStdString(), "output"); }
    static QList<Json> linesOf(const QByteArray& text) {
        QList<Json> out;
        for (const QByteArray& line : text.split('\n'))
            if (!line.isEmpty())
                out.push_back(jsonOf(line));
        return out;
    }

private Q_SLOTS:
    void initTestCase() {
        if (!SmallRun::available() || !fs::exists(program().toStdString()))
            QSKIP("SKIP-ALL: ATTUNE_MODELS is not set or attune-cli is not built");
        run_ = std::make_unique<SmallRun>();
        run_->recipe.training.epochs = 1;
        run_->recipe.data.test = "";
        put("r.yaml", writeRecipe(run_->recipe, run_->folder(), false));
        trained_ = attuneCli({"train", "r.yaml", "--json"}, folder());
        QVERIFY2(trained_.code == 0, trained_.err.constData());
    }

    void figuresOfTheValidationPartAreNoTest() {
        const QList<Json> lines = linesOf(trained_.out);
        const Json& finished = lines[lines.size() - 2];
        COMPARE_JSON(finished.at("event"), Json("finished"));
        QVERIFY(finished.at("test").is_null());
        COMPARE_JSON(finished.at("validation").at("texts"), Json(24));
        const Json& summary = lines.last();
        QVERIFY(summary.at("test_accuracy").is_null() && summary.at("test_macro_f1").is_null());
        COMPARE_JSON(summary.at("validation_accuracy"), finished.at("validation").at("accuracy"));
        for (const Json& line : lines)
            QVERIFY(line.value("phase", "") != "testing");
        // Told again, from the report, it is the same.
        const Answer again = attuneCli({"train", "r.yaml", "--resume", "--json"}, folder());
        COMPARE_JSON(linesOf(again.out).last(), summary);
    }

    void whatIsNotMeasuredIsSaid() {
        const Answer answer = attuneCli({"train", "r.yaml", "--set", "data.validation_split=0",
                                         "--set", "training.warmup=50", "--output", "bare"},
                                        folder());
        QVERIFY2(answer.code == 0, answer.err.constData());
        QVERIFY2(answer.err.contains("neither a validation nor a test part"),
                 answer.err.constData());
        QVERIFY2(answer.out.contains("not measured"), answer.out.constData());
        QVERIFY(!answer.err.contains("testing"));
        // 120 texts in batches of 16 are 8 steps.
        QVERIFY2(answer.err.contains("The warm-up of 50 steps is as long as the whole run of 8"),
                 answer.err.constData());
    }

    void columnsAndEmptyTextsAreTold() {
        put("t.jsonl", "{\"text\": \"a dull film\"}\n{\"text\": null}\n{\"text\": \"\"}\n");
        const Answer answer = attuneCli(
            {"predict", "run", "--data", "t.jsonl", "--output", "t.csv", "--json"}, folder());
        QVERIFY2(answer.code == 0, answer.err.constData());
        QVERIFY2(answer.err.contains("texts from “text”") &&
                     answer.err.contains("2 of 3 (lines 2, 3)"),
                 answer.err.constData());
        const Json json = jsonOf(answer.out);
        COMPARE_JSON(json.at("columns").at("text"), Json("text"));
        COMPARE_JSON(json.at("empty"), Json(2));
        COMPARE_JSON(json.at("empty_rows")[0].at("line"), Json(2));
        QCOMPARE(json.at("warnings").size(), std::size_t{1});
        put("u.csv", "comment,label\na dull film,bad\na great film,good\n");
        const Answer measured =
            attuneCli({"evaluate", "run", "--data", "u.csv", "--json"}, folder());
        QVERIFY2(measured.code == 0, measured.err.constData());
        QVERIFY2(measured.err.contains("no column “text”") &&
                     measured.err.contains("from “comment”"),
                 measured.err.constData());
        COMPARE_JSON(jsonOf(measured.out).at("columns").at("label"), Json("label"));
    }

    void earlierAnswersAreReplacedAndNothingElse() {
        const QStringList predict = {"predict", "run", "--data", "train.csv", "--output", "a.csv"};
        QCOMPARE(attuneCli(predict, folder()).code, 0);
        QCOMPARE(attuneCli(predict, folder()).code, 0);
        put("a.csv", "mine\n");
        QCOMPARE(attuneCli(predict, folder()).code, 2);
        QCOMPARE(readFile(run_->folder() / "a.csv"), std::string("mine\n"));
        QCOMPARE(attuneCli(predict + QStringList{"--overwrite"}, folder()).code, 0);
    }

    void anOverwrittenRunIsKeptAndNamed() {
        const QStringList train = {"train", "r.yaml", "--output",
                                   "over",  "--set",  "training.max_steps=2"};
        QCOMPARE(attuneCli(train, folder()).code, 0);
        const Answer again = attuneCli(train + QStringList{"--overwrite"}, folder());
        QVERIFY2(again.code == 0 && again.err.contains("over-replaced-1"), again.err.constData());
    }

    void anInterruptedRunSaysSoInJson() {
        QProcess process;
        process.setWorkingDirectory(folder());
        process.start(program(), {"train", "r.yaml", "--set", "training.epochs=2000", "--output",
                                  "long", "--json"});
        QElapsedTimer clock;
        clock.start();
        QByteArray out;
        while (out.count("\"event\":\"step\"") < 3 && clock.elapsed() < 120000 &&
               process.waitForReadyRead(60000))
            out += process.readAllStandardOutput();
        QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGINT), 0);
        QVERIFY(process.waitForFinished(120000));
        QCOMPARE(process.exitCode(), 130);
        const Json summary = linesOf(out + process.readAllStandardOutput()).last();
        COMPARE_JSON(summary.at("event"), Json("summary"));
        COMPARE_JSON(summary.at("reason"), Json("interrupted"));
        QVERIFY(summary.at("step").get<int>() >= 3);
        QVERIFY(summary.at("test_accuracy").is_null() && summary.at("model").is_null());
        QVERIFY(summary.at("resume").get<std::string>().ends_with("--resume"));
    }

    void aReportIsOneFileForPeopleOrPrograms() {
        const QString run = QString::fromStdString(run_->recipe.head.output);
        QCOMPARE(attuneCli({"report", run, "--to", "r.html"}, folder()).code, 0);
        QVERIFY(readFile(run_->folder() / "r.html").starts_with("<!DOCTYPE html>"));
        const Answer again = attuneCli({"report", run, "--to", "r.html"}, folder());
        QCOMPARE(again.code, 2);
        QVERIFY(again.err.contains("--overwrite"));
        const Answer both =
            attuneCli({"report", run, "--to", "r.json", "--wrong", "3", "--json"}, folder());
        QCOMPARE(both.code, 0);
        const Json facts = jsonOf(both.out);
        COMPARE_JSON(facts.at("evaluated_on"), Json("validation"));
        QVERIFY(facts.at("surest_wrong").size() <= 3);
        COMPARE_JSON(jsonOf(QByteArray::fromStdString(readFile(run_->folder() / "r.json"))), facts);
        QCOMPARE(attuneCli({"report", run}, folder()).code, 2);
        QCOMPARE(attuneCli({"report", run, "--to", "r.pdf"}, folder()).code, 2);
        QCOMPARE(attuneCli({"report", ".", "--to", "s.html"}, folder()).code, 2);
    }

    void helpIsOfItsCommand() {
        for (const char* command : {"evaluate", "inspect", "list"})
            QVERIFY(!attuneCli({command, "--help"}).out.contains("Start with a recipe"));
        // Each takes one value.
        QVERIFY(!attuneCli({"train", "--help"}).out.contains("KEY=VALUE ..."));
        const Answer all = attuneCli({"--help"});
        QVERIFY(all.out.contains("Start with a recipe") && all.out.contains("129"));
    }
};

QTEST_GUILESS_MAIN(TellingTest)
#include "telling_test.moc"
