// SPDX-License-Identifier: GPL-3.0-or-later
// explain and compare, as people call them.
#include "base/json.h"
#include "program.h"
#include "run/session.h"
#include "small_run.h"

#include <QTest>

#include <cmath>

using namespace attune;

class ExplainTest : public QObject {
    Q_OBJECT

    std::unique_ptr<SmallRun> run_;

    QString path(const char* name) const {
        return QString::fromStdString(toUtf8(run_->folder() / name));
    }
    static Json jsonOf(const Answer& answer) {
        return parseJson(answer.out.toStdString(), "answer");
    }

private Q_SLOTS:
    void initTestCase() {
        if (!SmallRun::available())
            QSKIP("SKIP-ALL: ATTUNE_MODELS is not set");
        run_ = std::make_unique<SmallRun>();
        for (const auto& [name, epochs, rate] :
             {std::tuple("good", 6, 3e-3), std::tuple("short", 1, 1e-5)}) {
            run_->recipe.head.output = name;
            run_->recipe.training.epochs = epochs;
            run_->recipe.training.learning_rate = rate;
            Session session(run_->recipe, StartMode::New);
            session.wait();
            QCOMPARE(session.exitCode(), 0);
        }
    }

    void explainsByGradients() {
        const Answer answer = attuneCli({"explain", path("good"), "--text-line",
                                         "the film was wonderful", "--label", "good", "--json"});
        QVERIFY2(answer.code == 0, answer.err.constData());
        const Json json = jsonOf(answer);
        QCOMPARE(json.at("label").get<std::string>(), std::string("good"));
        QCOMPARE(json.at("words").size(), std::size_t{4});
        const Json& complete = json.at("completeness");
        double words = 0;
        for (const Json& word : json.at("words"))
            words += word.at("value").get<double>();
        QVERIFY(std::abs(words - complete.at("sum").get<double>()) < 1e-9);
        QVERIFY(complete.at("reached").get<bool>());
        QVERIFY(std::abs(complete.at("sum").get<double>() -
                         (complete.at("logit").get<double>() -
                          complete.at("baseline_logit").get<double>()) -
                         complete.at("error").get<double>()) < 1e-9);
        QCOMPARE(json.at("words")[3].at("word").get<std::string>(), std::string("wonderful"));
        QCOMPARE(json.at("words")[3].at("begin").get<int>(), 13);

        const Answer plain =
            attuneCli({"explain", path("good"), "--text-line", "the film was wonderful"});
        QCOMPARE(plain.code, 0);
        QVERIFY2(plain.out.contains("wonderful") && plain.out.contains("complete"),
                 plain.out.constData());
    }

    void explainsByLeavingWordsOutAndEdits() {
        const Answer answer =
            attuneCli({"explain", path("good"), "--text-line", "the film was wonderful", "--method",
                       "leave-one-out", "--edited", "the film was terrible", "--json"});
        QVERIFY2(answer.code == 0, answer.err.constData());
        const Json json = jsonOf(answer);
        QVERIFY(!json.contains("completeness"));
        const Json& without = json.at("words")[3].at("without");
        QCOMPARE(without.at("scores").size(), std::size_t{2});
        COMPARE_JSON(json.at("edited").at("label"), json.at("label"));
        QVERIFY(json.at("edited").at("logits")[1].get<double>() <
                json.at("logits")[1].get<double>());
        const Answer plain = attuneCli({"explain", path("good"), "--text-line", "a lovely film",
                                        "--edited", "a dull film", "--method", "leave-one-out"});
        QVERIFY2(plain.out.contains("after the edit"), plain.out.constData());
    }

    void whatCannotBeExplained() {
        const Answer label =
            attuneCli({"explain", path("good"), "--text-line", "a film", "--label", "fine"});
        QCOMPARE(label.code, 2);
        QVERIFY2(label.err.contains("fine") && label.err.contains("good"), label.err.constData());
        QCOMPARE(attuneCli({"explain", path("good"), "--text-line", " "}).code, 2);
        QCOMPARE(attuneCli({"explain", path("good")}).code, 2);
    }

    // Every text, the largest loss (or the lowest score) first.
    // Numbers, several labels and the label of a word, as predict writes them.
    void explainsEveryTask() {
        const auto train = [&](const char* name, const char* task, const QStringList& rows) {
            publishFile(run_->folder() / (std::string(name) + ".jsonl"),
                        rows.join("\n").toStdString() + "\n");
            Recipe recipe = run_->recipe;
            recipe.head.output = name;
            recipe.head.task = task;
            recipe.data.train = std::string(name) + ".jsonl";
            recipe.data.test.clear();
            recipe.training.epochs = 8;
            recipe.training.learning_rate = 3e-3;
            Session session(recipe, StartMode::New);
            session.wait();
            QCOMPARE(session.exitCode(), 0);
        };
        QStringList spans, numbers, several;
        for (int i = 0; i < 80; ++i) {
            const bool paris = i % 2 == 0;
            spans
                << QString(
                       R"({"text": "the %1 was in %2", "label": [[4, 8, "PER"], [16, %3, "LOC"]]})")
                       .arg(i % 3 == 0 ? "anna" : "mary", paris ? "paris" : "rome")
                       .arg(paris ? 21 : 20);
            numbers << QString(R"({"text": "the film was %1", "label": %2})")
                           .arg(paris ? "great" : "awful")
                           .arg(paris ? 2.5 : -1.5);
            several << QString(R"({"text": "the %1 was good", "label": [%2]})")
                           .arg(paris ? "film" : "music",
                                paris ? "\"film\"" : "\"music\", \"art\"");
        }
        train("spans", "token-classification", spans);
        train("numbers", "regression", numbers);
        train("several", "multi-label-classification", several);

        const QStringList words = {"explain", path("spans"), "--text-line",
                                   "the anna was in paris"};
        Answer answer = attuneCli(words + QStringList{"--word", "paris", "--json"});
        QVERIFY2(answer.code == 0, answer.err.constData());
        Json json = jsonOf(answer);
        QCOMPARE(json.at("word").at("word").get<std::string>(), std::string("paris"));
        QCOMPARE(json.at("word").at("index").get<int>(), 4);
        QCOMPARE(json.at("label").get<std::string>(), std::string("B-LOC"));
        QCOMPARE(json.at("prediction").get<std::string>(), std::string("B-LOC"));
        QCOMPARE(json.at("words")[1].at("label").get<std::string>(), std::string("B-PER"));
        // By its own word, which an edit leaves where it is.
        answer = attuneCli(words + QStringList{"--edited", "anna was in paris"});
        QVERIFY2(answer.code == 0, answer.err.constData());
        QCOMPARE(answer.out.count("word        anna  labelled B-PER"), 2);
        // Else what stands in its place.
        answer =
            attuneCli(words + QStringList{"--word", "paris", "--edited", "the anna was in rome"});
        QVERIFY2(answer.code == 0, answer.err.constData());
        QVERIFY(answer.out.contains("word        rome  labelled B-LOC"));
        answer = attuneCli(words + QStringList{"--word", "rome"});
        QCOMPARE(answer.code, 2);
        QVERIFY(answer.err.contains("the, anna, was, in, paris"));
        QCOMPARE(attuneCli(words + QStringList{"--word", "paris", "--occurrence", "2"}).code, 2);

        const QStringList number = {"explain", path("numbers"), "--text-line",
                                    "the film was great"};
        answer = attuneCli(number + QStringList{"--json"});
        QVERIFY2(answer.code == 0, answer.err.constData());
        json = jsonOf(answer);
        QVERIFY(json.at("prediction").is_number());
        QCOMPARE(json.at("prediction").get<double>(), json.at("logits")[0].get<double>());
        QVERIFY(attuneCli(number).out.startsWith("number      "));
        answer = attuneCli(number + QStringList{"--word", "great"});
        QVERIFY(answer.code == 2 && answer.err.contains("answers whole texts"));

        answer = attuneCli({"explain", path("several"), "--text-line", "the music was good",
                            "--method", "leave-one-out", "--json"});
        QVERIFY2(answer.code == 0, answer.err.constData());
        json = jsonOf(answer);
        QVERIFY((json.at("prediction") == Json{"art", "music"}));
        QVERIFY(json.at("words")[1].at("without").at("prediction").is_array());
    }

    void ranksErrors() {
        for (const bool doubt : {false, true}) {
            const QString file = path(doubt ? "doubt.csv" : "errors.csv");
            const QStringList order = doubt ? QStringList{"--errors-by", "doubt"} : QStringList();
            const QStringList command = QStringList{"evaluate",       path("short"), "--data",
                                                    path("test.csv"), "--errors",    file} +
                                        order;
            Answer answer = attuneCli(command);
            QVERIFY2(answer.code == 0, answer.err.constData());
            answer = attuneCli(command); // its own earlier ranking is replaced
            QVERIFY2(answer.code == 0, answer.err.constData());
            const QStringList lines =
                QString::fromStdString(readFile(file.toStdString())).trimmed().split('\n');
            QCOMPARE(lines.size(), 41);
            QCOMPARE(lines.front(), QStringLiteral("rank,line,label,prediction,score,loss,text"));
            double last = doubt ? 0 : 1e9;
            for (int i = 1; i <= 40; ++i) {
                const QStringList cells = lines[i].split(',');
                QCOMPARE(cells[0].toInt(), i);
                const double key = cells[doubt ? 4 : 5].toDouble();
                QVERIFY(doubt ? key >= last : key <= last);
                last = key;
                // The score is that of the answer; the loss follows where that is right.
                if (cells[2] == cells[3])
                    QVERIFY(std::abs(-std::log(cells[4].toDouble()) - cells[5].toDouble()) < 1e-5);
            }
        }
        QCOMPARE(attuneCli({"evaluate", path("short"), "--data", path("test.csv"), "--errors",
                            path("test.csv")})
                     .code,
                 2);
        QCOMPARE(attuneCli({"evaluate", path("short"), "--data", path("test.csv"), "--errors",
                            path("train.csv")})
                     .code,
                 2);
    }

    void comparesTwoModels() {
        const Answer answer = attuneCli(
            {"compare", path("good"), path("short"), "--data", path("test.csv"), "--json"});
        QVERIFY2(answer.code == 0, answer.err.constData());
        const Json json = jsonOf(answer);
        QCOMPARE(json.at("texts").get<int>(), 40);
        QCOMPARE(json.at("both_right").get<int>() + json.at("only_a_right").get<int>() +
                     json.at("only_b_right").get<int>() + json.at("both_wrong").get<int>(),
                 40);
        QVERIFY(json.at("accuracy_a").get<double>() > json.at("accuracy_b").get<double>());
        QVERIFY(json.at("mcnemar_exact_p").get<double>() < 0.05);
        QVERIFY(json.at("disagreements").size() >= json.at("only_a_right").get<std::size_t>());
        const Answer plain =
            attuneCli({"compare", path("good"), path("short"), "--data", path("test.csv")});
        QVERIFY2(plain.out.contains("McNemar"), plain.out.constData());
        QCOMPARE(attuneCli({"compare", path("good"), "--data", path("test.csv")}).code, 2);
        // Without a file on the same texts: the test part of the first run.
        Json onRun = jsonOf(attuneCli({"compare", path("good"), path("short"), "--json"}));
        QVERIFY(onRun.at("disagreements") == json.at("disagreements"));
        QCOMPARE(onRun.at("left_out").get<int>(), 0);
    }
};

QTEST_GUILESS_MAIN(ExplainTest)
#include "explain_test.moc"
