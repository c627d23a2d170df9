// SPDX-License-Identifier: GPL-3.0-or-later
// attune-cli runs: the list of a folder, and what sets some of its runs apart.
#include "made_runs.h"
#include "program.h"
#include "studio/runs.h"

#include <QTemporaryDir>
#include <QTest>

using namespace attune;

class RunsTest : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    fs::path runs() const { return fs::path(folder_.path().toStdString()) / "runs"; }
    Answer runsIn(const QStringList& arguments) const {
        return attuneCli(QStringList{"runs"} + arguments, folder_.path());
    }

private Q_SLOTS:
    void initTestCase() {
        MadeRun plain(runs() / "plain", 1000);
        plain.recipe.training.learning_rate = 3e-5;
        plain.train({0.7, 0.86}, 0.858);
        MadeRun copies(runs() / "copies", 2000);
        copies.recipe.augment.copies = 2;
        copies.train({0.75, 0.884}, 0.881);
        MadeRun broken(runs() / "broken", 3000);
        broken.start();
        broken.append(FailedEvent{1, say("The loss is no number."), {}, {}});
    }

    void listsTheRunsOfTheFolder() {
        const Answer answer = runsIn({}); // ./runs
        QCOMPARE(answer.code, 0);
        const QList<QByteArray> lines = answer.out.trimmed().split('\n');
        QCOMPARE(lines.size(), 4);
        QVERIFY(lines[0].contains("accuracy"));
        QVERIFY(lines[1].startsWith("broken") && lines[1].contains("failed")); // the newest first
        QVERIFY(lines[2].startsWith("copies") && lines[2].contains("0.8840") &&
                lines[2].contains("0.8810") && lines[2].contains("done"));
        QVERIFY(answer.err.contains("The loss is no number."));
    }

    void jsonHasWhatTheEngineReads() {
        const Answer answer = runsIn({QString::fromStdString(toUtf8(runs())), "--json"});
        QCOMPARE(answer.code, 0);
        const Json json = Json::parse(answer.out.toStdString());
        const auto found = studio::readRuns(runs());
        QCOMPARE(json.size(), found.size());
        for (std::size_t i = 0; i < found.size(); ++i) {
            QCOMPARE(json[i].at("name").get<std::string>(), found[i].name);
            QCOMPARE(json[i].at("step").get<std::int64_t>(), found[i].step);
            QCOMPARE(json[i].at("validation").size(), found[i].validation.size());
            if (const auto best = found[i].bestScore("accuracy"))
                QCOMPARE(json[i].at("best_score").get<double>(), *best);
            else
                QVERIFY(json[i].at("best_score").is_null());
            if (const auto test = found[i].testScore("macro_f1"))
                QCOMPARE(json[i].at("test").at("macro_f1").get<double>(), *test);
        }
    }

    void comparesByNameAndByFolder() {
        const Answer answer = runsIn(
            {"--json", "--compare", "plain", QString::fromStdString(toUtf8(runs() / "copies"))});
        QCOMPARE(answer.code, 0);
        const Json json = Json::parse(answer.out.toStdString());
        COMPARE_JSON(json.at("differences"), Json::parse(R"([
            {"key": "augment.copies",         "values": ["1", "2"]},
            {"key": "training.learning_rate", "values": ["3e-05", "5e-05"]}
        ])"));
        QCOMPARE(json.at("runs").at(1).at("test").at("accuracy").get<double>(), 0.881);
        const Answer table = runsIn({"--compare", "plain", "copies"});
        QCOMPARE(table.code, 0);
        QVERIFY(table.out.contains("augment.copies"));
        QVERIFY(table.out.contains("0.8580"));
        QVERIFY(!table.out.contains("training.epochs"));
        QVERIFY(table.err.contains("2 of "));
    }

    void saysWhatIsWrong() {
        Answer answer = runsIn({"--compare", "plain", "copie"});
        QCOMPARE(answer.code, 2);
        QVERIFY(answer.err.contains("copies"));
        answer = runsIn({"--compare", "plain"});
        QCOMPARE(answer.code, 2);
        answer = runsIn({"nowhere"});
        QCOMPARE(answer.code, 2);
        QVERIFY(answer.err.contains("nowhere"));
        fs::create_directories(fs::path(folder_.path().toStdString()) / "empty");
        answer = runsIn({"empty"});
        QCOMPARE(answer.code, 0);
        QVERIFY(answer.out.isEmpty());
        QCOMPARE(runsIn({"empty", "--json"}).out.trimmed(), QByteArray("[]"));
    }
};

QTEST_GUILESS_MAIN(RunsTest)
#include "runs_test.moc"
