// SPDX-License-Identifier: GPL-3.0-or-later
// Repaired copies of data: what is rewritten unasked and what only when asked, and that a copy is
// what was proposed, in every format and encoding.
#include "check_suite.h"

#include <QTest>

#include <algorithm>

using namespace attune;

class RepairTest : public CheckSuite {
    Q_OBJECT

private Q_SLOTS:
    // What a lone bare tag is, nobody knows: code, a placeholder, mathematics.
    void onlyWhatSurelyIsHtmlIsRewrittenUnasked() {
        const std::vector<std::string> sure = {
            "<b>well</b> done",
            "first<br>second<br/>third<BR />",
            "<p class=\"x\">one<p class='y'>two",
            "<a href=http://a.b/c?d=e>there</a>",
            "<font color=red disabled size = 3>red",
            "<img src=\"ab.png\"> a picture",
            "R&amp;D &#8212; &lt;5",
            "<!-- x < y --><div><span>deep</span></div>",
            "<script>if (a<b && c>d) f();</script>on we go",
        };
        const std::vector<std::string> unsure = {
            "if (a<b && c>d) then x<p>y",   "<i> as loop variable",
            "for all a<b and </b>",         "</i>then<i>",
            "a &amp; b where a<b && c>d",   "<p>one of a list",
            "map<b c, d=\"e\"> &amp; more",
        };
        std::vector<Row> rows = clean(1, 60);
        std::map<std::string, Lines> expected;
        for (const auto* texts : {&sure, &unsure})
            for (const std::string& text : *texts) {
                expected[texts == &sure ? "markup" : "possible-markup"].push_back(
                    static_cast<std::uint32_t>(rows.size() + 2));
                rows.emplace_back(text, "bad");
            }
        const auto checked = check(csv(rows));
        const std::string found = told(linesByKind(checked, "train"));
        QVERIFY2(found == told(expected), (found + "EXPECTED\n" + told(expected)).c_str());
        studio::CheckOptions options;
        options.data = path("train.csv");
        studio::RepairOptions repair;
        repair.output = path("unasked.csv");
        QCOMPARE(studio::repairData(options, checked, repair).kinds,
                 std::vector<std::string>{"markup"});
        const auto copy = studio::previewTable(repair.output, "auto", "auto", 1000);
        for (std::size_t i = 0; i < unsure.size(); ++i)
            QCOMPARE(copy.rows[60 + sure.size() + i][0], unsure[i]);
        QCOMPARE(copy.rows[60][0], std::string("well done"));
        repair.kinds = {"possible-markup"};
        repair.output = path("asked.csv");
        QCOMPARE(studio::repairData(options, checked, repair).texts,
                 static_cast<std::int64_t>(unsure.size()));
    }

    void leaksStayUnlessAskedForAndACopyWithoutRowsIsRefused() {
        const std::string table = csv(clean(1, 60));
        const auto checked = check(table, table);
        QCOMPARE(linesByKind(checked, "train").at("leaks").size(), std::size_t{60});
        studio::CheckOptions options;
        options.data = path("train.csv");
        options.test = path("test.csv");
        studio::RepairOptions repair;
        repair.output = path("once.csv");
        QCOMPARE(studio::repairData(options, checked, repair).rows, 60);
        repair.output = path("gone.csv");
        repair.kinds = {"leaks"};
        const std::string error = errorOf([&] { studio::repairData(options, checked, repair); });
        QVERIFY2(error.find("would leave no row") != std::string::npos, error.c_str());
        QVERIFY(!fs::exists(repair.output));
    }

    void onlyChosenKindsAreRepairedAndNothingIsOverwritten() {
        std::vector<Row> rows = clean(1, 60);
        rows.push_back(rows[0]);
        rows.emplace_back("!!!", "bad");
        const auto checked = check(csv(rows));
        studio::CheckOptions options;
        options.data = path("train.csv");
        studio::RepairOptions repair;
        repair.output = path("chosen.jsonl");
        repair.kinds = {"only-punctuation"};
        const auto report = studio::repairData(options, checked, repair);
        QCOMPARE(report.dropped, 1);
        QCOMPARE(report.rows, 61);
        QCOMPARE(studio::previewTable(repair.output, "auto", "auto", 100).rows.size(),
                 std::size_t{61});
        QVERIFY(errorOf([&] {
                    studio::repairData(options, checked, repair);
                }).find("The file is there already") != std::string::npos);
        repair.overwrite = true;
        repair.output = options.data;
        QVERIFY(errorOf([&] {
                    studio::repairData(options, checked, repair);
                }).find("cannot take the place") != std::string::npos);
        repair.output = path("chosen.jsonl");
        repair.kinds = {"mojibake", "doubles"};
        repair.output = path("partly.csv");
        QCOMPARE(studio::repairData(options, checked, repair).dropped, 1);
        repair.kinds = {"mojibake"};
        repair.output = path("nothing.csv");
        QVERIFY(errorOf([&] {
                    studio::repairData(options, checked, repair);
                }).find("There is nothing to repair: no findings of mojibake") !=
                std::string::npos);
        QVERIFY(!fs::exists(fromUtf8(repair.output)));
        repair.kinds = {"dobles"};
        QVERIFY(errorOf([&] {
                    studio::repairData(options, checked, repair);
                }).find("There is no kind of findings “dobles”") != std::string::npos);
        repair.kinds = {};
        write("train.csv", csv(clean(1, 61)));
        QVERIFY(errorOf([&] {
                    studio::repairData(options, checked, repair);
                }).find("have changed since") != std::string::npos);
    }

    void objectsOfAJsonlFileKeepWhatTheyHaveBeside() {
        std::string lines;
        for (const auto& [text, label] : clean(1, 30))
            lines +=
                Json{
                    {"id",    7    },
                    {"text",  text },
                    {"label", label}
            }
                    .dump() +
                "\n";
        lines += "{\"id\": 123456789012345678901234, \"price\":1.10 , \"text\" : \"so "
                 "&lt;br&gt; \\u00e9 tired\", \"label\": \"bad\", \"more\": [ 1, 2e0 ] }\n";
        lines += "{\"id\": 2.50, \"text\": \"as it is\", \"label\": \"bad\",  \"more\": null}\n";
        studio::CheckOptions options;
        options.data = write("data.jsonl", lines);
        const auto checked = studio::checkData(options);
        QCOMPARE(told(linesByKind(checked, "train")), std::string("markup: 31\n"));
        studio::RepairOptions repair;
        repair.output = path("copy.jsonl");
        studio::repairData(options, checked, repair);
        const std::string copy = readFile(repair.output);
        QVERIFY(copy.find("{\"id\": 2.50, \"text\": \"as it is\", \"label\": \"bad\",  \"more\": "
                          "null}\n") != std::string::npos);
        QVERIFY2(copy.find("\n{\"id\": 123456789012345678901234, \"price\":1.10 , \"text\" : \"so "
                           "<br> é tired\", \"label\": \"bad\", \"more\": [ 1, 2e0 ] }\n") !=
                     std::string::npos,
                 copy.c_str());
    }

    void wordsOfTwoScriptsAreFoundAndNotSafelyRepaired() {
        std::vector<Row> rows = clean(1, 60);
        rows[10].first += " p\u0430ypal";                          // Cyrillic a
        rows[20].first += " \u043F\u0440\u0430\u0432\u0434\u0430"; // a word of one script
        rows[30].first += " h\u03BFtel";                           // Greek o
        const auto checked = check(csv(rows));
        QCOMPARE(told(linesByKind(checked, "train")), std::string("look-alikes: 12 32\n"));
        const DataFinding& finding = checked.findings.front();
        QVERIFY(!finding.repair.safe);
        std::string text = rows[10].first, pair, label;
        RepairPlan({finding}).apply(10, text, pair, label);
        QVERIFY(text.ends_with(" paypal"));
    }

    void whiteSpaceAroundLabelsIsToldAndTakenAway() {
        std::vector<Row> rows = clean(1, 60);
        rows[4].second = " very good";
        rows[9].second = "bad\t";
        const auto checked = check(csv(rows));
        QCOMPARE(told(linesByKind(checked, "train")), std::string("label-spaces: 6 11\n"));
        studio::CheckOptions options;
        options.data = path("train.csv");
        studio::RepairOptions repair;
        repair.output = path("spaces.csv");
        QCOMPARE(studio::repairData(options, checked, repair).labels, 2);
        const auto copy = studio::previewTable(repair.output, "auto", "auto", 100);
        QCOMPARE(copy.rows[4][1], std::string("very good"));
        QCOMPARE(copy.rows[9][1], std::string("bad"));
    }

    void onlyKindsWithARepairCanBeRepaired() {
        studio::checkRepairKinds({"doubles", "look-alikes"});
        std::string error = errorOf([] { studio::checkRepairKinds({"imbalance"}); });
        QVERIFY2(error.find("“imbalance” have no repair") != std::string::npos &&
                     error.find("doubles") != std::string::npos,
                 error.c_str());
        error = errorOf([] { studio::checkRepairKinds({"double"}); });
        QVERIFY2(error.find("Did you mean “doubles”?") != std::string::npos, error.c_str());
        // What has a repair is of a kind that says so.
        for (const DataFinding& finding : check(csv(clean(1, 60)) + "x,\n").findings)
            if (finding.repair.action != Repair::Action::None)
                studio::checkRepairKinds({finding.kind});
    }

    void aCopyIsReadAsItIsWritten_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("encoding");
        QTest::addColumn<QString>("delimiter");
        QTest::newRow("standard") << "way.csv"
                                  << "auto"
                                  << "auto";
        QTest::newRow("tabs") << "way.tsv"
                              << "auto"
                              << "auto";
        QTest::newRow("objects") << "way.jsonl"
                                 << "GB18030"
                                 << "semicolon";
        QTest::newRow("as in China") << "way.csv"
                                     << "GB18030"
                                     << "semicolon";
        QTest::newRow("with marks") << "way.csv"
                                    << "UTF-16"
                                    << "pipe";
    }
    void aCopyIsReadAsItIsWritten() {
        QFETCH(QString, name);
        QFETCH(QString, encoding);
        QFETCH(QString, delimiter);
        std::vector<Row> rows = clean(1, 60);
        rows[7].first = "味道; 不错，“好吃”|\t再来 😀";
        rows.push_back(rows[0]);
        const auto checked = check(csv(rows));
        studio::CheckOptions options;
        options.data = path("train.csv");
        studio::RepairOptions repair;
        repair.output = path(name.toStdString());
        repair.overwrite = true;
        repair.encoding = encoding.toStdString();
        repair.delimiter = delimiter.toStdString();
        const auto report = studio::repairData(options, checked, repair);
        QCOMPARE(report.encoding, encoding == "auto" ? "UTF-8" : encoding.toStdString());
        const auto copy = studio::previewTable(
            repair.output, report.encoding,
            report.delimiter.empty() ? std::string("auto") : report.delimiter, 100);
        QCOMPARE(copy.rows.size(), std::size_t{60});
        for (std::size_t i = 0; i < copy.rows.size(); ++i)
            QCOMPARE(copy.rows[i], (std::vector<std::string>{rows[i].first, rows[i].second}));
    }

    void anEncodingThatLacksACharacterIsNamed() {
        std::vector<Row> rows = clean(1, 60);
        rows[7].first = "味道";
        const auto checked = check(csv(rows));
        studio::CheckOptions options;
        options.data = path("train.csv");
        studio::RepairOptions repair;
        repair.output = path("latin.csv");
        repair.encoding = "windows-1252";
        const std::string error = errorOf([&] { studio::repairData(options, checked, repair); });
        QVERIFY2(error.find("has no character “味”") != std::string::npos, error.c_str());
        QVERIFY(!fs::exists(repair.output));
    }

    // “Very good” is “very good”: that they are written in two ways is one finding.
    void labelsWrittenInTwoWaysMeanTheSameEverywhere() {
        std::vector<Row> rows = clean(1, 100);
        std::vector<Row> test = clean(2, 100);
        for (Row& row : test)
            if (row.second == "very good")
                row.second = "VERY GOOD";
        const auto exchanged = [](std::string text) {
            return text.replace(text.find(' ') + 1, 6, "zuzuzu");
        };
        Sentences sentences(3);
        const std::string whole = sentences.next(25);
        const std::string tested = sentences.next(25);
        test.emplace_back(tested, "very  good");
        rows.emplace_back(whole, "very good");              // line 102
        rows.emplace_back(whole, "Very Good");              // 103
        rows.emplace_back(exchanged(whole), "Very Good");   // 104
        rows.emplace_back(exchanged(tested), "ｖery good"); // 105
        const auto checked = check(csv(rows), csv(test));
        QCOMPARE(told(linesByKind(checked, "train")),
                 std::string("doubles: 103\nlabel-spelling: 103 104 105\nnear-doubles: "
                             "104\nnear-leaks: 105\n"));
        auto ofTest = linesByKind(checked, "test");
        QCOMPARE(ofTest.size(), std::size_t{1});
        QCOMPARE(ofTest["label-spelling"].size(), std::size_t{51});
        studio::CheckOptions options;
        options.data = path("train.csv");
        options.test = path("test.csv");
        studio::RepairOptions repair;
        repair.output = path("spelt.csv");
        const auto report = studio::repairData(options, checked, repair);
        QCOMPARE(report.dropped, 1);
        QCOMPARE(report.labels, 2);
        options.data = repair.output;
        QCOMPARE(told(linesByKind(studio::checkData(options), "train")),
                 std::string("near-doubles: 103\nnear-leaks: 104\n"));
    }

    // A copy with cleaned texts would leave spans where they were.
    void textsWithSpansAreNotRewritten() {
        studio::CheckOptions options;
        options.task = "token-classification";
        options.data = write("spans.jsonl", "{\"text\":\"<p>see <b>Ada</b> here</p>\","
                                            "\"label\":[[10,13,\"PER\"]]}\n");
        for (const DataFinding& finding : studio::checkData(options).findings)
            QVERIFY(finding.repair.action != Repair::Action::CleanTexts);
        options.task = "text-classification";
        const auto found = studio::checkData(options).findings;
        QVERIFY(std::any_of(found.begin(), found.end(), [](const DataFinding& finding) {
            return finding.repair.action == Repair::Action::CleanTexts;
        }));
    }
};

QTEST_GUILESS_MAIN(RepairTest)
#include "repair_test.moc"
