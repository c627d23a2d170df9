// SPDX-License-Identifier: GPL-3.0-or-later
// Parts of a data set: the same share of every label, nothing lost, odd labels named.
#include "data/split.h"
#include "scratch.h"

#include <QtTest>

#include <map>
#include <set>

using namespace attune;

class SplitTest : public QObject {
    Q_OBJECT

private:
    Scratch scratch_;
    DataSettings settings_;

    static std::string table(const std::map<std::string, int>& counts,
                             const std::string& prefix = "t") {
        std::string out = "text,label\n";
        int number = 0;
        for (const auto& [label, count] : counts)
            for (int i = 0; i < count; ++i)
                out += prefix + std::to_string(number++) + "," + label + "\n";
        return out;
    }

    Split split(std::uint64_t seed = 1) { return readSplit(settings_, scratch_.root(), seed); }

    static std::map<std::string, int> counts(const Split& split, const std::vector<Example>& part) {
        std::map<std::string, int> out;
        for (const Example& example : part)
            ++out[split.labels[static_cast<std::size_t>(example.label)]];
        return out;
    }

private Q_SLOTS:
    void init() {
        settings_ = {};
        settings_.train = "train.csv";
    }

    void sharesFollowTheLabels() {
        scratch_.write("train.csv", table({
                                        {"a", 100},
                                        {"b", 50 },
                                        {"c", 14 },
                                        {"d", 1  }
        }));
        const Split made = split();
        // 165 x 0.1 = 16.5, rounded to 17: a 10, b 5, c 1.4; the free one goes to c.
        QCOMPARE(counts(made, made.validation), (std::map<std::string, int>{
                                                    {"a", 10},
                                                    {"b", 5 },
                                                    {"c", 2 }
        }));
        QCOMPARE(counts(made, made.train), (std::map<std::string, int>{
                                               {"a", 90},
                                               {"b", 45},
                                               {"c", 12},
                                               {"d", 1 }
        }));
        QVERIFY(mentions(made.notes, "The label “d” has one text only"));
        QVERIFY(mentions(made.notes, "The validation part has no text with the label “d”"));
        QVERIFY(made.test.empty());
    }

    void everyRowIsInOnePart() {
        scratch_.write("train.csv", table({
                                        {"a", 33},
                                        {"b", 21},
                                        {"c", 2 }
        }) +
                                        ",a\nx\n");
        const Split made = split();
        std::set<std::uint32_t> lines;
        for (const auto* part : {&made.train, &made.validation})
            for (const Example& example : *part)
                lines.insert(example.line);
        QCOMPARE(lines.size(), std::size_t{56});
        QCOMPARE(made.train.size() + made.validation.size(), std::size_t{56});
        QCOMPARE(made.skippedRows, std::uint64_t{2});
        QVERIFY(
            mentions(made.notes, "Left out: 2 of 58 rows; the first, line 58: The text is empty."));
    }

    void seedDecides() {
        scratch_.write("train.csv", table({
                                        {"a", 60},
                                        {"b", 60}
        }));
        QVERIFY(split(1).validation == split(1).validation);
        QCOMPARE(split(1).fingerprint, split(1).fingerprint);
        QVERIFY(split(1).validation != split(2).validation);
        QVERIFY(split(1).fingerprint != split(2).fingerprint);
    }

    void noShareMeansNoValidation() {
        scratch_.write("train.csv", table({
                                        {"a", 6},
                                        {"b", 6}
        }));
        settings_.validation_split = 0;
        QVERIFY(split().validation.empty());
        QCOMPARE(split().train.size(), std::size_t{12});
        settings_.validation_split = 0.01; // one at least
        QCOMPARE(split().validation.size(), std::size_t{1});
    }

    void otherFilesTakeTheIdsOfTraining() {
        scratch_.write("train.csv", table({
                                        {"a", 5},
                                        {"b", 5},
                                        {"c", 5}
        }));
        scratch_.write("dev.csv", "text,label\nv1,c\nv2,zzz\nv3,a\nv4,\n");
        scratch_.write("test.jsonl",
                       "{\"text\":\"w1\",\"label\":\"c\"}\n{\"text\":\"w2\",\"label\":\"b\"}\n");
        settings_.validation = "dev.csv";
        settings_.test = "test.jsonl";
        const Split made = split();
        QCOMPARE(made.labels, (std::vector<std::string>{"a", "b", "c"}));
        QCOMPARE(made.train.size(), std::size_t{15});
        QCOMPARE(counts(made, made.validation), (std::map<std::string, int>{
                                                    {"a", 1},
                                                    {"c", 1}
        }));
        QCOMPARE(counts(made, made.test), (std::map<std::string, int>{
                                              {"b", 1},
                                              {"c", 1}
        }));
        QCOMPARE(made.skippedRows, std::uint64_t{2});
        QVERIFY(mentions(made.notes, "1 row was left out because its label is not in the "
                                     "training data: “zzz” (line 3)."));
        QVERIFY(mentions(made.notes, "The validation part has no text with the label “b”"));
        QVERIFY(mentions(made.notes, "The test part has no text with the label “a”"));
    }

    void doublesAcrossPartsAreCounted() {
        scratch_.write("train.csv", table({
                                        {"a", 5},
                                        {"b", 5}
        }));
        scratch_.write("test.csv", "text,label\nt1,a\nnew,b\nt9,b\n");
        settings_.validation_split = 0;
        settings_.test = "test.csv";
        QVERIFY(mentions(
            split().notes,
            "2 of 3 test texts stand in the training part too (lines 2, 4 of the test file)"));
    }

    void doublesAndConflictsAreFoundInEveryPart() {
        scratch_.write("train.csv", "text,label\nt,a\nu,b\nt,a\nt,b\nv,a\nv,a\n");
        scratch_.write("test.csv", "text,label\nt,a\nw,b\nw,a\n");
        settings_.validation_split = 0;
        settings_.test = "test.csv";
        const Split made = split();
        using Kind = DataCheck::Kind;
        QCOMPARE(made.checks.size(), std::size_t{4});
        const DataCheck& doubled = made.checks[0];
        QVERIFY(doubled.kind == Kind::Doubled && doubled.part == "train");
        QCOMPARE(doubled.rows, std::uint64_t{2});
        QCOMPARE(doubled.texts, std::uint64_t{6});
        QCOMPARE(doubled.first[1].text, std::string("v"));
        QCOMPARE(doubled.first[1].line, 7u);
        QCOMPARE(doubled.first[1].other, 6u);
        const DataCheck& conflicting = made.checks[1];
        QVERIFY(conflicting.kind == Kind::Conflicting && conflicting.rows == 1);
        QCOMPARE(conflicting.first[0].label, std::string("b"));
        QCOMPARE(conflicting.first[0].otherLabel, std::string("a"));
        QVERIFY(made.checks[2].kind == Kind::Conflicting && made.checks[2].part == "test");
        QVERIFY(made.checks[3].kind == Kind::Shared && made.checks[3].first[0].line == 2);
        QVERIFY(mentions(made.notes, "1 of 6 training texts stand earlier in their part with "
                                     "another label (line 5): line 5 says “b”, line 2 “a”."));
    }

    void pairsAreDoublesOnlyAsAWhole() {
        scratch_.write("train.csv", "a,b,label\nt,x,1\nt,y,2\nt,x,1\ntx,,2\nt,xx,2\n");
        settings_.text = "a";
        settings_.text_pair = "b";
        settings_.validation_split = 0;
        const Split made = split();
        QCOMPARE(made.checks.size(), std::size_t{1});
        QCOMPARE(made.checks[0].rows, std::uint64_t{1});
        QCOMPARE(made.checks[0].first[0].line, 4u);
    }

    void skippedRowsAreListedByFile() {
        scratch_.write("train.csv", table({
                                        {"a", 5},
                                        {"b", 5}
        }) +
                                        ",a\nragged\n");
        scratch_.write("dev.csv", "text,label\nv1,zzz\n,a\nv3,a\n");
        settings_.validation = "dev.csv";
        const Split made = split();
        QCOMPARE(made.skippedRows, std::uint64_t{4});
        QCOMPARE(made.files.size(), std::size_t{2});
        QCOMPARE(made.files[0].skipped.size(), std::size_t{2});
        QCOMPARE(made.files[0].skipped[1].line, 13u);
        QCOMPARE(made.files[1].part, std::string("validation"));
        QCOMPARE(made.files[1].skipped[0].line, 2u);
        QCOMPARE(made.files[1].skipped[0].reason.text(),
                 std::string("The label “zzz” is not in the training data."));
        QCOMPARE(made.files[1].skipped[1].line, 3u);
    }

    void aSplitStopsWhenAsked() {
        scratch_.write("train.csv", table({
                                        {"a", 5},
                                        {"b", 5}
        }));
        std::stop_source stopped;
        int told = 0;
        readSplit(settings_, scratch_.root(), 1, stopped.get_token(),
                  [&](std::uint64_t, std::uint64_t all) { told += all > 0; });
        QVERIFY(told > 0);
        stopped.request_stop();
        QVERIFY_EXCEPTION_THROWN(readSplit(settings_, scratch_.root(), 1, stopped.get_token()),
                                 Cancelled);
    }

    void uselessPartsAreRefused() {
        scratch_.write("train.csv", table({
                                        {"a", 5},
                                        {"b", 5}
        }));
        scratch_.write("dev.csv", "text,label\nv,c\n");
        settings_.validation = "dev.csv";
        const std::string error = errorOf([&] { split(); });
        QVERIFY2(error.find("No row of the file can be used. Its labels are “c”; those of the "
                            "training data are “a”, “b”.") != error.npos,
                 error.c_str());
        settings_.validation = "none.csv";
        QVERIFY(errorOf([&] { split(); }).find("none.csv: The file does not exist") !=
                std::string::npos);
        settings_ = {};
        settings_.train = "train.csv";
        scratch_.write("train.csv", "text,label\na,x\nb,x\n");
        QVERIFY(errorOf([&] { split(); }).find("the same label") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(SplitTest)
#include "split_test.moc"
