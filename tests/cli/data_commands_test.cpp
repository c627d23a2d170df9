// SPDX-License-Identifier: GPL-3.0-or-later
// The commands that show, check and repair data: what they print and write.
#include "command_suite.h"

#include <map>

using namespace attune;

class DataCommandsTest : public CommandSuite {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        if (!available())
            QSKIP((std::string("SKIP-ALL: ") + missing).c_str());
        makeRecipe();
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
        // What the labels are is seen by the file.
        put("names.conll", "Ada B-PER\nruns O\n\nit O\nrains O\n\nada B-PER\nruns O\n");
        const Answer names = attuneCli({"check-data", "names.conll"}, folder());
        QVERIFY2(names.out.startsWith("1 finding in 3 rows\n"), names.out.constData());
        QVERIFY2(names.out.contains("doubles"), names.out.constData());
        QCOMPARE(attuneCli({"check-data", "odd.csv", "--text", "body"}, folder()).code, 2);
    }
};

QTEST_GUILESS_MAIN(DataCommandsTest)
#include "data_commands_test.moc"
