// SPDX-License-Identifier: GPL-3.0-or-later
// What rows say of their texts, for every task but single labels (dataset_test).
#include "data/target.h"
#include "scratch.h"

#include <QtTest>

#include <cmath>

using namespace attune;

class TargetsTest : public QObject {
    Q_OBJECT

private:
    Scratch scratch_;

    Dataset read(const std::string& name, std::string_view bytes, Task task,
                 ReadOptions options = {}) {
        options.task = task;
        return readDataset(scratch_.write(name, bytes), options);
    }
    // Targets as people read them, with " | " between.
    static std::string all(const Dataset& data) {
        std::string out;
        for (const Example& example : data.examples)
            out += (out.empty() ? "" : " | ") + targetText(example, data.task, data.labels);
        return out;
    }
    static std::string reasons(const Dataset& data) {
        std::string out;
        for (const SkippedRow& row : data.skipped)
            out += std::to_string(row.line) + ": " + row.reason.text() + "\n";
        return out;
    }

private Q_SLOTS:
    // ---- several labels ----

    void separatorIsFound_data() {
        QTest::addColumn<QString>("table");
        QTest::addColumn<QString>("targets");
        QTest::addColumn<QString>("separator");
        QTest::newRow("semicolon before comma") << "text,label\na,\"x;y, z\"\nb,y\nc,\n"
                                                << "x, y, z | y | "
                                                << "semicolon";
        QTest::newRow("pipe") << "text,label\na,y|x|y\nb,z\n"
                              << "x, y | z"
                              << "pipe";
        QTest::newRow("comma") << "text,label\na,\" y , x,\"\nb,x\n"
                               << "x, y | x"
                               << "comma";
        QTest::newRow("none") << "text,label\na,x y\nb,z\n"
                              << "x y | z"
                              << "auto";
        QTest::newRow("json in a cell") << "text,label\na,\"[\"\"x;1\"\", 2]\"\nb,[]\nc,2\n"
                                        << "2, x;1 |  | 2"
                                        << "auto";
    }
    void separatorIsFound() {
        QFETCH(QString, table);
        QFETCH(QString, targets);
        QFETCH(QString, separator);
        const Dataset data = read("data.csv", table.toStdString(), Task::MultiLabel);
        QCOMPARE(QString::fromStdString(all(data)), targets);
        QCOMPARE(QString::fromStdString(data.labelSeparator), separator);
        QVERIFY(data.skipped.empty());
        for (const Example& example : data.examples)
            QCOMPARE(example.label, -1);
    }

    void separatorMayBeChosen() {
        ReadOptions options;
        options.labelSeparator = "space";
        QCOMPARE(
            all(read("data.csv", "text,label\na,x y\nb,\"y;z  x\"\n", Task::MultiLabel, options)),
            std::string("x, y | x, y;z"));
        options.labelSeparator = "dot";
        QVERIFY(errorOf([&] {
                    read("data.csv", "text,label\na,x\n", Task::MultiLabel, options);
                }).find("Choose one of: auto, semicolon, pipe, comma, space.") !=
                std::string::npos);
    }

    void listsOfJson() {
        const Dataset data =
            read("data.jsonl",
                 "{\"text\":\"a\",\"label\":[\"b;c\",\"a\",\"a\"]}\n{\"text\":\"b\",\"label\":[]}\n"
                 "{\"text\":\"c\",\"label\":null}\n{\"text\":\"d\",\"label\":\"a\"}\n"
                 "{\"text\":\"e\",\"label\":\"['a', 'b']\"}\n",
                 Task::MultiLabel);
        QCOMPARE(data.labels, (std::vector<std::string>{"a", "b;c"}));
        QCOMPARE(all(data), std::string("a, b;c |  |  | a"));
        QVERIFY(reasons(data).starts_with("5: The labels “['a', 'b']” are a list of Python"));
        QVERIFY(mentions(data.notes, "Texts without any label: 2 of 4."));
    }

    void columnsOfLabels() {
        ReadOptions options;
        options.labelColumns = {"toxic", "insult", "obscene"};
        const Dataset data = read("data.csv",
                                  "text,toxic,obscene,insult\na,1,0,TRUE\nb,0,false,0.0\nc,1,-1,0\n"
                                  "d,,0,0\ne,0,1,0\n",
                                  Task::MultiLabel, options);
        QCOMPARE(data.labels, (std::vector<std::string>{"insult", "obscene", "toxic"}));
        QCOMPARE(all(data), std::string("insult, toxic |  | obscene"));
        QCOMPARE(data.labelColumn, std::string("toxic, insult, obscene"));
        QCOMPARE(reasons(data), std::string("4: The column “obscene” has “-1” instead of 0 or 1.\n"
                                            "5: The column “toxic” has “” instead of 0 or 1.\n"));
        options.recipe = true;
        options.labelColumns = {"toxik"};
        QVERIFY(errorOf([&] {
                    read("data.csv", "text,toxic\na,1\n", Task::MultiLabel, options);
                }).find("data.label_columns") != std::string::npos);
        options.needLabels = false; // texts to be answered
        QCOMPARE(read("data.csv", "text\na\n", Task::MultiLabel, options).labelColumn,
                 std::string());
    }

    void whatCannotBeLearntOfManyLabels() {
        QVERIFY(checkLabels(read("d.csv", "text,label\na,x\nb,\n", Task::MultiLabel)).empty());
        QVERIFY(mentions(checkLabels(read("d.csv", "text,label\na,x\nb,x\n", Task::MultiLabel)),
                         "No label stands at some texts"));
        QVERIFY(mentions(checkLabels(read("d.csv", "text,label\na,x;y\nb,x\n", Task::MultiLabel)),
                         "Every text has the label “x”"));
    }

    // ---- numbers ----

    void numbersAreRead() {
        const Dataset data = read("data.csv",
                                  "text,label\na,1\nb, -2.5e-3 \nc,+.5\nd,nan\ne,inf\nf,\ng,1e400\n"
                                  "h,1e39\ni,0x10\nj,\"1,234.5\"\nk,--1\nl,+-1\nm,007\n",
                                  Task::Regression);
        std::vector<double> values;
        for (const Example& example : data.examples)
            values.push_back(example.value);
        QCOMPARE(values, (std::vector<double>{1, -0.0025, 0.5, 7}));
        QCOMPARE(data.labels, std::vector<std::string>{"label"});
        const std::string why = reasons(data);
        QVERIFY2(why.find("5: “nan” is no number that can be counted with.") != why.npos,
                 why.c_str());
        QVERIFY(why.find("6: “inf” is no number that can") != why.npos);
        QVERIFY(why.find("7: The number is missing.") != why.npos);
        QVERIFY(why.find("8: “1e400” is no number") != why.npos);
        QVERIFY(why.find("9: “1e39” is no number that can") != why.npos);
        QVERIFY(why.find("10: “0x10” is no number.") != why.npos);
        QCOMPARE(data.skipped.size(), std::size_t{9});
        QVERIFY(mentions(checkLabels(read("d.csv", "text,label\na,2\nb,2.0\n", Task::Regression)),
                         "have the same number, 2"));
    }

    void decimalCommaIsRefused() {
        const std::string error =
            errorOf([&] { read("data.csv", "text;label\na;1.5\nb;3,5\n", Task::Regression); });
        QVERIFY2(
            error.find("data.csv:3: The number “3,5” has a decimal comma. Write the numbers of "
                       "the column “label” with a point, as in 3.5.") != error.npos,
            error.c_str());
    }

    void textsToAnswerNeedNoNumber() {
        ReadOptions options;
        options.needLabels = false;
        options.keepEmpty = true;
        const Dataset data = read("data.csv", "text,label\na,\nb,4\n", Task::Regression, options);
        QVERIFY(std::isnan(data.examples[0].value));
        QCOMPARE(data.examples[1].value, 4.0);
        QVERIFY(
            mentions(data.notes, "cannot be read, which are taken without: 1; the first, line 2"));
    }

    // ---- spans ----

    void sentencesOfConll() {
        const Dataset data = read(
            "data.conll",
            "-DOCSTART- -X- O O\n\n# id 7\nEU NNP B-NP S-ORG\nrejects VBZ B-VP O\n\n\nAda NNP x "
            "B-PER\r\nLovelace NNP x E-PER\r\n# NN x O\r\n\nLondon\tS-LOC\n",
            Task::TokenLabels);
        QCOMPARE(data.labels, (std::vector<std::string>{"B-LOC", "B-ORG", "B-PER", "I-LOC", "I-ORG",
                                                        "I-PER", "O"}));
        QCOMPARE(all(data), std::string("ORG: EU | PER: Ada Lovelace | LOC: London"));
        QCOMPARE(data.examples[0].text, std::string("EU rejects"));
        QCOMPARE(data.examples[1].text, std::string("Ada Lovelace #"));
        QCOMPARE(data.examples[0].line, 4u);
        QCOMPARE(data.examples[1].line, 8u);
        QCOMPARE(data.examples[2].line, 12u);
        QVERIFY(mentions(data.notes, "Read as conll, encoding UTF-8."));
        QVERIFY(mentions(data.notes, "passed over: 2."));
        QVERIFY(!mentions(data.notes, "do not fit"));
    }

    void wordsOfHanAreJoinedWithoutSpaces() {
        const Dataset data = read("data.bio",
                                  "我 O\n在 O\n北 B-LOC\n京 I-LOC\n2 O\n0 O\n年 O\n， O\n\n"
                                  "用 O\niPhone B-PRO\n手 O\n机 O\n",
                                  Task::TokenLabels);
        QCOMPARE(data.examples[0].text, std::string("我在北京20年，"));
        QCOMPARE(data.examples[1].text, std::string("用 iPhone 手机"));
        QCOMPARE(all(data), std::string("LOC: 北京 | PRO: iPhone"));
    }

    void schemesAreTold_data() {
        QTest::addColumn<QString>("tags");
        QTest::addColumn<QString>("targets");
        QTest::addColumn<bool>("noted");
        QTest::newRow("IOB1") << "I-A I-A B-A O I-B"
                              << "A: a b; A: c; B: e" << false;
        QTest::newRow("IOB2") << "B-A I-A B-A O B-B"
                              << "A: a b; A: c; B: e" << false;
        QTest::newRow("BIOES") << "B-A E-A S-A O S-B"
                               << "A: a b; A: c; B: e" << false;
        QTest::newRow("BILOU") << "B-A L-A U-A O U-B"
                               << "A: a b; A: c; B: e" << false;
        QTest::newRow("BMES") << "B-A M-A E-A S-B O"
                              << "A: a b c; B: d" << false;
        QTest::newRow("bare types") << "PER PER LOC O X"
                                    << "PER: a b; LOC: c; X: e" << false;
        QTest::newRow("I behind O in IOB2") << "B-A O I-A O B-B"
                                            << "A: a; A: c; B: e" << true;
        QTest::newRow("no E in BIOES") << "B-A I-A O S-B O"
                                       << "A: a b; B: d" << true;
    }
    void schemesAreTold() {
        QFETCH(QString, tags);
        QFETCH(QString, targets);
        QFETCH(bool, noted);
        std::string file;
        const QStringList all5 = tags.split(' ');
        for (int i = 0; i < 5; ++i)
            file += std::string(1, static_cast<char>('a' + i)) + " " + all5[i].toStdString() + "\n";
        const Dataset data = read("data.iob", file, Task::TokenLabels);
        QCOMPARE(QString::fromStdString(all(data)), targets);
        QCOMPARE(mentions(data.notes, "Tags that do not fit their scheme, read as seqeval does: 1; "
                                      "the first stands in the sentence of line 1."),
                 noted);
        // The same in a list of JSON.
        std::string list = "{\"tokens\":[\"a\",\"b\",\"c\",\"d\",\"e\"],\"ner_tags\":[";
        for (const QString& tag : all5)
            list += (list.back() == '[' ? "\"" : ",\"") + tag.toStdString() + "\"";
        const Dataset words = read("data.jsonl", list + "]}\n", Task::TokenLabels);
        QCOMPARE(QString::fromStdString(all(words)), targets);
        QVERIFY(
            mentions(words.notes, "Columns read: texts from “tokens”, labels from “ner_tags”."));
    }

    void sentencesThatLackTags() {
        const Dataset data = read("data.conll", "a O\nb\nc O\n\nd B-X\n\ne\n", Task::TokenLabels);
        QCOMPARE(all(data), std::string("X: d"));
        QCOMPARE(reasons(data),
                 std::string("1: Line 2 of the sentence has no tag: a word and its tag are "
                             "expected.\n7: Line 7 of the sentence has no tag: a word and its tag "
                             "are expected.\n"));
    }

    void conllIsKnownByItsContent() {
        QVERIFY(read("train.txt", "EU B-ORG\nrejects O\n\nAda B-PER\n", Task::TokenLabels)
                    .labels.size() == 5);
        QCOMPARE(openTable(scratch_.write("w.tsv", "Ada\tB-PER\nruns\tO\n\nx\tO\n"))->format(),
                 std::string("conll"));
        QCOMPARE(openTable(scratch_.write("t.tsv", "text\tlabel\nAda\tO\nruns\tO\n"))->format(),
                 std::string("tsv"));
        QCOMPARE(openTable(scratch_.write("t.txt", "text\na\nb O\n"))->format(),
                 std::string("csv"));
    }

    void spansOfJson() {
        const Dataset data =
            read("data.jsonl",
                 "{\"text\":\"😀 Ada in Rome\",\"label\":[[9,13,\"LOC\"],[2,5,\"PER\"]]}\n"
                 "{\"text\":\"Rome \",\"label\":[{\"start\":0,\"end\":5,\"label\":\"LOC\"},"
                 "{\"start\":0,\"end\":5,\"label\":\"LOC\"}]}\n"
                 "{\"text\":\"x\",\"label\":[]}\n"
                 "{\"text\":\"abc\",\"label\":[[0,2,\"A\"],[1,3,\"B\"]]}\n"
                 "{\"text\":\"abc\",\"label\":[[1,1,\"A\"]]}\n"
                 "{\"text\":\"abc\",\"label\":[[1,4,\"A\"]]}\n"
                 "{\"text\":\"abc\",\"label\":[[-1,2,\"A\"]]}\n"
                 "{\"text\":\"a  b\",\"label\":[[1,3,\"A\"]]}\n"
                 "{\"text\":\"abc\",\"label\":[[0,1,\" \"]]}\n"
                 "{\"text\":\"abc\",\"label\":\"PER\"}\n"
                 "{\"text\":\"abc\",\"label\":[\"B-PER\"]}\n"
                 "{\"text\":\"y\"}\n",
                 Task::TokenLabels);
        QCOMPARE(all(data), std::string("PER: Ada; LOC: Rome | LOC: Rome |  | "));
        QCOMPARE(data.examples[0].spans, (std::vector<TextSpan>{
                                             {5,  8,  1},
                                             {12, 16, 0}
        }));
        QCOMPARE(
            reasons(data),
            std::string("4: Two labelled spans overlap: “ab” (A) and “bc” (B).\n"
                        "5: The span [1, 1] is empty.\n"
                        "6: The span [1, 4] ends behind the text, which has 3 characters.\n"
                        "7: A labelled span has to be [start, end, \"label\"] or an object with "
                        "start, end and label.\n"
                        "8: The span [1, 3] holds nothing but white space.\n"
                        "9: The span [0, 1] has an empty label.\n"
                        "10: The labels “PER” are no JSON list of spans, as in [[0, 3, \"PER\"]].\n"
                        "11: The labels are a list of tags, but the text is no list of words.\n"));
        QVERIFY(mentions(data.notes, "which was left out: 1; the first stands in line 2."));
    }

    void wordsNeedATagEach() {
        const Dataset data =
            read("data.jsonl",
                 "{\"tokens\":[\"a\",\"b\"],\"tags\":[\"O\"]}\n{\"tokens\":[],\"tags\":[]}\n"
                 "{\"tokens\":[\"a\",\"\"],\"tags\":[\"O\",\"O\"]}\n"
                 "{\"tokens\":[\"Ada\"],\"tags\":[\"B-PER\"]}\n{\"tokens\":[\"a\"],\"tags\":[3]}\n",
                 Task::TokenLabels);
        QCOMPARE(all(data), std::string("PER: Ada"));
        QVERIFY2(reasons(data).starts_with("1: 2 words have 1 tags.\n2: The text is empty.\n"
                                           "3: A word is empty.\n5: "),
                 reasons(data).c_str());
    }

    void pairsHaveNoSpans() {
        ReadOptions options;
        options.pair = "b";
        QVERIFY(errorOf([&] {
                    read("d.csv", "text,b,label\na,b,[]\n", Task::TokenLabels, options);
                }).find("Spans are found in single texts") != std::string::npos);
    }

    void fingerprintsSeeTheTargets() {
        const auto of = [&](Task task, const char* table) {
            return read("d.csv", table, task).fingerprint;
        };
        QVERIFY(of(Task::MultiLabel, "text,label\na,x;y\n") !=
                of(Task::MultiLabel, "text,label\na,x\n"));
        QCOMPARE(of(Task::MultiLabel, "text,label\na,x;y\n"),
                 of(Task::MultiLabel, "text,label\na,y|x\n"));
        QVERIFY(of(Task::Regression, "text,label\na,1\n") !=
                of(Task::Regression, "text,label\na,2\n"));
        QVERIFY(of(Task::TokenLabels, "text,label\nab,\"[[0,1,\"\"A\"\"]]\"\n") !=
                of(Task::TokenLabels, "text,label\nab,\"[[0,2,\"\"A\"\"]]\"\n"));
        QVERIFY(of(Task::TokenLabels, "text,label\nab,\"[[0,1,\"\"A\"\"]]\"\n") !=
                of(Task::TokenLabels, "text,label\nab,\"[[0,1,\"\"B\"\"]]\"\n"));
        // As it was when there were single labels alone: of lengths and texts, block by block.
        QCOMPARE(
            of(Task::SingleLabel, "text,label\na,x\nb,y\n"),
            fingerprint(std::string_view(fingerprint(std::string_view("1:a0:1:x;1:b0:1:y;")))));
    }
};

QTEST_GUILESS_MAIN(TargetsTest)
#include "targets_test.moc"
