// SPDX-License-Identifier: GPL-3.0-or-later
// What `attune-cli augment` writes is, byte for byte, what a run of the same recipe was trained on
// and kept as trained_on.csv.
#include "program.h"
#include "small_run.h"

#include <QTest>

#include <algorithm>

using namespace attune;

namespace {

// Texts of both languages, longer ones for the rare label to be few; cells that need quotes,
// sentences, mark-up, and rows that cannot be used.
std::string mixedRows() {
    static const char* texts[] = {
        "A wonderful film, really \"great\". The story was lovely; the people were charming.",
        "The awful story was <b>boring</b> and dull. Terrible people &amp; a terrible film!",
        "这部电影非常好看，故事感人，演员的表演也很出色。",
        "酒店的房间很小，服务态度差，早餐也不好吃。",
        "first line\nsecond line, with people",
        "\U0001F600 fine film \U0001F44D\U0001F3FD",
    };
    std::string rows = "text,label\n";
    for (int i = 0; i < 72; ++i) {
        std::string text = std::string(texts[i % 6]) + " " + std::to_string(i);
        for (auto at = text.find('"'); at != text.npos; at = text.find('"', at + 2))
            text.insert(at, "\"");
        rows += "\"" + text + "\"," + (i % 9 == 8 ? "rare" : i % 2 == 0 ? "good" : "bad") + "\n";
    }
    return rows + "a text without a label,\n\"\",good\n";
}

std::string listed(const std::vector<std::string>& operators) {
    std::string out;
    for (const std::string& one : operators)
        out += (out.empty() ? "" : ", ") + one;
    return "[" + out + "]";
}

} // namespace

class AugmentProgramTest : public QObject {
    Q_OBJECT

    SmallRun small_; // its data has the labels good and bad
    QString folder() const { return QString::fromStdString(toUtf8(small_.folder())); }

    void write(const std::string& data, const std::string& parts) const {
        publishFile(small_.folder() / "r.yaml",
                    "model: bert-tiny-mlm\n" + data + parts +
                        "training: {epochs: 1, batch_size: 16, threads: 2, device: cpu}\n");
    }

private Q_SLOTS:
    void initTestCase() {
        if (!SmallRun::available() || !fs::exists(program().toStdString()))
            QSKIP("SKIP-ALL: ATTUNE_MODELS is not set or attune-cli is not built");
        publishFile(small_.folder() / "mixed.csv", mixedRows());
        publishFile(small_.folder() / "judge.yaml",
                    writeRecipe(small_.recipe, small_.folder(), false));
        const Answer judge = attuneCli({"train", "judge.yaml", "--output", "judge"}, folder());
        QVERIFY2(judge.code == 0, judge.err.constData());
    }

    void writesWhatARunIsTrainedOn_data() {
        QTest::addColumn<QString>("data");
        QTest::addColumn<QString>("parts");
        QTest::addColumn<bool>("judged");
        const QString mixed = "data: {train: mixed.csv, validation_split: 0.2, max_length: 32";
        QTest::newRow("words and letters")
            << mixed + "}\n"
            << QString::fromStdString(
                   "clean: [html, {unicode: {form: NFKC}}, {case: {to: lower}}]\n"
                   "augment:\n"
                   "  copies: 2\n"
                   "  protect: [great, 电影]\n"
                   "  operators: " +
                   listed({"random-swap", "{random-delete: {rate: 0.2}}", "random-insert",
                           "keyboard", "spelling", "ocr", "sound-alike", "look-alike"}) +
                   "\n")
            << false;
        QTest::newRow("a model and a judge")
            << QString("data: {train: train.csv, test: test.csv, validation_split: 0.2}\n")
            << QString("augment:\n"
                       "  copies: 2\n"
                       "  judge: judge\n"
                       "  operators: [{masked-word: {model: bert-tiny-mlm, rate: 0.3}}]\n")
            << true;
        QTest::newRow("other texts and balance")
            << mixed + ", filter: {min_characters: 12, doubles: true}}\n"
            << QString("clean: [repeats]\n"
                       "augment:\n"
                       "  copies: 1\n"
                       "  balance: 1\n"
                       "  most_copies: 5\n"
                       "  operators: [{near-words: {min_similarity: 0.4}}, mix, cut-off, "
                       "sentence-shuffle]\n")
            << false;
    }
    void writesWhatARunIsTrainedOn() {
        QFETCH(QString, data);
        QFETCH(QString, parts);
        QFETCH(bool, judged);
        write(data.toStdString(), parts.toStdString());
        const Answer run = attuneCli({"train", "r.yaml", "--set", "augment.keep_texts=true",
                                      "--output", "run", "--overwrite"},
                                     folder());
        QVERIFY2(run.code == 0, run.err.constData());
        const std::string kept = readFile(small_.folder() / "run" / "trained_on.csv");
        QVERIFY(std::count(kept.begin(), kept.end(), '\n') > 100);

        const Answer rows = attuneCli({"augment", "r.yaml"}, folder());
        QVERIFY2(rows.code == 0, rows.err.constData());
        QVERIFY(rows.out.toStdString() == kept);
        QCOMPARE(rows.err.contains("the judge left out"), judged);
        const Answer file = attuneCli(
            {"augment", "r.yaml", "--output", "rows.csv", "--set", "training.threads=1"}, folder());
        QVERIFY2(file.code == 0, file.err.constData());
        QVERIFY(readFile(small_.folder() / "rows.csv") == kept);
        // The very recipe that the run keeps.
        const Answer again = attuneCli({"augment", "run/recipe.yaml"}, folder());
        QVERIFY2(again.code == 0, again.err.constData());
        QVERIFY(again.out.toStdString() == kept);
    }
};

QTEST_GUILESS_MAIN(AugmentProgramTest)
#include "augment_test.moc"
