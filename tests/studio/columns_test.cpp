// SPDX-License-Identifier: GPL-3.0-or-later
// Which columns of a table are read for a finished model, and what is told of it: those of its
// training, or others with a warning, and never a guess among several.
#include "run/session.h"
#include "small_run.h"
#include "studio/exporting.h"
#include "studio/studio.h"

#include <QTest>

#include <memory>

using namespace attune;
using Severity = Problem::Severity;

class ColumnsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<SmallRun> run_; // trained on the columns "review" and "stars"

    std::string put(const char* name, const std::string& content) const {
        publishFile(run_->folder() / name, content);
        return toUtf8(run_->folder() / name);
    }

    studio::PredictReport predict(const std::string& data, const std::string& text = {}) const {
        studio::PredictOptions options;
        options.data = data;
        options.output = toUtf8(run_->folder() / "answers.jsonl");
        options.text = text;
        return studio::predictFile(run_->output(), options);
    }

    static std::string failureOf(const std::function<void()>& work) {
        try {
            work();
        } catch (const UsageError& error) {
            return error.what();
        }
        return {};
    }

    static std::string textsOf(const Problems& notes, Severity severity) {
        std::string all;
        for (const Problem& note : notes)
            if (note.severity == severity)
                all += note.text() + "\n";
        return all;
    }

    static bool has(const std::string& text, const std::string& part) {
        return text.find(part) != std::string::npos;
    }

private Q_SLOTS:
    void initTestCase() {
        if (!SmallRun::available())
            QSKIP("SKIP-ALL: ATTUNE_MODELS is not set");
        run_ = std::make_unique<SmallRun>();
        const std::string table = readFile(run_->folder() / "train.csv");
        put("reviews.csv", "review,stars" + table.substr(table.find('\n')));
        Recipe& recipe = run_->recipe;
        recipe.training.epochs = 1;
        recipe.data.train = "reviews.csv";
        recipe.data.test = "";
        recipe.data.text = "review";
        recipe.data.label = "stars";
        Session session(recipe, StartMode::New);
        session.wait();
        QCOMPARE(session.exitCode(), 0);
    }

    void thoseOfTheTrainingAreReadAndTold() {
        const auto report = predict(put("a.csv", "id,review,text\n1,a good film,other\n"));
        QCOMPARE(report.columns.text, std::string("review"));
        QVERIFY2(has(textsOf(report.notes, Severity::Info), "texts from “review”"),
                 textsOf(report.notes, Severity::Info).c_str());
        QCOMPARE(textsOf(report.notes, Severity::Warning), std::string());
    }

    void anotherColumnIsWarnedOf() {
        for (const char* table : {"text,n\na good film,1\n", "comment\na good film\n",
                                  "id,comment,sentiment\n1,a good film,good\n"}) {
            const auto report = predict(put("b.csv", table));
            const std::string taken = std::string(table).find("text") == 0 ? "text" : "comment";
            QCOMPARE(report.columns.text, taken);
            const std::string warning = textsOf(report.notes, Severity::Warning);
            QVERIFY2(has(warning, "no column “review”") && has(warning, "from “" + taken + "”"),
                     warning.c_str());
        }
        // Whoever names a column knows.
        const auto named = predict(put("b.csv", "id,comment\n1,a good film\n"), "comment");
        QCOMPARE(textsOf(named.notes, Severity::Warning), std::string());
    }

    void aGuessAmongSeveralIsRefused() {
        fs::remove(run_->folder() / "answers.jsonl");
        const std::string data =
            put("c.csv", "id,title,body\n1,good,a good film\n2,dull,a very dull film\n");
        const std::string error = failureOf([&] { predict(data); });
        QVERIFY2(has(error, "“review”") && has(error, "id, title, body") &&
                     has(error, "--text COLUMN"),
                 error.c_str());
        QVERIFY(!fs::exists(run_->folder() / "answers.jsonl"));
        QCOMPARE(predict(data, "body").columns.text, std::string("body"));
    }

    void labelsAreTreatedAlike() {
        std::string one = "review,mood\n", two = "review,mood,seen\n";
        for (int i = 0; i < 30; ++i) {
            const std::string row = "film " + std::to_string(i) + (i % 2 ? ",good" : ",bad");
            one += row + "\n";
            two += row + (i % 3 ? ",yes\n" : ",no\n");
        }
        studio::EvaluateOptions options;
        options.data = put("d.csv", one);
        const auto result = studio::evaluateModel(run_->output(), options);
        QCOMPARE(result.columns.label, std::string("mood"));
        const std::string warning = textsOf(result.notes, Severity::Warning);
        QVERIFY2(has(warning, "no column “stars”") && has(warning, "labels are read from “mood”"),
                 warning.c_str());
        QVERIFY(
            has(textsOf(result.notes, Severity::Info), "texts from “review”, labels from “mood”"));
        options.data = put("d.csv", two);
        const std::string error =
            failureOf([&] { studio::evaluateModel(run_->output(), options); });
        QVERIFY2(has(error, "review, mood, seen") && has(error, "--label COLUMN"), error.c_str());
        options.label = "mood";
        QCOMPARE(studio::evaluateModel(run_->output(), options).metrics.texts, std::int64_t{30});
    }

    void aFirstRowThatIsATextIsWarnedOf() {
        for (const char* first :
             {"I love this phone.", "never again with these people", "很好！"}) {
            const auto report = predict(put("e.csv", std::string(first) + "\nit broke\n"));
            QCOMPARE(report.rows, std::int64_t{1});
            const std::string warning = textsOf(report.notes, Severity::Warning);
            QVERIFY2(has(warning, "The first row looks like data"), warning.c_str());
            QVERIFY2(has(warning, "from “" + std::string(first) + "”"), warning.c_str());
        }
        for (const char* name : {"review", "customer review text", "评论"}) {
            const auto report = predict(put("e.csv", std::string(name) + "\nit broke\n"));
            QVERIFY(!has(textsOf(report.notes, Severity::Warning), "looks like data"));
        }
    }

    void emptyTextsAreCountedAndNamed() {
        const auto csv = predict(put("f.csv", "review,n\na good film,1\n,2\n  ,3\ndull,4\n"));
        QCOMPARE(csv.rows, std::int64_t{4});
        QCOMPARE(csv.emptyRows.size(), std::size_t{2});
        QCOMPARE(csv.emptyRows[1].line, 4u);
        const std::string warning = textsOf(csv.notes, Severity::Warning);
        QVERIFY2(has(warning, "Empty or missing texts: 2 of 4 (lines 3, 4)"), warning.c_str());
        const auto jsonl = predict(put("f.jsonl", "{\"review\": \"dull\"}\n{\"review\": null}\n"
                                                  "{\"other\": 1}\n{\"review\": \"\"}\n"));
        QCOMPARE(jsonl.emptyRows.size(), std::size_t{3});
        QCOMPARE(jsonl.emptyRows[0].line, 2u);
        studio::Classifier classifier(run_->output(), "fp32");
        classifier.classifyAll({"dull", " "}, {});
        QVERIFY(
            has(textsOf(classifier.notes(), Severity::Warning), "Empty or missing texts: 1 of 2"));
    }

    void rowsAreNamedInTheOrderOfTheFile() {
        const auto report = predict(put("g.csv", "n,review\n1,a,b\n2\n3,c,d\n4\n"));
        std::string lines;
        for (const Problem& note : report.notes)
            if (note.severity == Severity::Warning)
                lines += note.where.substr(note.where.rfind(':') + 1) + " ";
        QCOMPARE(lines, std::string("2 3 4 5 "));
    }

    void anExportIsComparedOnAnyTexts() {
        const auto report = studio::exportModel(
            run_->output(),
            {.output = run_->folder() / "exported",
             .data = put("h.csv", "title,body\ngood,a good film\ndull,a dull one\n")});
        QCOMPARE(report.texts, std::int64_t{2 + 24}); // and made-up ones
    }
};

QTEST_GUILESS_MAIN(ColumnsTest)
#include "columns_test.moc"
