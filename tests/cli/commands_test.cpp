// SPDX-License-Identifier: GPL-3.0-or-later
// The commands end to end on a tiny BERT: what they print, write and answer.
#include "program.h"
#include "small_run.h"

#include <QElapsedTimer>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <csignal>
#include <map>
#include <memory>

using namespace attune;

namespace {

QList<QByteArray> linesOf(const QByteArray& text) {
    QList<QByteArray> lines = text.split('\n');
    if (!lines.isEmpty() && lines.last().isEmpty())
        lines.removeLast();
    return lines;
}

Json jsonOf(const QByteArray& text) { return parseJson(text.toStdString(), "output"); }

QString oracle() { return QString::fromUtf8(qgetenv("ATTUNE_ORACLE_PYTHON")); }

} // namespace

class CommandsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<SmallRun> run_;
    Json summary_;

    QString folder() const { return QString::fromStdString(toUtf8(run_->folder())); }
    std::string read(const char* name) const { return readFile(run_->folder() / name); }
    void put(const char* name, const std::string& content) const {
        publishFile(run_->folder() / name, content);
    }

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
        if (!SmallRun::available() || !fs::exists(program().toStdString()))
            QSKIP("SKIP-ALL: ATTUNE_MODELS is not set or attune-cli is not built");
        run_ = std::make_unique<SmallRun>();
        run_->recipe.training.epochs = 2;
        run_->recipe.training.threads = 0; // as evaluate: other threads round otherwise
        put("r.yaml", writeRecipe(run_->recipe, run_->folder(), false));
        const Answer answer = attuneCli({"train", "r.yaml", "--json"}, folder());
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

    void cleanShowsWhatTheRulesDo() {
        put("dirty.csv", "text,label\n\"a, <b>b</b>\",x\nplain,y\n");
        Recipe other = run_->recipe;
        other.data.train = "dirty.csv";
        other.data.test.clear();
        other.data.validation_split = 0;
        put("clean.yaml", writeRecipe(other, run_->folder(), false));
        const QStringList recipe = {"clean", "clean.yaml", "--set",
                                    "clean=[html, {case: {to: upper}}]"};
        const Answer rows = attuneCli(recipe, folder());
        QVERIFY2(rows.code == 0, rows.err.constData());
        QCOMPARE(rows.out, QByteArray("part,line,rules,before,after\n"
                                      "train,2,html case,\"a, <b>b</b>\",\"A, B\"\n"
                                      "train,3,case,plain,PLAIN\n"));
        QVERIFY2(rows.err.contains("2 of 2 texts changed") && rows.err.contains("1. html: 1"),
                 rows.err.constData());
        const Answer json = attuneCli(recipe + QStringList{"--json", "--limit", "1"}, folder());
        COMPARE_JSON(jsonOf(json.out).at("rules")[0].at("operator"), Json("html"));
        QCOMPARE(jsonOf(json.out).at("rows").size(), std::size_t{1});
        COMPARE_JSON(jsonOf(json.out).at("rows")[0].at("after"), Json("A, B"));
        const Answer file =
            attuneCli(recipe + QStringList{"--output", "rows.csv", "--json"}, folder());
        COMPARE_JSON(jsonOf(file.out).at("texts"), Json(2));
        QCOMPARE(QByteArray::fromStdString(read("rows.csv")), rows.out);
        const Answer wrong = attuneCli({"clean", "clean.yaml", "--set", "clean=[htlm]"}, folder());
        QCOMPARE(wrong.code, 2);
        QVERIFY2(wrong.err.contains("“html”"), wrong.err.constData());
    }

    void rowsThatAreLeftOutAreListed() {
        put("odd.csv", "text,label\nfirst text,x\nsecond text,y\nfirst text,x\nno label,\n"
                       "a,x\nthird text,x\n");
        put("odd-test.csv", "text,label\nfine,x\nother,z\n");
        Recipe other = run_->recipe;
        other.data.train = "odd.csv";
        other.data.test = "odd-test.csv";
        other.data.validation_split = 0;
        other.data.filter_doubles = true;
        other.data.filter_min_characters = 3;
        put("odd.yaml", writeRecipe(other, run_->folder(), false));
        const QString set = "augment.operators=[{special-words: {words: [X], place: end}}]";
        for (const char* command : {"clean", "augment"}) {
            const Answer answer =
                attuneCli({command, "odd.yaml", "--set", set, "--json"}, folder());
            QVERIFY2(answer.code == 0, answer.err.constData());
            const Json json = jsonOf(answer.out);
            COMPARE_JSON(json.at("skipped"), Json(4));
            std::vector<std::string> rows;
            for (const Json& row : json.at("skipped_rows"))
                rows.push_back(toUtf8(fs::path(row.at("file").get<std::string>()).filename()) +
                               ":" + std::to_string(row.at("line").get<int>()));
            QCOMPARE(rows, (std::vector<std::string>{"odd.csv:4", "odd.csv:5", "odd.csv:6",
                                                     "odd-test.csv:3"}));
            QVERIFY(json.at("skipped_rows")[0].at("reason").get<std::string>().find("doubles") !=
                    std::string::npos);
            COMPARE_JSON(json.at("filters"),
                         Json::parse(R"([{"filter": "min_characters", "rows": 1},
                                         {"filter": "doubles", "rows": 1}])"));
            QVERIFY(json.at("warnings").size() >= 2);
            QCOMPARE(json.at("rows").size(), std::size_t(command[0] == 'c' ? 4 : 6));
            for (const char* told : {"Left out: 1 of 6 rows; the first, line 5",
                                     "The filter “doubles” left out 1 of 5", "training data: “z”"})
                QVERIFY2(answer.err.contains(told), answer.err.constData());
        }
        const Answer rows = attuneCli({"augment", "odd.yaml", "--set", set, "--json"}, folder());
        COMPARE_JSON(jsonOf(rows.out).at("rows")[1],
                     Json::parse(R"({"line": 2, "copy": 1, "label": "x", "before": "first text",
                                     "after": "first text X"})"));
        COMPARE_JSON(jsonOf(rows.out).at("copies"), Json(3));
    }

    // What is wrong in a part that a command doesn't read is left to those that do.
    void onlyThePartThatIsUsedStopsACommand() {
        put("few.csv", "text,label\n\"a, b\",x\nplain,y\n");
        put("partly.yaml", "model: nowhere\n"
                           "data: {train: few.csv, validation_split: 0}\n"
                           "clean: [html]\n"
                           "augment: {operators: [{masked-word: {model: gone}}]}\n"
                           "vocabulary: {corpora: [missing.txt]}\n"
                           "training: {epochs: -1}\n");
        const Answer clean = attuneCli({"clean", "partly.yaml"}, folder());
        QVERIFY2(clean.code == 0, clean.err.constData());
        QVERIFY2(!clean.err.contains("gone") && !clean.err.contains("nowhere"),
                 clean.err.constData());
        const Answer augment = attuneCli({"augment", "partly.yaml"}, folder());
        QCOMPARE(augment.code, 2);
        QVERIFY2(augment.err.contains("“gone”") && !augment.err.contains("“nowhere”"),
                 augment.err.constData());
        const auto with = [&](const QString& command, const QString& set) {
            return attuneCli({command, "partly.yaml", "--set", set}, folder());
        };
        QCOMPARE(with("augment", "augment.operators=[random-swap]").code, 0);
        const Answer near = with("augment", "augment.operators=[near-words]");
        QCOMPARE(near.code, 2);
        QVERIFY2(near.err.contains("partly.yaml:1") && near.err.contains("“nowhere”"),
                 near.err.constData());
        QCOMPARE(with("clean", "training.seed=-5").code, 2); // it draws the parts
        put("partly.yaml", "data: {train: few.csv, validation_split: 0}\nclean: [htlm]\n"
                           "augment: {operators: [random-swop]}\n");
        const Answer wrong = attuneCli({"clean", "partly.yaml"}, folder());
        QCOMPARE(wrong.code, 2);
        QVERIFY2(wrong.err.contains("“html”") && !wrong.err.contains("random-swap"),
                 wrong.err.constData());
        put("partly.yaml", "data: {train: few.csv, validation_split: 0}\nclaen: [html]\n");
        QCOMPARE(attuneCli({"clean", "partly.yaml"}, folder()).code, 2);
    }

    void augmentWritesTheTextsToTrainOn() {
        put("few.csv", "text,label\n\"a, b\",x\nplain,y\n");
        Recipe other = run_->recipe;
        other.data.train = "few.csv";
        other.data.test.clear();
        other.data.validation_split = 0;
        put("augment.yaml", writeRecipe(other, run_->folder(), false));
        const QStringList recipe = {
            "augment", "augment.yaml", "--set",
            "augment.operators=[{special-words: {words: [X], place: end}}]"};
        const Answer rows = attuneCli(recipe, folder());
        QVERIFY2(rows.code == 0, rows.err.constData());
        QCOMPARE(rows.out, QByteArray("text,label,line,copy\n\"a, b\",x,2,0\n\"a, b X\",x,2,1\n"
                                      "plain,y,3,0\nplain X,y,3,1\n"));
        QVERIFY2(rows.err.contains("1. special-words changed: 2"), rows.err.constData());
        const Answer file =
            attuneCli(recipe + QStringList{"--output", "rows.csv", "--limit", "3"}, folder());
        QCOMPARE(file.code, 0);
        QCOMPARE(file.out, QByteArray());
        QVERIFY(rows.out.startsWith(QByteArray::fromStdString(read("rows.csv"))));
        QCOMPARE(QByteArray::fromStdString(read("rows.csv")).count('\n'), 4);
        // What the recipe reads is never written over.
        for (const std::string name : {std::string("augment.yaml"), other.data.train})
            for (const char* command : {"augment", "clean"}) {
                const std::string before = read(name.c_str());
                const Answer lost = attuneCli(
                    {command, "augment.yaml", "--output", QString::fromStdString(name)}, folder());
                QCOMPARE(lost.code, 2);
                QVERIFY2(lost.err.contains("written over, it is lost"), lost.err.constData());
                QCOMPARE(read(name.c_str()), before);
            }
        const Answer wrong = attuneCli(
            {"augment", "augment.yaml", "--set", "augment.operators=[random-swop]"}, folder());
        QCOMPARE(wrong.code, 2);
        QVERIFY2(wrong.err.contains("“random-swap”"), wrong.err.constData());
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

    void everyRowIsAnsweredInItsOrder() {
        put("rows.csv", "id,text,note\n"
                        "1,a wonderful film,\"x, \"\"y\"\"\"\n"
                        "2,,empty\n"
                        "3,ragged\n"
                        "4,\"two\nlines\",z\n"
                        "5,dull,ragged,too\n"
                        "6,boring,last\n"
                        "7\n");
        for (const char* ending : {"csv", "tsv", "jsonl"}) {
            const QString name = QString("p.") + ending;
            const Answer answer = attuneCli(
                {"predict", "run/model", "--data", "rows.csv", "--output", name, "--logits"},
                folder());
            QVERIFY2(answer.code == 0, answer.err.constData());
            QVERIFY2(answer.err.contains("rows.csv:4") && answer.err.contains("rows.csv:7") &&
                         answer.err.contains("6 of 7 rows answered"),
                     answer.err.constData());
            QCOMPARE(answer.err.contains("logits were left out"), name != "p.jsonl");
        }
        const QList<QByteArray> csv = linesOf(QByteArray::fromStdString(read("p.csv")));
        QCOMPARE(csv.size(), 9); // one row takes two lines
        QCOMPARE(csv[0], QByteArray("id,text,note,prediction,score,additional_cells"));
        QVERIFY(csv[1].startsWith("1,a wonderful film,\"x, \"\"y\"\"\",good,0."));
        QVERIFY(csv[2].startsWith("2,,empty,"));
        QVERIFY(QRegularExpression("^3,ragged,,(good|bad),0[.0-9]+,$").match(csv[3]).hasMatch());
        QCOMPARE(csv[4], QByteArray("4,\"two"));
        QVERIFY(csv[5].startsWith("lines\",z,"));
        QVERIFY(csv[6].startsWith("5,dull,ragged,bad,0.") && csv[6].endsWith(",\"[\"\"too\"\"]\""));
        QVERIFY(csv[7].startsWith("6,boring,last,bad,0."));
        QCOMPARE(csv[8], QByteArray("7,,,,,"));
        QVERIFY(read("p.tsv").starts_with(
            "id\ttext\tnote\tprediction\tscore\tadditional_cells\n1\ta wonderful film\t"));
        const QList<QByteArray> jsonl = linesOf(QByteArray::fromStdString(read("p.jsonl")));
        QCOMPARE(jsonl.size(), 7);
        for (int i = 0; i < 6; ++i) {
            const Json row = jsonOf(jsonl[i]);
            QCOMPARE(row.at("scores").size(), std::size_t{2});
            QCOMPARE(row.at("logits").size(), std::size_t{2});
            const double best =
                std::max(row.at("scores")[0].get<double>(), row.at("scores")[1].get<double>());
            QCOMPARE(row.at("score").get<double>(), best);
        }
        QVERIFY(jsonOf(jsonl[6]).at("prediction").is_null());
        COMPARE_JSON(jsonOf(jsonl[3]).at("text"), Json("two\nlines"));
        COMPARE_JSON(jsonOf(jsonl[4]).at("additional_cells"), Json::array({"too"}));
    }

    void theAnswersAreATableAgain() {
        put("uneven.csv", "text,note\na film\na film,b,c\n");
        put("broken.jsonl", "{\"text\":\"a film\"}\nno object\n");
        for (const char* data : {"uneven.csv", "broken.jsonl"}) {
            const Answer answer = attuneCli(
                {"predict", "run/model", "--data", data, "--output", "again.csv"}, folder());
            QVERIFY2(answer.code == 0, answer.err.constData());
            const Answer read = attuneCli(
                {"predict", "run/model", "--data", "again.csv", "--output", "z.csv", "--json"},
                folder());
            QVERIFY2(read.code == 0, read.err.constData());
            COMPARE_JSON(jsonOf(read.out).at("rows"), Json(2));
            COMPARE_JSON(jsonOf(read.out).at("ragged"), Json(0));
        }
        QVERIFY(read("again.csv").ends_with("\n,,,no object\n"));
    }

    void objectsStayAsTheyWere() {
        put("o.jsonl",
            "{\"text\":\"a wonderful film\", \"n\": 1.50, \"big\":12345678901234567890123, "
            "\"nil\":null, \"deep\":{\"a\":[1, 2]}, \"score\": 7}\n"
            "no object\n"
            "{\"text\":\"\"}\n"
            "{ }\n");
        const Answer answer = attuneCli(
            {"predict", "run/model", "--data", "o.jsonl", "--output", "oo.jsonl", "--json"},
            folder());
        QVERIFY2(answer.code == 0, answer.err.constData());
        const Json report = jsonOf(answer.out);
        COMPARE_JSON(report.at("rows"), Json(4));
        COMPARE_JSON(report.at("skipped"), Json(1));
        COMPARE_JSON(report.at("skipped_rows")[0].at("line"), Json(2));
        const QList<QByteArray> lines = linesOf(QByteArray::fromStdString(read("oo.jsonl")));
        QCOMPARE(lines.size(), 4);
        QVERIFY2(
            lines[0].startsWith("{\"text\":\"a wonderful film\", \"n\": 1.50, "
                                "\"big\":12345678901234567890123, \"nil\":null, "
                                "\"deep\":{\"a\":[1, 2]}, \"score\": 7,\"prediction\":\"good\","
                                "\"score_2\":0."),
            lines[0].constData());
        COMPARE_JSON(jsonOf(lines[1]).at("unreadable"), Json("no object"));
        QVERIFY(jsonOf(lines[1]).at("prediction").is_null());
        QVERIFY(jsonOf(lines[2]).at("prediction").is_string());
        QVERIFY(lines[3].startsWith("{ \"prediction\":"));
        // A key of the answer that comes too late to be seen is told, not written twice.
        std::string late;
        for (int i = 0; i < 1100; ++i)
            late += "{\"text\":\"a\"}\n";
        put("late.jsonl", late + "{\"text\":\"b\",\"prediction\":\"old\"}\n");
        const Answer refused = attuneCli(
            {"predict", "run/model", "--data", "late.jsonl", "--output", "l.jsonl"}, folder());
        QCOMPARE(refused.code, 2);
        QVERIFY2(refused.err.contains("line 1101"), refused.err.constData());
    }

    void skippedRowsAreListedByTheRun() {
        put("gaps.csv", read("train.csv") + ",good\nragged\n");
        const Answer answer = attuneCli({"train", "r.yaml", "--set", "data.train=gaps.csv", "--set",
                                         "training.epochs=1", "--output", "gaps"},
                                        folder());
        QVERIFY2(answer.code == 0, answer.err.constData());
        QVERIFY2(answer.err.contains("skipped.jsonl"), answer.err.constData());
        const QList<QByteArray> rows =
            linesOf(QByteArray::fromStdString(read("gaps/skipped.jsonl")));
        QCOMPARE(rows.size(), 2);
        COMPARE_JSON(jsonOf(rows[1]).at("line"), Json(123));
        QVERIFY(jsonOf(rows[1]).at("file").get<std::string>().ends_with("gaps.csv"));
        QVERIFY(jsonOf(rows[1]).at("reason").get<std::string>().find("cells") != std::string::npos);
        QVERIFY(!fs::exists(run_->output() / "skipped.jsonl"));
    }

    void filteredRowsAreListedByTheRunAndMissingInPreviews() {
        put("twice.csv", read("train.csv") + "THE film was good,good\nthe  film was good,good\n");
        const QStringList set = {"--set", "data.train=twice.csv",
                                 "--set", "data.filter.doubles=true",
                                 "--set", "data.validation_split=0"};
        const Answer answer = attuneCli(
            QStringList{"train", "r.yaml", "--set", "training.epochs=1", "--output", "twice"} + set,
            folder());
        QVERIFY2(answer.code == 0, answer.err.constData());
        const QList<QByteArray> rows =
            linesOf(QByteArray::fromStdString(read("twice/skipped.jsonl")));
        QVERIFY(rows.size() >= 1);
        const Json last = jsonOf(rows.back());
        QVERIFY(
            last.at("reason").get<std::string>().starts_with("Filter doubles: the text stands"));
        const Json report = jsonOf(QByteArray::fromStdString(read("twice/report.json")));
        COMPARE_JSON(report.at("data").at("filters"),
                     (Json{
                         {{"filter", "doubles"}, {"rows", rows.size()}}
        }));
        const QList<QByteArray> preview =
            linesOf(attuneCli(QStringList{"augment", "r.yaml"} + set, folder()).out);
        COMPARE_JSON(report.at("data").at("train_texts"), Json(preview.size() - 1));
        COMPARE_JSON(
            report.at("data").at("train_texts"),
            Json(linesOf(QByteArray::fromStdString(read("twice.csv"))).size() - 1 - rows.size()));
    }

    void dataAreCheckedAndACopyRepaired() {
        put("odd.csv", "text,label\ngood film,a\nGood  film,a\nbad &amp; long film,b\n,b\n!!!,b\n");
        const Answer answer = attuneCli({"check-data", "odd.csv", "--json"}, folder());
        QVERIFY2(answer.code == 0, answer.err.constData());
        const Json json = jsonOf(answer.out);
        std::map<std::string, Json> lines;
        for (const Json& finding : json.at("findings"))
            lines[finding.at("kind")] = finding.at("lines");
        QCOMPARE(lines.size(), std::size_t{4});
        COMPARE_JSON(lines["doubles"], (Json{3}));
        COMPARE_JSON(lines["markup"], (Json{4}));
        COMPARE_JSON(lines["empty-texts"], (Json{5}));
        COMPARE_JSON(lines["only-punctuation"], (Json{6}));
        QVERIFY(json.at("repaired").is_null());
        const Answer repaired =
            attuneCli({"check-data", "odd.csv", "--output", "even.csv"}, folder());
        QCOMPARE(repaired.code, 0);
        QVERIFY(repaired.out.startsWith("4 findings in 5 rows\n"));
        QCOMPARE(read("even.csv"),
                 std::string("text,label\ngood film,a\nbad & long film,b\n!!!,b\n"));
        QCOMPARE(attuneCli({"check-data", "odd.csv", "--output", "even.csv"}, folder()).code, 2);
        QCOMPARE(attuneCli({"check-data", "odd.csv", "--output", "even.csv", "--overwrite",
                            "--repair", "doubles,only-punctuation"},
                           folder())
                     .code,
                 0);
        QCOMPARE(read("even.csv"),
                 std::string("text,label\ngood film,a\nbad &amp; long film,b\n,b\n"));
        QCOMPARE(attuneCli({"check-data", "odd.csv", "--repair", "doubles"}, folder()).code, 2);
        QCOMPARE(attuneCli({"check-data", "nowhere.csv"}, folder()).code, 2);
        QCOMPARE(attuneCli({"check-data", "odd.csv", "--text", "body"}, folder()).code, 2);
    }

    void aModelOfPairsAsksForTheSecondText() {
        put("pairs.csv", "a,b,label\ngood,film,x\nbad,film,y\ngood,story,x\nbad,story,y\n");
        const Answer trained = attuneCli(
            {"train", "r.yaml", "--set", "data.train=pairs.csv", "--set", "data.test=pairs.csv",
             "--set", "data.validation_split=0", "--set", "data.text=a", "--set",
             "data.text_pair=b", "--set", "training.epochs=1", "--output", "pairs"},
            folder());
        QVERIFY2(trained.code == 0, trained.err.constData());
        const Answer alone = attuneCli({"predict", "pairs", "--text-line", "good"}, folder());
        QCOMPARE(alone.code, 2);
        QVERIFY2(alone.err.contains("--text-line-pair"), alone.err.constData());
        const Answer both = attuneCli(
            {"predict", "pairs", "--text-line", "good", "--text-line-pair", "film", "--json"},
            folder());
        QVERIFY2(both.code == 0, both.err.constData());
        COMPARE_JSON(jsonOf(both.out).at("text_pair"), Json("film"));
        const Answer uneven = attuneCli(
            {"predict", "pairs", "--text-line", "a", "--text-line", "b", "--text-line-pair", "c"},
            folder());
        QCOMPARE(uneven.code, 2);
        const Answer evaluated =
            attuneCli({"evaluate", "pairs", "--data", "pairs.csv", "--json"}, folder());
        QVERIFY2(evaluated.code == 0, evaluated.err.constData());
        const Json report = readJsonFile(run_->folder() / "pairs/report.json");
        COMPARE_JSON(jsonOf(evaluated.out).at("loss"), report.at("metrics").at("loss"));
        QCOMPARE(attuneCli({"evaluate", "pairs", "--data", "test.csv"}, folder()).code, 2);
    }

    void answersEqualThoseOfTransformers() {
        if (oracle().isEmpty())
            QSKIP("ATTUNE_ORACLE_PYTHON is not set");
        const Answer answer = attuneCli(
            {"predict", "run/model", "--data", "test.csv", "--output", "t.jsonl"}, folder());
        QVERIFY2(answer.code == 0, answer.err.constData());
        put("compare.py", R"(
import json, sys, warnings
warnings.simplefilter("error")
from transformers import pipeline
rows = [json.loads(line) for line in open("t.jsonl", encoding="utf-8")]
pipe = pipeline("text-classification", "run/model", device="cpu", top_k=None)
labels = sorted({r["label"] for r in rows})
worst = 0
for row, got in zip(rows, pipe([r["text"] for r in rows], truncation=True, batch_size=1)):
    scores = {g["label"]: g["score"] for g in got}
    assert max(scores, key=scores.get) == row["prediction"], (row, got)
    worst = max(worst, *(abs(scores[l] - s) for l, s in zip(labels, row["scores"])))
print(len(rows), worst)
assert worst < 1e-5, worst
)");
        const Answer python = call(oracle(), {"compare.py"}, folder());
        QVERIFY2(python.code == 0, (python.out + python.err).constData());
        QVERIFY(python.out.startsWith("40 "));
    }

    void tokensEqualThoseOfPython() {
        if (oracle().isEmpty())
            QSKIP("ATTUNE_ORACLE_PYTHON is not set");
        put("lines.txt", "plain words\n\nUnaffable CAFÉ naïve\r\n 中文 \t😀 [MASK] [SEP]\n"
                         "bad \xFF\xC3 bytes\n\xE2\x80\x8B zero\x01 width\x7F\n"
                         "no line end");
        put("oracle.py", R"(
import sys
from tokenizers import Tokenizer
t = Tokenizer.from_file(sys.argv[1] + "/tokenizer.json")
t.no_truncation(); t.no_padding()
for line in open("lines.txt", "rb").read().split(b"\n"):
    print(t.encode(line.decode("utf-8", "replace")).ids)
)");
        const QString model = QString::fromStdString(SmallRun::model());
        const Answer ours = attuneCli({"tokenize", model, "--data", "lines.txt"}, folder());
        const Answer theirs = call(oracle(), {"oracle.py", model}, folder());
        QVERIFY2(theirs.code == 0, theirs.err.constData());
        QCOMPARE(ours.code, 0);
        QCOMPARE(ours.out, theirs.out);
        put("lines.txt", "");
        QCOMPARE(attuneCli({"tokenize", model, "--data", "lines.txt"}, folder()).out, QByteArray());
    }

    void aTextOnTheCommandLine() {
        const Answer plain =
            attuneCli({"predict", "run/model", "--text-line", "a wonderful story"}, folder());
        QCOMPARE(plain.code, 0);
        QVERIFY2(plain.out.contains("good"), plain.out.constData());
        const Answer json = attuneCli(
            {"predict", "run/model", "--text-line", "a", "--text-line", "-b", "--json", "--logits"},
            folder());
        QVERIFY2(json.code == 0, json.err.constData());
        QCOMPARE(jsonOf(json.out).size(), std::size_t{2});
        COMPARE_JSON(jsonOf(json.out)[1].at("text"), Json("-b"));
    }

    void anExportAnswersLikeTheOriginal() {
        const Answer answer = attuneCli(
            {"export", "run", "--format", "huggingface", "--output", "out/exported", "--json"},
            folder());
        QVERIFY2(answer.code == 0, answer.err.constData());
        COMPARE_JSON(jsonOf(answer.out).at("greatest_difference"), Json(0.0));
        const QStringList rest = {"--data", "test.csv", "--json"};
        QCOMPARE(attuneCli(QStringList{"evaluate", "out/exported"} + rest, folder()).out,
                 attuneCli(QStringList{"evaluate", "run/model"} + rest, folder()).out);
    }

    void anExportToOnnxIsCompared() {
        const Answer answer = attuneCli({"export", "run", "--format", "onnx", "--output",
                                         "out/onnx", "--data", "test.csv", "--json"},
                                        folder());
        QVERIFY2(answer.code == 0, answer.err.constData());
        const Json told = jsonOf(answer.out);
        COMPARE_JSON(told.at("texts"), Json(40));
        COMPARE_JSON(told.at("limit"), Json(1e-4));
        QVERIFY(told.at("greatest_difference") < 1e-5);
        for (const char* name : {"model.onnx", "config.json", "attune.json", "tokenizer.json"})
            QVERIFY2(QFile::exists(folder() + "/out/onnx/" + name), name);
        QVERIFY(!QFile::exists(folder() + "/out/onnx/model.safetensors"));
        // Nothing is left of one that differs too much.
        const Answer refused = attuneCli({"export", "run", "--format", "onnx", "--output", "out/no",
                                          "--set", "precision=fp16", "--set", "limit=1e-9"},
                                         folder());
        QCOMPARE(refused.code, 1);
        QVERIFY2(refused.err.contains("differ by up to"), refused.err.constData());
        QVERIFY(!QFile::exists(folder() + "/out/no"));
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

    void labelsThatTheModelDoesNotKnowAreNamed() {
        put("labels.csv", "text,label\na fine film,good\na film,goood\nanother,middling\n");
        const QStringList evaluate = {"evaluate", "run/model", "--data"};
        const Answer some = attuneCli(evaluate + QStringList{"labels.csv", "--json"}, folder());
        QVERIFY2(some.code == 0, some.err.constData());
        for (const char* told : {"labels.csv:3", "2 texts", "“goood”, “middling”",
                                 "labels are “bad”, “good”", "--label COLUMN"})
            QVERIFY2(some.err.contains(told), some.err.constData());
        COMPARE_JSON(jsonOf(some.out).at("skipped_rows")[1].at("reason"),
                     Json("The model does not know the label “middling”."));
        put("labels.csv", "text,label\na film,goood\n");
        const Answer none = attuneCli(evaluate + QStringList{"labels.csv"}, folder());
        QCOMPARE(none.code, 2);
        for (const char* told : {"labels.csv:2", "“goood”", "labels are “bad”, “good”"})
            QVERIFY2(none.err.contains(told), none.err.constData());
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
