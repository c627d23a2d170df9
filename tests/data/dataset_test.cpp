// SPDX-License-Identifier: GPL-3.0-or-later
// Rows as examples: labels stay text, every row is accounted for.
#include "scratch.h"

#include <QtTest>

using namespace attune;

class DatasetTest : public QObject {
    Q_OBJECT

private:
    Scratch scratch_;

    Dataset read(std::string_view bytes, const ReadOptions& options = {}) {
        return readDataset(scratch_.write("data.csv", bytes), options);
    }

private Q_SLOTS:
    void labelsStayText() {
        const Dataset data = read("text,label\na,001\nb,1e5\nc,NA\nd,nan\ne,1\nf,true\n");
        QCOMPARE(data.labels, (std::vector<std::string>{"001", "1", "1e5", "NA", "nan", "true"}));
        std::vector<std::string> names;
        for (const Example& example : data.examples)
            names.push_back(data.labels[static_cast<std::size_t>(example.label)]);
        QCOMPARE(names, (std::vector<std::string>{"001", "1e5", "NA", "nan", "1", "true"}));
        QCOMPARE(data.examples[4].line, 6u);
        QCOMPARE(data.examples[4].row, 4u);
    }

    void labelsAreTrimmedAndNothingElse() {
        const Dataset data = read("text,label\n a ,pos \r\nb,\xE3\x80\x80pos\r\nc,Pos\r\n");
        QCOMPARE(data.labels, (std::vector<std::string>{"Pos", "pos"}));
        QCOMPARE(data.examples[0].text, std::string(" a "));
        QVERIFY(mentions(data.notes, "White space around 2 labels"));
        QVERIFY(mentions(checkLabels(data), "“Pos”, “pos” differ only in case"));
    }

    void emptyTextsAndLabelsAreListed() {
        const Dataset data = read("text,label\na,x\n,x\n  ,y\nb,\nc\nd,y\n");
        QCOMPARE(data.examples.size(), std::size_t{2});
        QCOMPARE(data.skipped.size(), std::size_t{4});
        const std::vector<std::pair<std::uint32_t, std::string>> expected{
            {3, "The text is empty."                    },
            {4, "The text is empty."                    },
            {5, "The label is empty."                   },
            {6, "The number of cells is 1 instead of 2."}
        };
        for (std::size_t i = 0; i < 4; ++i) {
            QCOMPARE(data.skipped[i].line, expected[i].first);
            QCOMPARE(data.skipped[i].reason.text(), expected[i].second);
        }
    }

    void labelOfLeftOutRowsIsNone() {
        const Dataset data = read("text,label\na,x\n,only-here\nb,y\n");
        QCOMPARE(data.labels, (std::vector<std::string>{"x", "y"}));
        QCOMPARE(data.examples[1].label, 1);
    }

    void predictionKeepsEveryRow() {
        ReadOptions options;
        options.needLabels = false;
        options.keepEmpty = true;
        const Dataset data = read("text\na\n\"\"\nb\n", options);
        QCOMPARE(data.examples.size(), std::size_t{3});
        QCOMPARE(data.examples[1].label, -1);
        QVERIFY(data.labels.empty());
    }

    void missingColumnNamesTheNearest() {
        const std::string error = errorOf([&] { read("Text,lable\na,b\n"); });
        QVERIFY2(error.find("The file has no column “text”. Columns found: Text, lable. Did you "
                            "mean “Text”?") != error.npos,
                 error.c_str());
        ReadOptions options;
        options.text = "Text";
        const std::string other = errorOf([&] { read("Text,lable\na,b\n", options); });
        QVERIFY2(other.find("Did you mean “lable”?") != other.npos, other.c_str());
    }

    void pairsAreRead() {
        ReadOptions options;
        options.text = "question";
        options.pair = "answer";
        const Dataset data = read("question,answer,label\nq,a,x\nr,,y\n", options);
        QVERIFY(data.hasPairs);
        QCOMPARE(data.examples.size(), std::size_t{1});
        QCOMPARE(data.examples[0].pair, std::string("a"));
        QCOMPARE(data.skipped[0].reason.text(), std::string("The second text is empty."));
    }

    void nulBytesAreWarnedOf() {
        const Dataset data = read(std::string_view("text,label\nplain,x\na\0b,y\n", 25));
        QVERIFY(mentions(data.notes, "1 text holds NUL bytes, in line 3"));
    }

    void oneLabelAndNearUniqueLabelsAreErrors() {
        QVERIFY(mentions(checkLabels(read("text,label\na,x\nb,x\n")),
                         "All 2 texts have the same label, “x”"));
        std::string ids = "text,label\n";
        for (int i = 0; i < 30; ++i)
            ids += "text " + std::to_string(i) + ",id" + std::to_string(i) + "\n";
        const Problems problems = checkLabels(read(ids));
        QVERIFY(hasErrors(problems));
        QVERIFY(mentions(problems, "30 different values in 30 rows"));
        QVERIFY(mentions(checkLabels(read("text,label\n")), "The data hold no rows."));
        QVERIFY(mentions(checkLabels(read("text,label\n,x\n")), "None of the 1 rows can be used"));
        QVERIFY(checkLabels(read("text,label\na,x\nb,y\n")).empty());
    }

    void labelsThatLookLikeAnotherTaskAreToldOf() {
        QVERIFY(mentions(checkLabels(read("text,label\na,1.5\nb,-2\nc,1.5\n")), "are numbers"));
        QVERIFY(checkLabels(read("text,label\na,1\nb,2\n")).empty());
        QVERIFY(mentions(checkLabels(read("text,label\na,x;y\nb,x\nc,y;z\nd,z\n")),
                         "“x”, “x;y”, “y;z”, ... are taken as one label each"));
        // Signs within labels that have nothing in common are part of them.
        QVERIFY(checkLabels(read("text,label\na,p|q\nb,r|s\nc,t\n")).empty());
    }

    void formatIsSaid() {
        QVERIFY(mentions(read("text;label\na;x\n").notes,
                         "Read as csv, encoding UTF-8, delimiter semicolon."));
    }

    void fingerprintSeesTextsAndLabels() {
        const std::string one = read("text,label\na,x\nb,y\n").fingerprint;
        QCOMPARE(read("label;text\nx;a\n\ny;\"b\"\n").fingerprint, one);
        QVERIFY(read("text,label\na,x\nb,z\n").fingerprint != one);
        QVERIFY(read("text,label\na,x\nc,y\n").fingerprint != one);
        QVERIFY(read("text,label\nb,y\na,x\n").fingerprint != one);
    }

    void tooManyLabelsAreRefusedEarly() {
        std::string table = "text,label\n";
        for (int i = 0; i < 12000; ++i)
            table += "t," + std::to_string(i) + "\n";
        const std::string error = errorOf([&] { read(table); });
        QVERIFY2(error.find("The column “label” has more than 10000 different values in the first "
                            "10001 rows") != error.npos,
                 error.c_str());
    }

    void fieldsCoverTheSettings() {
        DataSettings settings;
        std::vector<std::string> keys;
        for (const auto& field : dataFields()) {
            keys.push_back(field.parameter.key);
            QVERIFY(!field.parameter.title.empty() && !field.parameter.help.empty());
            Value value = valueOf(settings, field);
            Problem problem;
            if (!field.parameter.required && !field.parameter.optional)
                QVERIFY(conform(field.parameter, value, problem));
        }
        QCOMPARE(keys, (std::vector<std::string>{
                           "train", "validation", "test", "text", "text_pair", "label",
                           "label_columns", "label_separator", "validation_split", "max_length",
                           "encoding", "delimiter", "filter.min_characters",
                           "filter.max_characters", "filter.languages", "filter.matching",
                           "filter.not_matching", "filter.doubles", "filter.near_doubles"}));
    }
};

QTEST_GUILESS_MAIN(DatasetTest)
#include "dataset_test.moc"
