// SPDX-License-Identifier: GPL-3.0-or-later
// predict, evaluate, tokenize and export end to end on a tiny BERT: what they answer.
#include "command_suite.h"

#include <QFile>
#include <QRegularExpression>

using namespace attune;

namespace {

QString oracle() { return QString::fromUtf8(qgetenv("ATTUNE_ORACLE_PYTHON")); }

} // namespace

class AnswersTest : public CommandSuite {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        if (!available())
            QSKIP((std::string("SKIP-ALL: ") + missing).c_str());
        makeRecipe();
        const Answer answer = train();
        QVERIFY2(answer.code == 0, answer.err.constData());
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
        const auto evaluated = [&](const char* model) {
            Json told = jsonOf(attuneCli(QStringList{"evaluate", model} + rest, folder()).out);
            told.erase("trained_on"); // of a model outside of its run nobody knows
            return told;
        };
        COMPARE_JSON(evaluated("out/exported"), evaluated("run/model"));
    }

    void anExportToOnnxIsCompared() {
        const Answer answer = attuneCli({"export", "run", "--format", "onnx", "--output",
                                         "out/onnx", "--data", "test.csv", "--json"},
                                        folder());
        QVERIFY2(answer.code == 0, answer.err.constData());
        const Json told = jsonOf(answer.out);
        COMPARE_JSON(told.at("texts"), Json(40 + 24)); // and made-up ones
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
};

QTEST_GUILESS_MAIN(AnswersTest)
#include "answers_test.moc"
