// SPDX-License-Identifier: GPL-3.0-or-later
// Training and its companions end to end on a tiny BERT, and what every command shares.
#include "command_suite.h"

#include <QElapsedTimer>
#include <QFile>
#include <QRegularExpression>

#include <csignal>

using namespace attune;

class CommandsTest : public CommandSuite {
    Q_OBJECT

    Json summary_;

    // Starts a long run into `output`, without a word on how threads wait, and sends `signal` once
    // it has taken some steps.
    void interrupt(const QString& output, int signal, QProcess& process) {
        process.setWorkingDirectory(folder());
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.remove("OMP_WAIT_POLICY");
        process.setProcessEnvironment(environment);
        process.start(program(), {"train", "r.yaml", "--set", "training.epochs=2000", "--output",
                                  output, "--json"});
        QElapsedTimer clock;
        clock.start();
        QByteArray seen;
        while (seen.count("\"event\":\"step\"") < 3 && clock.elapsed() < 120000 &&
               process.waitForReadyRead(60000))
            seen += process.readAllStandardOutput();
        QVERIFY(process.state() == QProcess::Running);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
        // It has given itself threads that sleep while they wait (app/wait_policy.cpp).
        QFile own(QString("/proc/%1/environ").arg(process.processId()));
        QVERIFY(own.open(QIODevice::ReadOnly));
        QVERIFY(own.readAll().contains("OMP_WAIT_POLICY=PASSIVE"));
#endif
        QCOMPARE(::kill(static_cast<pid_t>(process.processId()), signal), 0);
        QVERIFY(process.waitForFinished(120000));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    }

private Q_SLOTS:
    void initTestCase() {
        if (!available())
            QSKIP((std::string("SKIP-ALL: ") + missing).c_str());
        makeRecipe();
        const Answer answer = train();
        QVERIFY2(answer.code == 0, answer.err.constData());
        const QList<QByteArray> lines = linesOf(answer.out);
        for (const QByteArray& line : lines)
            QVERIFY(jsonOf(line).contains("event"));
        COMPARE_JSON(jsonOf(lines.at(lines.size() - 2)).at("event"), Json("finished"));
        summary_ = jsonOf(lines.last());
    }

    void theSummaryHasWhatScriptsRelyOn() {
        COMPARE_JSON(summary_.at("event"), Json("summary"));
        for (const char* key :
             {"test_accuracy", "train_seconds", "samples_per_second", "tokens_per_second"})
            QVERIFY2(summary_.at(key).is_number(), key);
        QCOMPARE(summary_.at("model").get<std::string>(), toUtf8(run_->output() / "model"));
        // Training rows x epochs a second: 96 of 120 rows are trained on.
        const double samples = summary_.at("samples_per_second").get<double>() *
                               summary_.at("train_seconds").get<double>();
        QVERIFY2(std::abs(samples - 2 * 96) < 1e-6 * samples, qPrintable(QString::number(samples)));
    }

    void evaluateRepeatsTheReportExactly() {
        const Answer answer =
            attuneCli({"evaluate", "run/model", "--data", "test.csv", "--json"}, folder());
        QVERIFY2(answer.code == 0, answer.err.constData());
        const Json report = readJsonFile(run_->output() / "report.json");
        const Json evaluated = jsonOf(answer.out);
        for (const auto& [key, value] : report.at("metrics").items())
            QVERIFY2(evaluated.at(key) == value, key.c_str());
        COMPARE_JSON(evaluated.at("accuracy"), summary_.at("test_accuracy"));
        // For people, from the run folder, the columns found by themselves.
        const Answer plain = attuneCli({"evaluate", "run", "--data", "test.csv"}, folder());
        QCOMPARE(plain.code, 0);
        QVERIFY(plain.out.contains("accuracy") && plain.out.contains("true \\ predicted"));
    }

    void aFinishedRunIsToldAgain() {
        const Answer answer = attuneCli({"train", "r.yaml", "--resume", "--json"}, folder());
        QVERIFY2(answer.code == 0, answer.err.constData());
        COMPARE_JSON(jsonOf(linesOf(answer.out).last()), summary_);
    }

    void inspectTellsOfBothKindsOfModels() {
        const Json pretrained =
            jsonOf(attuneCli({"inspect", QString::fromStdString(SmallRun::model()), "--json"}).out);
        COMPARE_JSON(pretrained.at("finished"), Json(false));
        COMPARE_JSON(pretrained.at("layers"), Json(2));
        QVERIFY(!pretrained.at("missing").empty());
        const Json finished = jsonOf(attuneCli({"inspect", "run", "--json"}, folder()).out);
        COMPARE_JSON(finished.at("finished"), Json(true));
        COMPARE_JSON(finished.at("max_length"), Json(32));
        QVERIFY(finished.at("missing").empty() && finished.at("unexpected").empty());
        COMPARE_JSON(finished.at("labels"), Json::array({"bad", "good"}));
    }

    // The head of its pretraining is of use to an operator, and nothing that is too much.
    void inspectKnowsTheHeadOfAMaskedLanguageModel() {
        const QString model = QString::fromStdString(SmallRun::model());
        const Json card = jsonOf(attuneCli({"inspect", model, "--json"}).out);
        COMPARE_JSON(card.at("unexpected"), Json::array());
        const auto head = card.at("word_head").get<std::vector<std::string>>();
        QVERIFY(std::find(head.begin(), head.end(), "cls.predictions.bias") != head.end());
        const Answer shown = attuneCli({"inspect", model});
        QVERIFY2(shown.out.contains("for the operator masked-word: cls.predictions") &&
                     !shown.out.contains("unexpected"),
                 shown.out.constData());
        COMPARE_JSON(jsonOf(attuneCli({"inspect", "run", "--json"}, folder()).out).at("word_head"),
                     Json::array());
    }

    void listNamesEveryTable() {
        const Answer answer = attuneCli({"list", "nonsense"});
        QCOMPARE(answer.code, 2);
        QVERIFY2(answer.err.contains("parameters, models."), answer.err.constData());
        QVERIFY(attuneCli({"list", "model"}).err.contains("Did you mean “models”?"));
    }

    void ctrlCSavesAndTellsHowToGoOn() {
        QProcess process;
        interrupt("long run", SIGINT, process);
        const QByteArray err = process.readAllStandardError();
        QVERIFY2(process.exitCode() == 130, err.constData());
        const auto at = err.indexOf("Go on with:\n  ");
        QVERIFY2(at > 0, err.constData());
        QString command = QString::fromUtf8(err.mid(at + 14)).trimmed();
        QVERIFY2(command.endsWith("--resume") && command.contains("training.epochs=2000"),
                 qPrintable(command));
        // The printed command goes on; a few epochs more suffice here.
        command.replace("training.epochs=2000", "training.max_steps=40");
        const Answer again = call("bash", {"-c", command}, folder());
        QVERIFY2(again.code == 0, again.err.constData());
        QVERIFY2(again.err.contains("goes on after step"), again.err.constData());
        QVERIFY2(again.err.contains("training.max_steps"), again.err.constData());
    }

    void othersThatEndItSaveToo() {
        for (const auto& [signal, folder] : {
                 std::pair{SIGTERM, "terminated"},
                 {SIGHUP,  "closed"    }
        }) {
            QProcess process;
            interrupt(folder, signal, process);
            QCOMPARE(process.exitCode(), 128 + signal);
            QVERIFY(fs::exists(run_->folder() / folder / "checkpoints"));
        }
    }

    void findRateProposesARateAndWritesNothing() {
        const Answer answer = attuneCli({"find-rate", "r.yaml", "--json"}, folder());
        QVERIFY2(answer.code == 0 || answer.code == 1, answer.err.constData());
        const Json last = jsonOf(linesOf(answer.out).last());
        COMPARE_JSON(last.at("event"), Json("summary"));
        QCOMPARE(last.at("learning_rate").is_number(), answer.code == 0);
        QVERIFY(answer.out.count("\"event\":\"range_point\"") > 10);
    }

    void rehearseMeasuresAndWritesNothing() {
        const auto before = linesOf(call("ls", {"-A"}, folder()).out);
        const Answer told = attuneCli({"rehearse", "r.yaml", "--output", "rehearsed"}, folder());
        QVERIFY2(told.code == 0, told.err.constData());
        for (const char* word : {"time  ", "memory  ", "disk  ", "speed  "})
            QVERIFY2(told.out.contains(word), told.out.constData());
        const Answer answer =
            attuneCli({"rehearse", "r.yaml", "--output", "rehearsed", "--json"}, folder());
        QVERIFY2(answer.code == 0, answer.err.constData());
        const Json last = jsonOf(linesOf(answer.out).last());
        COMPARE_JSON(last.at("event"), Json("rehearsed"));
        COMPARE_JSON(last.at("fits"), Json(true));
        QVERIFY(last.at("checkpoint_bytes").get<std::int64_t>() > 0);
        QCOMPARE(linesOf(call("ls", {"-A"}, folder()).out), before);
    }

    void progressFitsItsPlace_data() {
        QTest::addColumn<QString>("environment");
        QTest::addColumn<bool>("bar");
        QTest::addColumn<bool>("colour");
        QTest::newRow("terminal") << "TERM=xterm COLUMNS=60" << true << true;
        QTest::newRow("no colour") << "TERM=xterm COLUMNS=60 NO_COLOR=1" << true << false;
        QTest::newRow("dumb") << "TERM=dumb COLUMNS=60" << false << false;
    }
    void progressFitsItsPlace() {
        QFETCH(QString, environment);
        QFETCH(bool, bar);
        QFETCH(bool, colour);
        if (call("bash", {"-c", "command -v script"}).code != 0)
            QSKIP("script is not installed");
        const Answer answer = call(
            "script",
            {"-qec", environment + " '" + program() + "' train r.yaml --output tty --overwrite",
             "/dev/null"},
            folder());
        QVERIFY2(answer.code == 0, answer.out.constData());
        QCOMPARE(answer.out.contains("\r\033[K["), bar);
        QCOMPARE(answer.out.contains("\033[36m") || answer.out.contains("\033[33m"), colour);
        QVERIFY(answer.out.contains("accuracy"));
    }

    void helpAndVersion() {
        for (const char* command :
             {"", "train", "evaluate", "predict", "export", "inspect", "tokenize", "find-rate",
              "rehearse", "explain", "compare", "relabel", "label-errors", "baselines", "calibrate",
              "report", "list", "check-data", "runs"}) {
            const Answer answer =
                attuneCli(QStringList{command, "--help"}.filter(QRegularExpression(".")));
            QCOMPARE(answer.code, 0);
            QVERIFY(answer.out.contains("--help"));
            QCOMPARE(answer.err, QByteArray());
        }
        QVERIFY(attuneCli({"--version"}).out.contains('.'));
        QCOMPARE(attuneCli({"help"}).out, attuneCli({"--help"}).out);
        QCOMPARE(attuneCli({"help", "export"}).out, attuneCli({"export", "--help"}).out);
        const Answer unknown = attuneCli({"help", "exprt"});
        QCOMPARE(unknown.code, 2);
        QVERIFY2(unknown.err.contains("Did you mean “export”?"), unknown.err.constData());
    }

    void countsBelowZeroAreRefused() {
        for (const QStringList& words : {
                 QStringList{"robustness", "a-run", "--limit",     "-3"          },
                 {"compare",    "a",     "b",           "--limit",      "-1"},
                 {"label-errors",            "a-run",      "--folds", "-2"}
        }) {
            const Answer answer = attuneCli(words);
            QCOMPARE(answer.code, 2);
            QVERIFY2(answer.err.contains(words[words.size() - 2].toUtf8()), answer.err.constData());
        }
    }

    void thePageOfParametersIsCurrent() {
        const Answer answer = attuneCli({"list", "parameters", "--markdown"});
        QCOMPARE(answer.code, 0);
        const std::string page =
            readFile(fs::path(qgetenv("ATTUNE_FIXTURES").toStdString()) / "../../docs/recipe.md");
        QVERIFY2(answer.out.toStdString() == page,
                 "docs/recipe.md is old: attune-cli list parameters --markdown > docs/recipe.md");
        const Json tables = jsonOf(attuneCli({"list", "parameters", "--json"}).out);
        QCOMPARE(tables.size(), std::size_t{5});
        QVERIFY(attuneCli({"list", "metrics"}).out.contains("macro_f1"));
        QVERIFY(attuneCli({"list", "families"}).out.contains("bert"));
    }
};

QTEST_GUILESS_MAIN(CommandsTest)
#include "commands_test.moc"
